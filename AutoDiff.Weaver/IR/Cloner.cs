using AutoDiff.Weaving.IR.Graph;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>Copies blocks, with the edges between them and their exception regions, into the same method or another one.</summary>
internal sealed class Cloner
{
    private readonly MethodIR target;
    private readonly Dictionary<SourceLocation, SourceLocation> locations = [];

    /// <param name="target">The method that the copies go to.</param>
    /// <param name="map">Says what the parameters of the original and everything else defined outside the copied blocks become.</param>
    /// <param name="inlinedAt">The call that the copies take the place of.</param>
    public Cloner(MethodIR target, CloneMap map, SourceLocation? inlinedAt = null)
    {
        this.target = target;
        Map = map;
        InlinedAt = inlinedAt;
    }

    public CloneMap Map { get; }

    private SourceLocation? InlinedAt { get; }

    /// <summary>A copy of a whole method, under another name and with returns that are to be changed to another type if that is given.</summary>
    public static MethodIR Copy(MethodIR method, string? name = null, TypeReference? returnType = null)
    {
        var copy = new MethodIR(method.Types, name ?? method.Name, returnType ?? method.ReturnType) { Origin = method.Origin };
        var cloner = new Cloner(copy, new CloneMap(copy));
        foreach (var parameter in method.Parameters)
        {
            var own = copy.AddParameter(parameter.Type, parameter.ParameterName);
            own.Name = parameter.Name;
            cloner.Map[parameter] = own;
        }
        copy.Blocks.AddRange(cloner.Blocks(method));
        copy.Regions.AddRange(cloner.Regions(method));
        return copy;
    }

    /// <summary>Copies of the reachable blocks of a method in layout order, not yet part of the target.</summary>
    public List<Block> Blocks(MethodIR method)
    {
        var dominators = Dominators.Of(method);
        return Blocks([.. method.Blocks.Where(dominators.Contains)], dominators.ReversePostorder);
    }

    /// <summary>Copies of some blocks. What their edges lead to outside of them, the map says.</summary>
    /// <param name="layout">The blocks, in the order of the copies.</param>
    /// <param name="order">The same blocks in an order in which definitions come before uses.</param>
    public List<Block> Blocks(IReadOnlyList<Block> layout, IReadOnlyList<Block> order)
    {
        foreach (var block in layout)
        {
            var copy = new Block(target, block.Name);
            Map[block] = copy;
            foreach (var parameter in block.Parameters)
                Map[parameter] = copy.AddParameter(parameter.Type, parameter.Name);
        }
        foreach (var block in order)
        {
            foreach (var instruction in block.Instructions)
                Map[block].Append(Clone(instruction));
        }
        return [.. layout.Select(b => Map[b])];
    }

    /// <summary>Copies of the exception regions around blocks that have been copied.</summary>
    public IEnumerable<ExceptionRegion> Regions(MethodIR method)
    {
        foreach (var region in method.Regions.Where(r => Map.Contains(r.Try.Entry)))
        {
            var copy = new ExceptionRegion(region.Kind, region.CatchType) { IsPrecise = region.IsPrecise, Obstacle = region.Obstacle };
            Fill(copy.Try, region.Try);
            Fill(copy.Handler, region.Handler);
            if (region.Filter is not null)
                Fill(copy.Filter = new Region(), region.Filter);
            yield return copy;
        }
    }

    private void Fill(Region copy, Region region)
    {
        copy.Blocks.AddRange(region.Blocks.Where(Map.Contains).Select(b => Map[b]));
        if (region.ExceptionParameter is not null)
            copy.ExceptionParameter = (BlockParameter)Map[region.ExceptionParameter];
    }

    private Instruction Clone(Instruction instruction)
    {
        var copy = instruction.Clone(Map);
        copy.Name = instruction.Name;
        copy.Location = LocationOf(instruction.Location);
        Map[instruction] = copy;
        return copy;
    }

    private SourceLocation? LocationOf(SourceLocation? original)
    {
        if (original is null || InlinedAt is null)
            return original ?? InlinedAt;
        if (!locations.TryGetValue(original, out var moved))
            locations.Add(original, moved = original.At(InlinedAt));
        return moved;
    }
}
