using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Passes.Loops;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Brings a method into the form the reverse transform starts from: simple closed loops and one return.</summary>
internal static class Preparation
{
    /// <param name="method">The method, which may be typed already as what it is being turned into.</param>
    /// <param name="resultType">The type of what its return instructions return.</param>
    /// <returns>The block that returns, or null when the method never does.</returns>
    public static Block? Run(MethodIR method, TypeReference resultType)
    {
        var exit = UnifyReturns(method, resultType);
        IrreducibleLoopsPass.Run(method);
        SeparateTryParts(method);
        LoopSimplifyPass.Run(method);
        SinkAddresses(method);
        LoopClosedSsaPass.Run(method);
        return exit;
    }

    /// <summary>
    /// Puts a block in front of every try part that is still whole. It ends before anything is thrown: where the reverse sweep goes to from the handler, and
    /// where values that the handler sees come from.
    /// </summary>
    private static void SeparateTryParts(MethodIR method)
    {
        foreach (var parts in method.Regions.Where(r => !r.IsPrecise).Select(r => r.Try).GroupBy(t => t.Entry).ToList())
        {
            var entry = parts.Key;
            var inside = new HashSet<Block>(parts.SelectMany(p => p.Blocks));
            var ways = entry.Incoming.Where(e => !inside.Contains(e.Source.Block!)).ToList();
            if (ways.Count != 1 || ways[0].Source is not (Jump or Leave))
            {
                var before = BlockPlacement.NewBefore(entry, "before");
                if (ways.Count > 0)
                    BlockPlacement.Redirect(ways, before);
                else
                    new Builder(method) { Location = entry.First?.Location }.AtEnd(before).Jump(entry);
            }
            if (entry.Incoming.Count != 1)
                continue;
            foreach (var parameter in entry.Parameters.Take(entry.Incoming[0].ArgumentCount).ToList())
            {
                parameter.ReplaceAllUsesWith(entry.Incoming[0][parameter.Index]);
                entry.RemoveParameter(parameter);
            }
        }
    }

    /// <summary>
    /// An address that is used after the loop it was computed in is computed again there: references cannot be kept, what they are made of can.
    /// </summary>
    private static void SinkAddresses(MethodIR method)
    {
        var loops = NaturalLoops.Of(method);
        foreach (var address in method.Instructions.Where(i => i is FieldAddress or ElementAddress).Reverse().ToList())
        {
            if (loops.InnermostLoop(address.Block!) is not { } loop)
                continue;
            foreach (var use in address.Uses.Where(u => u.User is not Terminator && !loop.Contains(u.User.Block!)).ToList())
                use.Value = Again(new Builder(method) { Location = address.Location }.Before(use.User), address);
        }
    }

    private static Value Again(Builder builder, Instruction address) => address switch
    {
        FieldAddress field => builder.FieldAddress(field.Target, field.Field),
        ElementAddress element => builder.ElementAddress(element.ElementType, element.Array, element.Index, element.Readonly),
        _ => address,
    };

    private static Block? UnifyReturns(MethodIR method, TypeReference resultType)
    {
        var returns = method.Blocks.Where(b => b.Terminator is Return).ToList();
        if (returns.Count == 0)
            return null;
        if (returns.Count == 1 && returns[0] != method.Entry)
            return returns[0];
        var exit = method.AddBlock("exit");
        var builder = new Builder(method);
        var result = returns[0].Terminator is Return { Result: null } ? null : exit.AddParameter(resultType, "result");
        foreach (var block in returns)
        {
            var old = (Return)block.Terminator!;
            builder.Location = old.Location;
            var arguments = old.Result is { } value ? new[] { value } : [];
            old.Remove();
            builder.AtEnd(block).Jump(exit, arguments);
        }
        builder.AtEnd(exit).Return(result);
        return exit;
    }
}
