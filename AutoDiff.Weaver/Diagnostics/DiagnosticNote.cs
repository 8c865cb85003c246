using AutoDiff.Weaving.Differentiation.Linear;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// A link of the chain from the request down to the instruction in the way: the method that was being differentiated and the place in it.
/// A method without source has no position; <paramref name="Place"/> then gives type, method and IL offset.
/// </summary>
/// <param name="Method">Short name, such as <c>Black.Value</c>.</param>
/// <param name="Position">Where in the method, if its source is known.</param>
/// <param name="Place">The position as it reads in a sentence: <c>Black.cs:12</c> or <c>Pricing.Black::Value, IL_0012</c>.</param>
internal sealed record DiagnosticNote(string Method, SourcePosition? Position, string Place)
{
    public override string ToString() => $"{Method} ({Place})";
}
