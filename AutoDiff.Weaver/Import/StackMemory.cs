using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Convert = AutoDiff.Weaving.IR.Convert;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// Memory that <c>stackalloc</c> reserves for a span, turned into an array: the reverse sweep can reach that, and it outlives the stack frame. What is
/// written through the pointer before the span is made (the initialiser) is written to the array.
/// </summary>
/// <param name="method">The method.</param>
/// <param name="core">Framework types.</param>
/// <param name="copyOfData">Makes an array of data in the assembly, which is where constants of the initialiser are.</param>
internal sealed class StackMemory(MethodIR method, CoreTypes core, MethodReference copyOfData)
{
    /// <summary>The array in place of the memory, or null when the pointer is used in other ways.</summary>
    public Value? ToArray(RawInstruction memory, TypeReference element, Value length)
    {
        var size = SizeOf(element);
        var writes = new List<(Store Store, long Index)>();
        var offsets = new List<Instruction>();
        RawInstruction? data = null;
        foreach (var user in memory.Users)
        {
            if (user is Store { Volatile: false } first && ReferenceEquals(first.Address, memory))
            {
                writes.Add((first, 0));
                continue;
            }
            if (user is RawInstruction { OpCode.Code: Code.Cpblk or Code.Initblk } fill && data is null && ReferenceEquals(fill.Operand(0), memory)
                && size != 0 && Content(fill.Operand(2)) == size * Content(length)
                && (fill.OpCode.Code == Code.Cpblk ? DataOf(fill.Operand(1)) is not null : fill.Operand(1) is Constant { IsZero: true }))
            {
                data = fill;
                continue;
            }
            var offset = user is Binary { Op: BinaryOp.Add } sum ? IndexOf(ReferenceEquals(sum.Left, memory) ? sum.Right : sum.Left, element, size) : null;
            if (offset is not { } index
                || user.Users.Any(u => u is not Store { Volatile: false } s || !ReferenceEquals(s.Address, user)))
                return null;
            offsets.Add(user);
            writes.AddRange(user.Users.OfType<Store>().Select(s => (s, index)));
        }
        if (writes.Any(w => !method.Types.Same(w.Store.StoredType, element)) || (writes.Count > 0 && length is not Constant))
            return null;
        var entry = new Builder(method) { Location = memory.Location }.Before(memory);
        var array = data is not null && DataOf(data.Operand(1)) is { } field ? Copy(entry, element, field, length) : entry.NewArray(element, length);
        foreach (var (store, index) in writes)
        {
            var builder = new Builder(method) { Location = store.Location }.Before(store);
            builder.Store(element, builder.ElementAddress(element, array, method.Int32((int)index), @readonly: true), store.Content);
            store.Remove();
        }
        foreach (var offset in offsets)
            offset.Remove();
        if (data is not null)
        {
            var source = data.Operand(1);
            data.Remove();
            RemoveSource(source);
        }
        memory.Remove();
        return array;
    }

    private Call Copy(Builder builder, TypeReference element, FieldReference source, Value length)
    {
        var copy = new GenericInstanceMethod(copyOfData);
        copy.GenericArguments.Add(element);
        return builder.Call(copy, builder.Raw(core.FieldHandle, OpCodes.Ldtoken, source, Effects.None), length);
    }

    /// <summary>The field whose data an address leads to, directly or as the first element of a span over that data.</summary>
    private static FieldReference? DataOf(Value address) => address is StaticAddress known ? known.Field
        : CreationOf(address)?.Content is Call { Method.Name: "CreateSpan" } creation
        && creation.Operand(0) is RawInstruction { OpCode.Code: Code.Ldtoken, Metadata: FieldReference field } ? field
        : null;

    /// <summary>What was stored last to the local whose first element the address is.</summary>
    private static Store? CreationOf(Value address)
    {
        if (address is not Call { Method.Name: "get_Item" } first || first.Operand(0) is not Slot span || first.Operand(1) is not Constant { IsZero: true })
            return null;
        for (var before = first.Previous; before is not null; before = before.Previous)
        {
            if (before is Store store && ReferenceEquals(store.Address, span))
                return store;
        }
        return null;
    }

    /// <summary>The span over the data has no other use than the copy.</summary>
    private static void RemoveSource(Value address)
    {
        if (CreationOf(address) is not { Content: Call creation } store || address is not Call { Uses.Count: 0 } first)
            return;
        first.Remove();
        if (store.Address is not Slot { Uses.Count: 1 })
            return;
        store.Remove();
        if (creation.Uses.Count == 0)
            creation.Remove();
    }

    /// <summary>The size of a number in bytes; 0 for what is no number.</summary>
    private long SizeOf(TypeReference element) => method.Types.KindOf(element) switch
    {
        StackKind.Double or StackKind.Int64 => 8,
        StackKind.Single => 4,
        StackKind.Int32 => element.MetadataType switch
        {
            MetadataType.Boolean or MetadataType.SByte or MetadataType.Byte => 1,
            MetadataType.Char or MetadataType.Int16 or MetadataType.UInt16 => 2,
            MetadataType.Int32 or MetadataType.UInt32 => 4,
            _ => 0,
        },
        _ => 0,
    };

    /// <summary>The element that an offset leads to: a number of bytes, or of sizes of a struct, which is known at run time only.</summary>
    private long? IndexOf(Value offset, TypeReference element, long size)
    {
        if (Content(offset) is { } bytes)
            return size != 0 && bytes % size == 0 ? bytes / size : null;
        if (IsSize(offset))
            return 1;
        return offset is Binary { Op: BinaryOp.Mul } product
            ? IsSize(product.Right) ? Content(product.Left) : IsSize(product.Left) ? Content(product.Right) : null
            : null;

        bool IsSize(Value value) => value switch
        {
            Convert convert => IsSize(convert.Source),
            RawInstruction { OpCode.Code: Code.Sizeof, Metadata: TypeReference type } => method.Types.Same(type, element),
            _ => false,
        };
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
