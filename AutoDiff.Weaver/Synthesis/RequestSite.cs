using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>Who asks for a derivative: an attribute (on <paramref name="Host"/>, at offset zero), an operator call or a delegate creation in it.</summary>
internal sealed record RequestSite(MethodDefinition Host, int Offset)
{
    public SourceLocation Location => new(Host, Offset, null);
}
