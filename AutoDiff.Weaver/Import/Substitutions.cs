using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>What is read in place of what a body says: models of framework types, and implementations of framework methods.</summary>
/// <param name="Models">Structs that stand for framework types.</param>
/// <param name="StandIn">The method that code which is differentiated calls, or makes a delegate of, in place of a generated one, or null.</param>
/// <param name="Implementation">The method that stands in for one called with these operands, or null.</param>
/// <param name="ReturnsModel">Whether a method's own body is read with models, so that what it returns is one too.</param>
/// <param name="IsRead">Whether a method's own body is read, with models where that is possible.</param>
/// <param name="CopyOfData">The runtime library's <c>ConstantTables.Copy</c>, which makes an array of data in the assembly.</param>
/// <param name="Rows">Addresses of the elements of inline arrays.</param>
/// <param name="Boxes">Boxing of nullables.</param>
internal sealed record Substitutions(
    ModelTypes Models, Func<MethodReference, MethodReference?> StandIn, Func<MethodReference, IReadOnlyList<Value>, MethodReference?> Implementation,
    Func<MethodReference, bool> ReturnsModel, Func<MethodReference, bool> IsRead, MethodReference CopyOfData, RowElements Rows, NullableBoxes Boxes);

/// <summary>The runtime library's <c>NullableBoxes</c>: a nullable has no box of its own.</summary>
internal sealed record NullableBoxes(MethodReference Box, MethodReference Unbox);
