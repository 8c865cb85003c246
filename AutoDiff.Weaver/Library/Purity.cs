using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>Framework methods known to have no effects and not to throw: calls of them may be dropped, moved and repeated.</summary>
internal static class Purity
{
    private static readonly string[] ScalarTypes = ["System.Math", "System.MathF", "System.Double", "System.Single", "System.Half"];

    private static readonly string[] VectorTypes =
    [
        "System.Numerics.Vector2", "System.Numerics.Vector3", "System.Numerics.Vector4", "System.Numerics.Quaternion", "System.Numerics.Plane",
        "System.Numerics.Complex", "System.Numerics.Matrix3x2", "System.Numerics.Matrix4x4",
    ];

    // Sign throws for NaN, Clamp for crossed bounds, Round for a bad number of digits or mode.
    private static readonly string[] Throwing = ["Sign", "Clamp", "ClampNative", "DivRem"];

    private static readonly string[] OnIntegers = ["Max", "Min", "BigMul"];

    public static bool IsPure(MethodReference method)
    {
        if (method.HasThis || method is GenericInstanceMethod || method.HasGenericParameters || method.ReturnType.MetadataType == MetadataType.Void)
            return false;
        var type = method.DeclaringType.FullName;
        // A function that is differentiated runs on one thread.
        if (type == "System.Environment" && method.Name == "get_CurrentManagedThreadId")
            return true;
        if (Array.IndexOf(ScalarTypes, type) >= 0)
            return IsPureOnScalars(method);
        return Array.IndexOf(VectorTypes, type) >= 0
            && !method.Name.StartsWith("Create", StringComparison.Ordinal)
            && method.Parameters.All(p => IsFloating(p.ParameterType) || Array.IndexOf(VectorTypes, p.ParameterType.FullName) >= 0);
    }

    private static bool IsPureOnScalars(MethodReference method)
    {
        if (Array.IndexOf(Throwing, method.Name) >= 0 || method.Name.StartsWith("op_Checked", StringComparison.Ordinal))
            return false;
        if (method.Parameters.All(p => IsFloating(p.ParameterType)))
            return true;
        return method.Name switch
        {
            "ScaleB" or "RootN" => method.Parameters.All(p => IsFloating(p.ParameterType) || p.ParameterType.MetadataType == MetadataType.Int32),
            "op_Explicit" or "op_Implicit" => method.Parameters.All(p => p.ParameterType.IsPrimitive),
            _ => Array.IndexOf(OnIntegers, method.Name) >= 0 && method.Parameters.All(p => p.ParameterType.IsPrimitive),
        };
    }

    private static bool IsFloating(TypeReference type) =>
        type.MetadataType is MetadataType.Single or MetadataType.Double || type is { Namespace: "System", Name: "Half" };
}
