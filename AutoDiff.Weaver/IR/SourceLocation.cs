using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.IR;

/// <summary>Where an instruction comes from: a point of a method's IL and, once inlined, the call it was inlined at.</summary>
internal sealed class SourceLocation(MethodDefinition method, int offset, SequencePoint? point, SourceLocation? inlinedAt = null)
{
    public MethodDefinition Method { get; } = method;

    public int Offset { get; } = offset;

    /// <summary>The last visible sequence point at or before the offset, when the method has debug information.</summary>
    public SequencePoint? Point { get; } = point;

    public SourceLocation? InlinedAt { get; } = inlinedAt;

    public SourceLocation At(SourceLocation? call) =>
        call is null ? this : new(Method, Offset, Point, InlinedAt is null ? call : InlinedAt.At(call));
}
