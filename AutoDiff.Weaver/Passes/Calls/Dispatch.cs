using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Calls;

/// <summary>
/// Virtual calls of members whose overrides are in reach become calls of a dispatcher, an ordinary static method; where the receiver turns out to be
/// of an exact type after all, what the dispatcher would call is called instead.
/// </summary>
/// <param name="dispatcherOf">The dispatcher that takes the place of a virtual call in a method, or null.</param>
/// <param name="memberOf">The virtual member that a method is a dispatcher of, or null.</param>
internal sealed class DispatchPass(Func<Call, MethodReference?, MethodReference?> dispatcherOf, Func<MethodReference, MethodReference?> memberOf)
{
    public bool Run(MethodIR method)
    {
        var changed = false;
        foreach (var call in method.Instructions.OfType<Call>().ToList())
        {
            var builder = new Builder(method) { Location = call.Location }.Before(call);
            if (memberOf(call.Method) is { } member)
            {
                // A receiver that was only found to be of a sealed class may be null: the dispatcher sees to that.
                if (IsMade(call.Operand(0), [])
                    && TypeTests.ExactTypeOf(method.Types, call.Operand(0)) is { } exact
                    && !method.Types.IsStruct(exact) && Implementations.Of(method.Types, exact, member) is { } target)
                {
                    Replace(call, builder.Call(target, [.. call.Operands]));
                    changed = true;
                }
            }
            else if (dispatcherOf(call, method.Origin) is { } dispatcher)
            {
                Replace(call, builder.Call(dispatcher, [.. call.Operands]));
                changed = true;
            }
        }
        return changed;
    }

    /// <summary>An object that was made here, on whichever way: an iterator's enumerator is itself or a copy.</summary>
    private static bool IsMade(Value receiver, HashSet<Value> seen) => receiver switch
    {
        NewObject => true,
        Call call => Allocations.Is(call),
        BlockParameter merged => !seen.Add(merged)
            || merged.Block.Incoming.All(e => merged.Index < e.ArgumentCount && IsMade(e[merged.Index], seen)),
        _ => false,
    };

    private static void Replace(Call call, Call replacement)
    {
        replacement.Name = call.Name;
        call.ReplaceWith(replacement);
    }
}
