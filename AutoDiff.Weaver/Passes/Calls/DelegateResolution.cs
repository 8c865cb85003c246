using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Calls;

/// <summary>
/// Invocations of delegates whose making is in view become direct calls of the method behind them; delegates that nobody uses any more are
/// not made. Knows the compilers' habit of caching delegates that capture nothing in static fields.
/// </summary>
internal static class DelegateResolutionPass
{
    /// <param name="method">The method.</param>
    /// <param name="implementationOf">What stands in for a method of the framework that is called with these operands, or null.</param>
    public static bool Run(MethodIR method, Func<MethodReference, IReadOnlyList<Value>, MethodReference?> implementationOf)
    {
        var changed = false;
        foreach (var call in method.Instructions.OfType<Call>().Where(c => Delegates.IsInvocation(method.Types, c.Method)).ToList())
            changed |= Resolve(method, call, implementationOf);
        foreach (var block in method.Blocks)
        {
            if (block.Terminator is Branch { Condition: BlockParameter merged } branch && Delegates.Is(method.Types, merged.Type)
                && CreationOf(merged) is not null && IsMade(merged))
            {
                branch.SetOperand(0, method.Int32(1));
                changed = true;
            }
        }
        foreach (var creation in method.Instructions.OfType<NewObject>().Where(n => Delegates.Is(method.Types, n.Type)).ToList())
            changed |= RemoveUnused(creation);
        return changed;
    }

    /// <summary>The creation of the delegate that a value holds, whichever way it was reached; null when there may be others.</summary>
    public static NewObject? CreationOf(Value value) => CreationOf(value, []);

    private static NewObject? CreationOf(Value value, HashSet<Value> seen)
    {
        switch (value)
        {
            case NewObject creation:
                return creation;
            case BlockParameter parameter when seen.Add(parameter):
                NewObject? only = null;
                var closures = new List<Value>();
                foreach (var edge in parameter.Block.Incoming)
                {
                    var argument = edge[parameter.Index];
                    if (ClosureOfCacheRead(argument) is { } closure)
                    {
                        closures.Add(closure);
                        continue;
                    }
                    if (IsCacheRead(argument) || seen.Contains(argument))
                        continue;
                    if (CreationOf(argument, seen) is not { } creation || (only is not null && only != creation))
                        return null;
                    only = creation;
                }
                return closures.All(c => ReferenceEquals(c, only?.Operand(0))) ? only : null;
            default:
                return null;
        }
    }

    /// <summary>A read of a compiler-generated cache of a delegate: what it holds is what the same method stores in it.</summary>
    private static bool IsCacheRead(Value value) =>
        value is Load { Address: StaticAddress { Field: { } field } } && CompilerMade.IsOfLambdas(field.DeclaringType);

    /// <summary>The closure, for a read of the cache that a closure has for a delegate made in a loop.</summary>
    private static Value? ClosureOfCacheRead(Value value) => value is Load { Address: FieldAddress field }
        && CompilerMade.IsCacheOfClosure(field.Field) ? field.Target : null;

    private static bool Resolve(MethodIR method, Call call, Func<MethodReference, IReadOnlyList<Value>, MethodReference?> implementationOf)
    {
        if (CreationOf(call.Operand(0)) is not { } creation || creation.OperandCount != 2 || creation.Operand(1) is not FunctionAddress function
            || (function.IsVirtual && function.Operand(0) != creation.Operand(0)))
            return false;
        var target = function.Method;
        var builder = new Builder(method) { Location = call.Location }.Before(call);
        Value[] arguments = [.. call.Operands.Skip(1)];
        if (Delegates.IsBound(call.Method, target))
        {
            if (ReceiverAt(builder, creation, call) is not { } receiver)
                return false;
            arguments = [BoundObjects.Receiver(builder, target, receiver), .. arguments];
        }
        if (method.Types.ArgumentTypes(target).Count != arguments.Length)
            return false;
        var implementation = call.IsDeferred ? null : implementationOf(target, arguments);
        var direct = builder.Add(implementation is null
            ? new Call(method.Types.ReturnType(target), target, function.IsVirtual, null, arguments) { Deferral = call.Deferral }
            : new Call(method.Types.ReturnType(target), implementation, false, null, arguments) { StandsFor = target });
        if (call.HasResult)
            call.ReplaceAllUsesWith(Coerce.To(builder, call.Type, direct));
        call.Remove();
        return true;
    }

    /// <summary>
    /// The delegate's target at the place of the call: the very value where the creation is the only source, or the cached instance read again.
    /// </summary>
    private static Value? ReceiverAt(Builder builder, NewObject creation, Call call)
    {
        var receiver = creation.Operand(0);
        if (ReferenceEquals(creation, call.Operand(0)) || receiver is Immediate or Parameter || IsAtHand(builder.Method, receiver, call))
            return receiver;
        return receiver is Load { Address: StaticAddress { Field: { } field } } load ? builder.Load(load.Type, builder.StaticAddress(field)) : null;
    }

    /// <summary>Made just now, or found in its cache.</summary>
    private static bool IsMade(BlockParameter merged) => merged.Block.Incoming.All(e =>
        e[merged.Index] is NewObject
            || (e[merged.Index] is Load load && e.Source is Branch test && test.WhenTrue == e && ReferenceEquals(test.Condition, load)));

    private static bool IsAtHand(MethodIR method, Value receiver, Call call)
    {
        var block = receiver switch
        {
            BlockParameter parameter => parameter.Block,
            Instruction { Block: { } made } => made,
            _ => null,
        };
        // The creation comes after the receiver is made, and the call after the creation.
        return block is not null && block != call.Block && Dominators.Of(method).Dominates(block, call.Block!)
            && RegionMap.Of(method).Encloses(block, call.Block!);
    }

    /// <summary>
    /// A delegate that is only stored in its cache, or not used at all, is not made; the branch on the cache goes with it when nothing else is left.
    /// </summary>
    private static bool RemoveUnused(NewObject creation)
    {
        var uses = creation.Uses;
        if (uses.Any(u => u.User is not Store store || !ReferenceEquals(store.Content, creation) || !IsCache(store)))
        {
            if (!OnlyFeedsDeadParameters(creation))
                return false;
        }
        foreach (var store in creation.Users.OfType<Store>().ToList())
            store.Remove();
        foreach (var use in creation.Uses)
            use.Value = creation.Block!.Method.Default(creation.Type);
        creation.Remove();
        return true;
    }

    private static bool IsCache(Store store) =>
        (store.Address is StaticAddress { Field: { } field } && CompilerMade.IsOfLambdas(field.DeclaringType))
            || (store.Address is FieldAddress { Field: { } cached } && CompilerMade.IsCacheOfClosure(cached));

    private static bool OnlyFeedsDeadParameters(NewObject creation)
    {
        foreach (var use in creation.Uses)
        {
            switch (use.User)
            {
                case Store store when IsCache(store) && ReferenceEquals(store.Content, creation):
                    continue;
                case Terminator terminator when !terminator.Operands.Contains(creation):
                    foreach (var edge in terminator.Edges)
                    {
                        for (var i = 0; i < edge.ArgumentCount; i++)
                        {
                            if (ReferenceEquals(edge[i], creation) && edge.Target.Parameters[i].HasUses)
                                return false;
                        }
                    }
                    continue;
                default:
                    return false;
            }
        }
        return true;
    }
}
