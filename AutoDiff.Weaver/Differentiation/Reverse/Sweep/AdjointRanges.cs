using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>
/// Where adjoints are zero for a reason that needs no look at the sweep: at the end of the reversed block nothing that runs later uses the value. Without this
/// every adjoint would be sought through the whole sweep that comes before it.
/// </summary>
internal sealed class AdjointRanges(LiveRanges live)
{
    private readonly Dictionary<Variable, Value> owners = [];
    private readonly Dictionary<Block, Block> originals = [];

    /// <summary>Declares that a variable holds (part of) the adjoint of a value.</summary>
    public void Declare(Variable variable, Value owner) => owners.Add(variable, owner);

    /// <summary>Declares which block of the forward sweep a block of the reverse sweep is the reverse of.</summary>
    public void Declare(Block reverse, Block original) => originals.Add(reverse, original);

    /// <summary>The variable is an adjoint that is zero where the reverse of a block begins.</summary>
    public bool IsZeroAt(Variable variable, Block reverse) =>
        owners.TryGetValue(variable, out var owner) && originals.TryGetValue(reverse, out var original) && !live.IsLiveAtEnd(owner, original);
}
