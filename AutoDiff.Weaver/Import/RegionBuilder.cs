using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Import;

/// <summary>Makes the exception regions of a method from the exception table, leaving out what is unreachable.</summary>
internal sealed class RegionBuilder(MethodIR ir, ControlFlow flow, BlockMap blocks, Operands operands)
{
    private readonly Dictionary<ILBlock, BlockParameter> exceptions = [];

    /// <summary>Adds the regions to the method and the exception parameters to the entries of handlers.</summary>
    public void Build()
    {
        CheckEntries();
        foreach (var range in flow.Handlers.Where(h => flow.BlocksIn(h.Try).Any()))
        {
            var clause = range.Clause;
            var catchType = clause.HandlerType == ExceptionHandlerType.Catch ? operands.Type(clause.CatchType) : null;
            var region = new ExceptionRegion(clause.HandlerType, catchType);
            region.Try.Blocks.AddRange(blocks.In(range.Try));
            Fill(region.Handler, range, range.Handler, catchType);
            if (range.Filter is { } filter)
            {
                region.Filter = new Region();
                Fill(region.Filter, range, filter, null);
            }
            ir.Regions.Add(region);
        }
    }

    /// <summary>What is on the stack when an exception enters a handler; null for finally and fault handlers.</summary>
    public BlockParameter? ExceptionAt(ILBlock handlerEntry) => exceptions.TryGetValue(handlerEntry, out var parameter) ? parameter : null;

    private void Fill(Region region, ProtectedRange range, ILRange part, TypeReference? exceptionType)
    {
        region.Blocks.AddRange(blocks.In(part));
        if (!range.CatchesObject)
            return;
        var entry = flow.BlockAt(part.Start);
        if (!exceptions.TryGetValue(entry, out var parameter))
            exceptions.Add(entry, parameter = region.Entry.AddParameter(exceptionType ?? ir.Types.Object, "exception"));
        region.ExceptionParameter = parameter;
    }

    // The IR knows one way into a part: its first block.
    private void CheckEntries()
    {
        foreach (var handler in flow.Handlers)
        {
            foreach (var part in handler.Parts)
            {
                foreach (var block in flow.Layout.Where(b => !part.Contains(b.First)))
                {
                    foreach (var target in block.Successors)
                    {
                        if (part.Contains(target.First) && (part != handler.Try || target.First != part.Start))
                            throw new MalformedBodyException("control jumps into the middle of a try block or into a handler", block.End - 1);
                    }
                }
            }
        }
    }
}
