using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// A construct stands in the way: thrown by a step of the weaver, caught where the derivative was requested and turned into a located
/// diagnostic. The message completes the sentence "cannot differentiate …: ".
/// </summary>
internal sealed class UnsupportedConstructException(string code, SourceLocation? location, string message) : Exception(message)
{
    /// <summary>The diagnostic code, such as <c>AD1006</c>.</summary>
    public string Code { get; } = code;

    public SourceLocation? Location { get; } = location;
}
