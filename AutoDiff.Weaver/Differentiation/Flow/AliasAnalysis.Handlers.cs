using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>Exceptions: a handler receives what is thrown in its try part, by callees as well.</summary>
internal sealed partial class AliasAnalysis
{
    private void VisitHandler(ExceptionRegion region)
    {
        foreach (var caught in new[] { region.Handler.ExceptionParameter, region.Filter?.ExceptionParameter }.OfType<BlockParameter>())
        {
            foreach (var instruction in region.Try.Blocks.SelectMany(b => b.Instructions))
            {
                switch (instruction)
                {
                    // What is thrown in place goes to the handler by an edge where the try part has been taken apart.
                    case Throw i when !region.IsPrecise:
                        Join(caught, i.Operand(0));
                        break;
                    case Rethrow when CaughtAround(instruction.Block!) is { } rethrown:
                        Join(caught, rethrown);
                        break;
                    case Call call when ThrownBy(call) is { } thrown && CellOf(caught) is { } cell:
                        AliasCell.Unify(cell, thrown);
                        break;
                }
            }
        }
    }

    /// <summary>The exception that the innermost handler around a block has caught.</summary>
    private BlockParameter? CaughtAround(Block block) =>
        method.Regions.Where(r => r.Kind is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter && r.Handler.Blocks.Contains(block))
            .OrderBy(r => r.Handler.Blocks.Count).FirstOrDefault()?.Handler.ExceptionParameter;

    private void AddThrown(AliasCell cell)
    {
        if (Thrown is null)
            Thrown = cell;
        else
            AliasCell.Unify(Thrown, cell);
    }

    private void AddThrown(Call call, AliasCell cell)
    {
        if (thrownBy.TryGetValue(call, out var known))
            AliasCell.Unify(known, cell);
        else
            thrownBy.Add(call, cell);
        AddThrown(cell);
    }

    /// <summary>Code that is not seen may throw the exceptions that it is given.</summary>
    private void VisitUnknownThrow(Call call)
    {
        // The framework's exceptions do not throw themselves.
        if (call.Method.HasThis && Exceptions.Is(tangents.Types, call.Method.DeclaringType))
            return;
        foreach (var operand in call.Operands)
        {
            if (CellOf(operand) is { } cell && Exceptions.MayLeadToOne(tangents, operand) && !KnownCalls.LeavesMemoryAlone(call))
                AddThrown(call, cell);
        }
    }
}
