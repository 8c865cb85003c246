using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.ControlFlow;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Passes.Handlers;

/// <summary>Takes out the handlers of try parts in which nothing can throw, such as what a filter is left with once it has been inlined.</summary>
internal static class IdleHandlersPass
{
    public static bool Run(MethodIR method)
    {
        if (!method.Regions.Any(IsCatch))
            return false;
        var caught = new HashSet<Value>(method.Regions.Select(r => r.Handler.ExceptionParameter).OfType<BlockParameter>());
        var dominators = Dominators.Of(method);
        var idle = method.Regions.Where(r => IsCatch(r) && !r.Try.Blocks.SelectMany(b => b.Instructions).Any(MayThrow)).ToList();
        if (idle.Count == 0)
            return false;
        method.Regions.RemoveAll(idle.Contains);
        foreach (var block in idle.SelectMany(r => r.Try.Blocks).Distinct())
            FinallyPass.Shorten(method, block);
        foreach (var handler in idle.Select(r => r.Handler))
        {
            if (handler.ExceptionParameter is { } exception)
            {
                exception.ReplaceAllUsesWith(method.Undefined(exception.Type));
                handler.Entry.RemoveParameter(exception);
            }
        }
        UnreachableBlocks.Remove(method);
        return true;

        bool MayThrow(Instruction instruction) => instruction switch
        {
            FieldAddress field when IsThere(field.Target, field.Block!) => false,
            _ => PreciseHandlersPass.MayThrowAnything(instruction),
        };

        // Nothing but null is thrown on its account.
        bool IsThere(Value target, Block at) => caught.Contains(target) || (target is TrackedValue tracked && dominators.Contains(at)
            && tracked.Users.Any(u => IsNotNullBehind(u, target) is { Target: var there } && there.Incoming.Count == 1 && dominators.Dominates(there, at)));
    }

    private static bool IsCatch(ExceptionRegion region) => region is { Kind: ExceptionHandlerType.Catch, IsPrecise: false };

    /// <summary>The way on which a test has found that there is an object.</summary>
    private static Edge? IsNotNullBehind(Instruction user, Value target) => user switch
    {
        Branch branch when branch.Condition == target => branch.WhenTrue,
        Compare { Right: Constant { Content: null } } compare when compare.Left == target =>
            compare.Users.OfType<Branch>().FirstOrDefault(b => b.Condition == compare) is { } branch ? compare.Op switch
            {
                CompareOp.Ne or CompareOp.GtUn => branch.WhenTrue,
                CompareOp.Eq or CompareOp.LeUn => branch.WhenFalse,
                _ => null,
            }
            : null,
        _ => null,
    };
}
