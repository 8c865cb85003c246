using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>The reverse of calls, filled in while the forward sweep's calls are replaced by what their reverse needs.</summary>
internal sealed class CallActions
{
    private readonly Dictionary<Instruction, AdjointAction> actions = [];

    /// <summary>The action for the result of a call (or what took its place), or null when it has none.</summary>
    public AdjointAction? For(Instruction result) => actions.TryGetValue(result, out var action) ? action : null;

    public void Set(Instruction result, AdjointAction action) => actions[result] = action;
}
