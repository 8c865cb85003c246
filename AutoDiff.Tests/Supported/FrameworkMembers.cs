using AutoDiff.Implementations;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Tests.Supported;

/// <summary>
/// Every public member of the framework types that the library says anything of, by its rules, its implementations and models, and the weaver's tables of calls
/// that do nothing to numbers.
/// </summary>
internal sealed class FrameworkMembers : IDisposable
{
    /// <summary>What the weaver knows without a rule or a body: <c>Import/ComplexNumbers</c> and <c>Passes/Scalar/PrimitiveOperators</c>.</summary>
    private static readonly Dictionary<string, string[]> s_intrinsic = new()
    {
        ["System.Numerics.Complex"] = [".ctor", "get_Real", "get_Imaginary"],
        ["System.Double"] = ["CreateChecked", "CreateSaturating", "CreateTruncating"],
        ["System.Single"] = ["CreateChecked", "CreateSaturating", "CreateTruncating"],
    };

    private readonly References resolver = new([], withLibrary: true);
    private readonly ModuleDefinition module;
    private readonly WovenTypes woven;
    private readonly RuleBook rules;
    private readonly List<(string Target, MethodDefinition Body)> implemented = [];
    private readonly Dictionary<string, TypeDefinition> models = [];
    private readonly Dictionary<string, TypeDefinition> framework = [];
    private readonly Dictionary<string, string> modelled = [];
    private readonly ILookup<string, MethodDefinition> bodies;
    private readonly HashSet<string> named = [];

    public FrameworkMembers()
    {
        var image = TestWeaver.Compile("class Uses { double F() => Gradient(at: 1.0, of: x => x); }").Image;
        module = ModuleDefinition.ReadModule(new MemoryStream(image), new ReaderParameters { AssemblyResolver = resolver });
        var library = ModuleUse.FindLibrary(module)!;
        woven = new(module, library);
        rules = new(woven.Types, library, woven.Tangents, woven.Constancy);
        foreach (var file in References.Files)
        {
            var name = new AssemblyNameReference(Path.GetFileNameWithoutExtension(file), new Version());
            foreach (var type in resolver.Resolve(name).MainModule.GetTypes().Where(IsPublic))
                framework.TryAdd(type.FullName, type);
        }
        foreach (var type in library.GetTypes())
            Read(type);
        bodies = implemented.ToLookup(i => i.Target, i => i.Body);
        named.UnionWith(HarmlessMembers.Types);
        named.UnionWith(KnownCalls.Types);
    }

    /// <summary>Gets the types that have pages of their own, and those.</summary>
    public static IReadOnlyDictionary<string, string> Elsewhere { get; } = new Dictionary<string, string>
    {
        ["System.Linq.Enumerable"] = "linq.md",
        ["System.Numerics.Vector"] = "numerics.md",
        ["System.Numerics.Vector2"] = "numerics.md",
        ["System.Numerics.Vector3"] = "numerics.md",
        ["System.Numerics.Vector4"] = "numerics.md",
        ["System.Numerics.Quaternion"] = "numerics.md",
        ["System.Numerics.Plane"] = "numerics.md",
        ["System.Numerics.Matrix3x2"] = "numerics.md",
        ["System.Numerics.Matrix4x4"] = "numerics.md",
    };

    /// <summary>The types in order, each with its members.</summary>
    public IEnumerable<(TypeDefinition Type, IReadOnlyList<FrameworkMember> Members)> All() =>
        from name in named.Order(StringComparer.Ordinal)
        where !Elsewhere.ContainsKey(name)
        let type = framework.GetValueOrDefault(name)
        where type is { Name: not "Enumerator" } && !type.Namespace.StartsWith("AutoDiff", StringComparison.Ordinal)
        let members = Members(type)
        where members.Count > 0
        select (type, (IReadOnlyList<FrameworkMember>)members);

    public void Dispose()
    {
        module.Dispose();
        resolver.Dispose();
    }

    private static bool IsPublic(TypeDefinition type) => type.IsPublic || (type.IsNestedPublic && IsPublic(type.DeclaringType));

    private void Read(TypeDefinition type)
    {
        foreach (var model in type.CustomAttributes.Where(a => a.AttributeType.Name == nameof(ModelAttribute)))
        {
            var original = ((TypeReference)model.ConstructorArguments[0].Value).GetElementType().FullName;
            models[original] = type;
            modelled[type.FullName] = original;
            named.Add(original);
        }
        foreach (var method in type.Methods)
        {
            foreach (var rule in RuleDeclaration.On(method))
                named.Add(rule.TargetType.GetElementType().FullName);
            foreach (var attribute in method.CustomAttributes.Where(a => a.AttributeType.Name == nameof(ImplementationAttribute)))
            {
                var target = attribute.ConstructorArguments[0].Value is TypeReference stated
                    ? stated.GetElementType().FullName
                    : (string)attribute.ConstructorArguments[0].Value;
                named.Add(target);
                implemented.Add(($"{target}::{attribute.ConstructorArguments[1].Value}", method));
            }
        }
    }

