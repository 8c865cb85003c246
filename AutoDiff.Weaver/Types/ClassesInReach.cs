using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// The classes of other assemblies of which objects can be met: those that something makes which the module leads to, and those that may be given to what
/// others see of the module. All others are only known by name, however many a library has: what meets one all the same at run time refuses it.
/// </summary>
internal sealed class ClassesInReach(TypeContext types)
{
    private readonly Lazy<HashSet<TypeDefinition>> made = new(() => new Search(types).Made);

    /// <summary>Whether no object of exactly this class can be met.</summary>
    public bool IsOutOfReach(TypeDefinition type) =>
        type is { IsAbstract: false, IsInterface: false, IsValueType: false } && IsOfOthers(types, type) && !made.Value.Contains(type);

    private static bool IsOfOthers(TypeContext types, TypeDefinition type) => type.Module != types.Module && StructShapes.IsOfProgram(type.Module);

    /// <summary>
    /// Code that is called is followed, with all virtual members of what it makes: those are what virtual calls lead to. What is used of a class brings what
    /// it does when it is loaded.
    /// </summary>
    private sealed class Search
    {
        private static readonly HashSet<string> Makers = ["System.Activator", "System.Reflection.ConstructorInfo", "System.Type"];

        private readonly TypeContext types;
        private readonly HashSet<TypeDefinition> given = [];
        private readonly HashSet<MethodDefinition> seen = [];
        private readonly Stack<MethodDefinition> work;

        // What reflection may make, where anything makes an object by it.
        private readonly HashSet<TypeDefinition> named = [];
        private bool makesByName;

        public Search(TypeContext types)
        {
            this.types = types;
            var own = types.Module.GetTypes().ToList();
            work = new(own.SelectMany(t => t.Methods).Where(m => m.HasBody));
            if (types.Module.EntryPoint is null)
            {
                foreach (var type in own.Where(t => !Hierarchy.IsHidden(t)))
                    GiveFromOutside(type);
            }
            do
            {
                while (work.Count > 0)
                    Read(work.Pop().Body);
                if (makesByName)
                    named.ToList().ForEach(Make);
            }
            while (work.Count > 0);
        }

        public HashSet<TypeDefinition> Made { get; } = [];

        private void Read(MethodBody body)
        {
            foreach (var instruction in body.Instructions)
            {
                switch (instruction.Operand)
                {
                    case FieldReference field when types.Resolve(field.DeclaringType) is { } around:
                        Load(around, field.DeclaringType);
                        break;
                    case MethodReference { DeclaringType.Scope: not null } called when types.ResolveMethod(called) is { } definition:
                        Load(definition.DeclaringType, called.DeclaringType);
                        Follow(definition);
                        makesByName |= Makers.Contains(definition.DeclaringType.FullName) && definition.Name is "CreateInstance" or "Invoke" or "InvokeMember";
                        if (called is GenericInstanceMethod generic)
                            Name(generic.GenericArguments, definition.GenericParameters);
                        if (instruction.OpCode.Code == Code.Newobj)
                            Make(definition.DeclaringType);
                        break;
                    case TypeReference type when instruction.OpCode.Code == Code.Ldtoken && type is not GenericParameter && types.Resolve(type) is { } token:
                        named.Add(token);
                        break;
                }
            }
        }

        private void Load(TypeDefinition type, TypeReference asNamed)
        {
            if (asNamed is GenericInstanceType instance)
                Name(instance.GenericArguments, type.GenericParameters);
            foreach (var method in type.Methods.Where(m => m is { IsConstructor: true, IsStatic: true }))
                Follow(method);
        }

        /// <summary>A type argument may be made where it is demanded to have a constructor.</summary>
        private void Name(IEnumerable<TypeReference> arguments, IEnumerable<GenericParameter> parameters)
        {
            foreach (var (argument, parameter) in arguments.Zip(parameters, (a, p) => (a, p)))
            {
                if (argument is GenericInstanceType nested && types.Resolve(nested) is { } inner)
                    Name(nested.GenericArguments, inner.GenericParameters);
                if (argument is GenericParameter or ArrayType || types.Resolve(argument) is not { } type)
                    continue;
                named.Add(type);
                if (parameter.HasDefaultConstructorConstraint)
                    Make(type);
            }
        }

        private void Make(TypeDefinition type)
        {
            if (type is { IsInterface: true } || !IsOfOthers(types, type) || !Made.Add(type))
                return;
            foreach (var constructor in type.Methods.Where(m => m is { IsConstructor: true, Parameters.Count: 0 }))
                Follow(constructor);
            for (TypeDefinition? current = type; current is not null; current = current.BaseType is { } parent ? types.Resolve(parent) : null)
            {
                foreach (var method in current.Methods.Where(m => m.IsVirtual))
                    Follow(method);
            }
        }

        private void Follow(MethodDefinition method)
        {
            if (method.HasBody && IsOfOthers(types, method.DeclaringType) && seen.Add(method))
                work.Push(method);
        }

        private void GiveFromOutside(TypeDefinition visible)
        {
            foreach (var method in visible.Methods.Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly))
            {
                foreach (var parameter in method.Parameters)
                    Give(parameter.ParameterType);
            }
            foreach (var field in visible.Fields.Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
                Give(field.FieldType);
        }

        /// <summary>An object that others make, of a class or of one below it, with what it holds.</summary>
        private void Give(TypeReference type)
        {
            if (type is GenericInstanceType instance)
            {
                foreach (var argument in instance.GenericArguments)
                    Give(argument);
            }
            else if (type is TypeSpecification specification)
            {
                Give(specification.ElementType);
                return;
            }
            if (type is not GenericParameter && types.Resolve(type) is { } definition && (definition.Module == types.Module || IsOfOthers(types, definition)))
                Give(definition);
        }

        private void Give(TypeDefinition type)
        {
            if (!given.Add(type))
                return;
            Make(type);
            for (TypeDefinition? current = type; current is not null && !StructShapes.IsFramework(current.Module.Assembly);
                current = current.BaseType is { } parent ? types.Resolve(parent) : null)
            {
                foreach (var field in current.Fields.Where(f => !f.IsStatic))
                    Give(field.FieldType);
            }
            // Functions that are objects are given by what makes them.
            foreach (var below in types.Hierarchy.DerivedFrom(type).Where(t => !FunctionObjects.Is(types, t)))
                Give(below);
        }
    }
}
