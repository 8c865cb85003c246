using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>
/// What accompanies a value into and out of a method: tangents in the place of its numbers and shadows in that of its references, put together to
/// one value.
/// </summary>
internal sealed class Duals(MethodIR method, TangentTypes tangents, TupleTypes tuples, Shadows shadows, TangentValues values)
{
    public Value Of(Builder builder, Value value, ParameterRole role)
    {
        if ((role & ParameterRole.Differentiated) == 0)
            return shadows.Of(value);
        var leaves = values.Of(value);
        if ((role & ParameterRole.Shadowed) == 0)
            return leaves.All(TangentValues.IsZero) ? method.Default(tangents.CarrierOf(value.Type)) : tangents.Pack(builder, value.Type, i => leaves[i]);
        return WithLeaves(builder, shadows.Of(value), leaves);
    }

    /// <summary>A shadow with tangents in the place of its numbers.</summary>
    public Value WithLeaves(Builder builder, Value shadow, IReadOnlyList<Value> scalars)
    {
        var leaves = tangents.LeavesOf(shadow.Type);
        for (var i = 0; i < leaves.Count; i++)
            shadow = builder.InsertAt(shadow, leaves[i].Path, scalars[i]);
        return shadow;
    }

    /// <summary>The tangents in what accompanies a value of a type.</summary>
    public Value[] Leaves(Builder builder, Value dual, TypeReference type) => [.. tangents.LeavesOf(type).Select(l => tangents.Unpack(builder, dual, l))];

    /// <summary>What a method returns for a result: the result itself, or the two in a tuple; null for nothing.</summary>
    public Value? Result(Builder builder, TypeReference returned, Value? result, ParameterRole role, bool withValue)
    {
        if (result is null || role == ParameterRole.None)
            return result;
        var dual = Of(builder, result, role);
        if (!withValue)
            return dual;
        var pair = builder.Insert(method.Default(returned), tuples.ItemPath(returned, 0)[0], result);
        return builder.Insert(pair, tuples.ItemPath(returned, 1)[0], dual);
    }

    /// <summary>What is returned with a result of a type.</summary>
    public static ParameterRole RoleOfResult(TangentTypes tangents, TypeReference type, bool shadowsResult) =>
        (tangents.HasTangent(type) ? ParameterRole.Differentiated : ParameterRole.None) | (shadowsResult ? ParameterRole.Shadowed : ParameterRole.None);
}
