using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// Constructor calls of framework structs that do nothing but set public fields (value tuples, vectors) become stores of the fields: their
/// bodies are not visible at build time.
/// </summary>
internal static class RaiseTuplesPass
{
    public static bool Run(MethodIR method)
    {
        var changed = false;
        var builder = new Builder(method);
        foreach (var call in method.Instructions.OfType<Call>().Where(c => c.Method.Name == ".ctor" && c.OperandCount > 1).ToList())
        {
            if (FieldsSetBy(method.Types, call) is not { } fields)
                continue;
            builder.Before(call).Location = call.Location;
            for (var i = 0; i < fields.Count; i++)
            {
                var type = method.Types.FieldType(fields[i]);
                builder.Store(type, builder.FieldAddress(call.Operand(0), fields[i]), Coerce.To(builder, type, call.Operand(i + 1)));
            }
            call.Remove();
            changed = true;
        }
        return changed;
    }

    private static IReadOnlyList<FieldReference>? FieldsSetBy(TypeContext types, Call call)
    {
        var type = call.Method.DeclaringType;
        var element = type.GetElementType();
        var isTuple = element.Namespace == "System" && element.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);
        var isVector = element.Namespace == "System.Numerics"
            && element.Name is "Vector2" or "Vector3" or "Vector4" or "Quaternion" or "Plane" or "Matrix3x2" or "Matrix4x4";
        if (!isTuple && !isVector)
            return null;
        var fields = types.InstanceFields(type);
        if (fields.Count != call.OperandCount - 1)
            return null;
        for (var i = 0; i < fields.Count; i++)
        {
            if (!types.Same(types.FieldType(fields[i]), types.ParameterType(call.Method, i)))
                return null;
        }
        return fields;
    }
}
