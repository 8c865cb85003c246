using System.Numerics;
using System.Reflection;

namespace AutoDiff.Tests.Cases.Numerics;

/// <summary>A public member of the vectors, quaternions, planes and matrices of the framework, and what becomes of it in a differentiated function.</summary>
internal sealed record NumericsMember(Type Type, MethodBase Method)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static readonly Type[] Types =
        [typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Plane), typeof(Matrix3x2), typeof(Matrix4x4)];

    /// <summary>Members that are refused, with the reason.</summary>
    private static readonly (string[] Members, string Reason)[] s_refused =
    [
        (["AndNot", "BitwiseAnd", "BitwiseOr", "Xor", "OnesComplement", "op_BitwiseAnd", "op_BitwiseOr", "op_ExclusiveOr", "op_OnesComplement", "op_LeftShift",
            "op_RightShift", "op_UnsignedRightShift"], "works on the bits of numbers; `ConditionalSelect` chooses by a mask"),
        (["Load", "LoadAligned", "LoadAlignedNonTemporal", "LoadUnsafe", "Store", "StoreAligned", "StoreAlignedNonTemporal", "StoreUnsafe"],
            "reads or writes memory past a pointer or a reference; `new Vector3(span)` and `CopyTo(span)` do the same with a length"),
        (["Decompose"], "the order of the axes depends on their lengths; take `Translation`, the lengths of the rows and `CreateFromRotationMatrix`"),
    ];

    /// <summary>Every method, accessor, operator and constructor, and the extension methods of <see cref="Vector"/> for these types.</summary>
    public static IEnumerable<NumericsMember> All() =>
        Types.SelectMany(t => t.GetMembers(Declared).OfType<MethodBase>().Select(m => new NumericsMember(t, m)))
            .Concat(typeof(Vector).GetMethods(Declared).Where(m => !m.IsGenericMethod && m.GetParameters() is [{ ParameterType: var first }, ..]
                && (Types.Contains(first) || (m is { ReturnType: var result } && Types.Contains(result)))).Select(m => new NumericsMember(typeof(Vector), m)))
            .Where(m => m.Method.DeclaringType == m.Type && m.Method.Name is not ("GetHashCode" or "ToString")
                && m.Method is not { Name: "Equals", IsStatic: false });

    public string Name => $"{Type.Name}.{Method.Name}({string.Join(", ", Method.GetParameters().Select(p => Text(p.ParameterType)))})";

    public string? Refusal => s_refused.FirstOrDefault(r => r.Members.Contains(Method.Name)).Reason;

    /// <summary>Nothing with a derivative goes in, or nothing comes out.</summary>
    public bool IsConstant => Refusal is null && (!Inputs.Any(HasNumbers) || !Outputs.Any(HasNumbers));

    /// <summary>What is passed, the object itself first.</summary>
    public IEnumerable<Type> Inputs =>
        (Method is MethodInfo { IsStatic: false } ? [Type] : Type.EmptyTypes)
            .Concat(Method.GetParameters().Where(p => !p.IsOut).Select(p => p.ParameterType));

    private IEnumerable<Type> Outputs => Method is MethodInfo method
        ? Method.GetParameters().Where(p => p.IsOut || p.ParameterType == typeof(Span<float>) || p.ParameterType == typeof(float[]))
            .Select(p => p.ParameterType.IsByRef ? p.ParameterType.GetElementType()! : p.ParameterType)
            .Append(method.Name.StartsWith("set_", StringComparison.Ordinal) ? Type : method.ReturnType)
        : [Type];

    public static string Text(Type type) => type switch
    {
        { IsByRef: true } => Text(type.GetElementType()!) + "&",
        { IsGenericType: true } =>
            $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Text))}>",
        _ when type == typeof(float) => "float",
        _ when type == typeof(int) => "int",
        _ when type == typeof(byte) => "byte",
        _ when type == typeof(float[]) => "float[]",
        _ => type.Name,
    };

    private static bool HasNumbers(Type type) => type == typeof(float) || type == typeof(float[]) || type == typeof(float*) || Types.Contains(type)
        || (type.IsGenericType && type.GetGenericArguments().Any(HasNumbers)) || (type.IsByRef && HasNumbers(type.GetElementType()!));
}
