using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// A construct stands in the way: thrown by a step of the weaver, caught where the derivative was requested and turned into a located
/// diagnostic. The message completes the sentence "cannot differentiate …: ".
/// </summary>
internal sealed class UnsupportedConstructException(string code, SourceLocation? location, string message) : Exception(UserNames.InText(message))
{
    /// <summary>The diagnostic code, such as <c>AD1006</c>.</summary>
    public string Code { get; } = code;

    public SourceLocation? Location { get; } = location;

    /// <summary>Where a number became something else, for one that comes back.</summary>
    public SourceLocation? LostAt { get; init; }

    /// <summary>The place that the message is about beside that of the construct, if there is one.</summary>
    public SourceLocation? TellingPlace { get; init; }

    /// <summary>It may help to know where in a try part an exception came from.</summary>
    public bool ConcernsHandlers { get; init; }

    /// <summary>The callee that may throw after it has written, where that is what is in the way.</summary>
    public MethodReference? WritesBeforeThrow { get; init; }

    /// <summary>The same obstacle, with the call that leads to it: the one that can be seen, where the construct is in code without source.</summary>
    public UnsupportedConstructException ReachedFrom(SourceLocation? call) => new(Code, Location is null ? call : Location.At(call), Message)
    {
        LostAt = LostAt?.At(call),
        TellingPlace = TellingPlace?.At(call),
    };

    /// <summary>As a whole sentence, of the function that was to be differentiated.</summary>
    public string Sentence(MethodReference target) =>
        Message.StartsWith("cannot differentiate", StringComparison.Ordinal) ? Message : $"cannot differentiate '{UserNames.Of(target)}': {Message}";
}
