using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>Addresses of elements of structs that are a row of equal elements (inline arrays, fixed buffers).</summary>
/// <param name="check">The runtime library's <c>Throw.IfOutsideArray</c>.</param>
internal sealed class RowElements(MethodReference check)
{
    /// <summary>At an index that is known the element is a field like any other.</summary>
    public Value Address(Builder builder, Value array, TypeReference type, Value index) => RowViews.Element(builder, array, type, index);

    public void Check(Builder builder, Value index, Value length) => builder.Call(check, index, length);
}
