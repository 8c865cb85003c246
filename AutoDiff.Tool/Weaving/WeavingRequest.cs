using AutoDiff.Tool.Methods;

namespace AutoDiff.Tool.Weaving;

/// <summary>What is to be woven.</summary>
/// <param name="Assembly">The file.</param>
/// <param name="Methods">What is to have derivatives; everything that takes and returns numbers when there are none.</param>
/// <param name="References">Folders and files.</param>
internal sealed record WeavingRequest(string Assembly, IReadOnlyList<MethodPattern> Methods, IReadOnlyList<string> References)
{
    /// <summary>Whether forward mode is wanted, too.</summary>
    public bool WithForward { get; init; }

    /// <summary>Methods to leave out, as they are displayed.</summary>
    public IReadOnlySet<string> Without { get; init; } = new HashSet<string>();
}
