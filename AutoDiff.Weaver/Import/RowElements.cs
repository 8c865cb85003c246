using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>Addresses of elements of structs that are a row of equal elements (inline arrays, fixed buffers).</summary>
/// <param name="types">The type system.</param>
/// <param name="check">The runtime library's <c>Throw.IfOutsideArray</c>.</param>
internal sealed class RowElements(TypeContext types, MethodReference check)
{
    /// <summary>At an index that is known the element is a field like any other.</summary>
    public Value Address(Builder builder, Value array, TypeReference type, Value index)
    {
        var (element, length) = types.Shapes.RowOf(type)!.Value;
        if (index is Constant { Content: int known } && known >= 0 && known < length)
            return builder.FieldAddress(array, types.Shapes.ElementOf(type, known));
        return builder.Add(new Call(new ByReferenceType(element), types.Shapes.ElementAtOf(type), false, null, array, index) { KnownEffects = Effects.None });
    }

    public void Check(Builder builder, Value index, Value length) => builder.Call(check, index, length);
}