    private List<FrameworkMember> Members(TypeDefinition type) =>
    [
        .. type.Methods.Where(m => m.IsPublic && !m.IsSetter && m.CustomAttributes.All(a => a.AttributeType.Name != nameof(ObsoleteAttribute)))
            .OrderBy(m => m.Name, StringComparer.Ordinal).Select(Member),
        .. type.Methods.Where(m => m.IsPublic && m.IsSetter).OrderBy(m => m.Name, StringComparer.Ordinal).Select(Member),
    ];

    private FrameworkMember Member(MethodDefinition method)
    {
        var outcome = IsDifferentiated(method) ? Outcome.Differentiated : IsConstant(method) ? Outcome.Constant : Outcome.Refused;
        return new(method, outcome, outcome == Outcome.Refused ? Refusals.Of(method) : null);
    }

    private bool IsDifferentiated(MethodDefinition method)
    {
        var type = method.DeclaringType;
        if (Names(method).SelectMany(n => rules.Declarations(type.FullName, n)).Any(d => rules.Fit(d, ClosedOverItself(method)) is not null))
            return true;
        List<TypeReference> parameters = [.. method.Parameters.Select(p => p.ParameterType)];
        if (method.HasThis && !method.IsConstructor)
            parameters.Insert(0, ClosedOverItself(method).DeclaringType);
        var arity = type.GenericParameters.Count;
        return s_intrinsic.GetValueOrDefault(type.FullName, []).Contains(method.Name)
            || bodies[$"{type.FullName}::{method.Name}"].Any(b => b.Parameters.Count == parameters.Count
                && b.Parameters.Zip(parameters, (own, p) => Fits(Shape(own.ParameterType, 0), Shape(p, arity), p)).All(fits => fits))
            || (models.TryGetValue(type.FullName, out var model)
                && model.Methods.Any(m => m.IsPublic && m.Name == method.Name && m.Parameters.Count == method.Parameters.Count));
    }

    /// <summary>A body may take what is known of an argument: the array behind an <c>Array</c>, the delegate behind a <c>Delegate</c>.</summary>
    private static bool Fits(string own, string shape, TypeReference declared) =>
        own == shape || declared is { Namespace: "System", Name: "Array" or "Object" or "Delegate" };

    private static IEnumerable<string> Names(MethodDefinition method) => method.IsGetter ? [method.Name, method.Name[4..]] : [method.Name];

    private bool IsConstant(MethodDefinition method)
    {
        var receiver = method.HasThis && !method.IsConstructor && MayVary(ClosedOverItself(method).DeclaringType);
        if (!receiver && !method.Parameters.Any(p => MayVary(p.ParameterType) && !p.IsOut))
            return true;
        // By convention: their integers are used as factors.
        if (method.Name is "Sign" or "ILogB")
            return true;
        if (MayVary(method.ReturnType) || (method.IsConstructor && MayVary(ClosedOverItself(method).DeclaringType)))
            return false;
        return KnownCalls.LeavesMemoryAlone(ClosedOverItself(method))
            || (!(receiver && !method.DeclaringType.IsValueType) && !method.Parameters.Any(p => MayVary(p.ParameterType) && !IsNumber(p.ParameterType)));
    }

    private bool MayVary(TypeReference type) => FrameworkMember.MayVary(type, woven.Types, woven.Tangents.IsDifferentiable);

    private static bool IsNumber(TypeReference type) => type.IsValueType && type is not GenericInstanceType;

    /// <summary>A member of a generic type as the type's own body refers to it.</summary>
    private static MethodReference ClosedOverItself(MethodDefinition method)
    {
        if (!method.DeclaringType.HasGenericParameters)
            return method;
        var self = new GenericInstanceType(method.DeclaringType) { IsValueType = method.DeclaringType.IsValueType };
        foreach (var parameter in method.DeclaringType.GenericParameters)
            self.GenericArguments.Add(parameter);
        var reference = new MethodReference(method.Name, method.ReturnType, self) { HasThis = method.HasThis };
        foreach (var parameter in method.Parameters)
            reference.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return reference;
    }

    /// <summary>A type with generic parameters by their place, those of the declaring type first; models stand for what they model.</summary>
    private string Shape(TypeReference type, int arity) => TypeContext.WithoutModifiers(type) switch
    {
        GenericParameter { Type: GenericParameterType.Method } parameter => $"{arity + parameter.Position}",
        GenericParameter parameter => $"{parameter.Position}",
        ArrayType array => Shape(array.ElementType, arity) + "[]",
        ByReferenceType reference => "ref " + Shape(reference.ElementType, arity),
        GenericInstanceType instance => $"{Original(instance.ElementType)}<{string.Join(", ", instance.GenericArguments.Select(a => Shape(a, arity)))}>",
        var plain => Original(plain),
    };

    private string Original(TypeReference type) => modelled.GetValueOrDefault(type.FullName, type.FullName);
}
