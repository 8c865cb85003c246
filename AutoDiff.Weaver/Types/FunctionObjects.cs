using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// The functions of F#, which are objects of classes below <c>FSharpFunc</c>: a class for each function that is used as a value. Of those in other assemblies,
/// only what the module leads to makes any: no others can be met, as with delegates.
/// </summary>
internal sealed class FunctionObjects(TypeContext types)
{
    private const string Base = "Microsoft.FSharp.Core.FSharpFunc`2";

    private readonly Lazy<HashSet<TypeDefinition>> made = new(() => FindMade(types));

    /// <summary>Whether objects of a class are functions.</summary>
    public static bool Is(TypeContext types, TypeReference type)
    {
        for (var current = type is ArrayType or GenericParameter ? null : types.Resolve(type); current is not null;
            current = current.BaseType is { } parent ? types.Resolve(parent) : null)
        {
            if (current.FullName == Base)
                return true;
        }
        return false;
    }

    /// <summary>Whether no object of this class can be met: a function of another assembly that nothing makes which the module leads to.</summary>
    public bool IsOutOfReach(TypeDefinition type) =>
        type.Module != types.Module && type is { IsAbstract: false, IsInterface: false } && Is(types, type) && !made.Value.Contains(type);

    /// <summary>
    /// What makes the object in a static field, where that is the one function of a class that captures nothing: one such object is as good as another. Null
    /// for any other field.
    /// </summary>
    public MethodReference? ConstructorOfSingle(FieldReference field)
    {
        if (types.Resolve(field.DeclaringType) is not { IsSealed: true } declaring || types.Resolve(field.FieldType) != declaring
            || !Is(types, declaring)
            || declaring.Fields.FirstOrDefault(f => f.Name == field.Name) is not { IsStatic: true }
            || declaring.Fields.Any(f => !f.IsStatic))
            return null;
        var constructor = declaring.Methods.FirstOrDefault(m => m is { IsConstructor: true, IsStatic: false, Parameters.Count: 0 });
        return constructor is null || declaring.Methods.Count(m => m.IsConstructor && !m.IsStatic) != 1
            ? null
            : new MethodReference(".ctor", types.Void, types.Import(field.DeclaringType)) { HasThis = true };
    }

    /// <summary>
    /// Code that is called is followed, with all methods of what it makes: those are what virtual calls lead to. A field of a class that is read brings what
    /// the class does when it is loaded.
    /// </summary>
    private static HashSet<TypeDefinition> FindMade(TypeContext types)
    {
        var found = new HashSet<TypeDefinition>();
        var seen = new HashSet<MethodDefinition>();
        var work = new Stack<MethodDefinition>(types.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody));
        while (work.Count > 0)
        {
            foreach (var instruction in work.Pop().Body.Instructions)
            {
                switch (instruction.Operand)
                {
                    case FieldReference field when instruction.OpCode.Code is Code.Ldsfld or Code.Ldsflda
                        && types.Resolve(field.DeclaringType) is { } around:
                        Follow(around.Methods.Where(m => m is { IsConstructor: true, IsStatic: true }));
                        break;
                    case MethodReference called when called.DeclaringType.Scope is not null && types.ResolveMethod(called) is { } definition:
                        Follow([definition]);
                        if (instruction.OpCode.Code == Code.Newobj && !StructShapes.IsFramework(definition.Module.Assembly)
                            && found.Add(definition.DeclaringType))
                            Follow(VirtualMethods(types, definition.DeclaringType));
                        break;
                }
            }
        }
        return found;

        static IEnumerable<MethodDefinition> VirtualMethods(TypeContext types, TypeDefinition type)
        {
            for (TypeDefinition? current = type; current is not null; current = current.BaseType is { } parent ? types.Resolve(parent) : null)
            {
                foreach (var method in current.Methods.Where(m => m.IsVirtual))
                    yield return method;
            }
        }

        void Follow(IEnumerable<MethodDefinition> methods)
        {
            foreach (var method in methods.Where(m => m.HasBody && IsFollowed(m) && seen.Add(m)))
                work.Push(method);
        }

        bool IsFollowed(MethodDefinition method) => method.Module != types.Module && !StructShapes.IsFramework(method.Module.Assembly)
            && method.Module.Assembly.Name.Name != "AutoDiff.Runtime";
    }
}
