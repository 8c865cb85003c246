using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Import;

/// <summary>What the debug information of a method says: source points of IL offsets and names of locals.</summary>
internal sealed class Locations
{
    private readonly MethodDefinition method;
    private readonly SequencePoint[] visible;
    private readonly Dictionary<int, string> names = [];

    public Locations(MethodDefinition method)
    {
        this.method = method;
        var debug = method.DebugInformation;
        visible = debug.HasSequencePoints ? [.. debug.SequencePoints.Where(p => !p.IsHidden).OrderBy(p => p.Offset)] : [];
        if (debug.Scope is { } scope)
            CollectNames(scope);
    }

    /// <summary>The location of an offset; its point is the last visible one at or before the offset.</summary>
    public SourceLocation At(int offset)
    {
        int low = 0, high = visible.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (visible[middle].Offset <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        return new SourceLocation(method, offset, low == 0 ? null : visible[low - 1]);
    }

    public string? NameOf(VariableDefinition local) => names.TryGetValue(local.Index, out var name) ? name : null;

    // One IL local may serve variables of several scopes; the first name is as good as any.
    private void CollectNames(ScopeDebugInformation scope)
    {
        if (scope.HasVariables)
        {
            foreach (var variable in scope.Variables)
            {
                if (!variable.IsDebuggerHidden && !names.ContainsKey(variable.Index))
                    names.Add(variable.Index, variable.Name);
            }
        }
        if (!scope.HasScopes)
            return;
        foreach (var inner in scope.Scopes)
            CollectNames(inner);
    }
}
