using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Convert = AutoDiff.Weaving.IR.Convert;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// Memory that <c>stackalloc</c> reserves for a span, turned into an array: the reverse sweep can reach that, and it outlives the stack frame. What is
/// written through the pointer before the span is made (the initialiser) is written to the array.
/// </summary>
internal static class StackMemory
{
    /// <summary>The array in place of the memory, or null when the pointer is used in other ways.</summary>
    public static Value? ToArray(MethodIR method, RawInstruction memory, TypeReference element, Value length)
    {
        var size = method.Types.KindOf(element) switch
        {
            StackKind.Double => 8,
            StackKind.Single => 4,
            _ => 0,
        };
        var writes = new List<(Store Store, long Index)>();
        var offsets = new List<Instruction>();
        foreach (var user in memory.Users)
        {
            if (user is Store { Volatile: false } first && ReferenceEquals(first.Address, memory))
            {
                writes.Add((first, 0));
                continue;
            }
            var offset = user is Binary { Op: BinaryOp.Add } sum ? Content(ReferenceEquals(sum.Left, memory) ? sum.Right : sum.Left) : null;
            if (offset is not { } bytes || size == 0 || bytes % size != 0 || user.Users.Any(u => u is not Store { Volatile: false } s || !ReferenceEquals(s.Address, user)))
                return null;
            offsets.Add(user);
            writes.AddRange(user.Users.OfType<Store>().Select(s => (s, bytes / size)));
        }
        if (writes.Any(w => !method.Types.Same(w.Store.StoredType, element)) || (writes.Count > 0 && length is not Constant))
            return null;
        var array = new Builder(method) { Location = memory.Location }.Before(memory).NewArray(element, length);
        foreach (var (store, index) in writes)
        {
            var builder = new Builder(method) { Location = store.Location }.Before(store);
            builder.Store(element, builder.ElementAddress(element, array, method.Int32((int)index), @readonly: true), store.Content);
            store.Remove();
        }
        foreach (var offset in offsets)
            offset.Remove();
        memory.Remove();
        return array;
    }

    /// <summary>The value of an address computation over constants.</summary>
    private static long? Content(Value value) => value switch
    {
        Constant { Content: int i } => i,
        Constant { Content: long l } => l,
        Convert convert => Content(convert.Source),
        Binary { Op: BinaryOp.Mul } product => Content(product.Left) * Content(product.Right),
        Binary { Op: BinaryOp.Add } sum => Content(sum.Left) + Content(sum.Right),
        _ => null,
    };
}
