using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Convert = AutoDiff.Weaving.IR.Convert;

namespace AutoDiff.Weaving.Import;

/// <summary>Elements of fixed buffers, which IL reaches by adding a number of bytes to the address of the first, become elements of a row.</summary>
internal sealed class FixedBuffers(MethodIR method, RowElements rows)
{
    public void Run()
    {
        foreach (var first in method.Instructions.OfType<FieldAddress>()
            .Where(f => StructShapes.IsElement(f.Field) && StructShapes.IsFixedBuffer(f.Field.DeclaringType)).ToList())
        {
            var element = method.Types.FieldType(first.Field);
            var size = StructShapes.SizeOf(element);
            foreach (var sum in first.Users.OfType<Binary>().Where(b => b.Op == BinaryOp.Add).ToList())
            {
                if (Index(ReferenceEquals(sum.Left, first) ? sum.Right : sum.Left, size) is not { } index || !sum.Users.All(u => IsAccess(u, sum, element)))
                    continue;
                sum.ReplaceWith(rows.Address(new Builder(method) { Location = sum.Location }.Before(sum), first.Target, first.Field.DeclaringType, index));
            }
        }
    }

    private bool IsAccess(Instruction user, Value address, TypeReference element) => user switch
    {
        Load load => method.Types.Same(load.Type, element),
        Store store => ReferenceEquals(store.Address, address) && !ReferenceEquals(store.Content, address) && method.Types.Same(store.StoredType, element),
        _ => false,
    };

    private Value? Index(Value bytes, int size) => bytes switch
    {
        Constant { Content: int content } => content % size == 0 ? method.Int32(content / size) : null,
        Convert convert => Index(convert.Source, size),
        Binary { Op: BinaryOp.Mul } product when Content(product.Right) == size => Int32(product.Left),
        Binary { Op: BinaryOp.Mul } product when Content(product.Left) == size => Int32(product.Right),
        _ => null,
    };

    private Value? Int32(Value value) =>
        value is Convert { CheckOverflow: false } convert ? Int32(convert.Source) : method.Types.KindOf(value.Type) == StackKind.Int32 ? value : null;

    private static int? Content(Value value) => value switch
    {
        Constant { Content: int content } => content,
        Convert convert => Content(convert.Source),
        _ => null,
    };
}
