using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes;

/// <summary>
/// Within a block, a load of what was loaded or stored before, with no write in between that could have changed it, is that value. Writes of one
/// primitive type leave memory of another one alone; writes to an array or object made in the method leave what came in from outside alone.
/// </summary>
internal sealed class MemoryForwardingPass
{
    private readonly TypeContext types;
    private readonly Func<FieldReference, bool> isConstant;
    private readonly Dictionary<Value, (Value Content, TypeReference Type)> known = [];
    private bool changed;

    private MemoryForwardingPass(TypeContext types, Func<FieldReference, bool> isConstant)
    {
        this.types = types;
        this.isConstant = isConstant;
    }

    /// <param name="method">The method.</param>
    /// <param name="isConstant">Fields that are not forwarded through.</param>
    public static bool Run(MethodIR method, Func<FieldReference, bool> isConstant)
    {
        var pass = new MemoryForwardingPass(method.Types, isConstant);
        foreach (var block in method.Blocks)
        {
            pass.known.Clear();
            foreach (var instruction in block.Instructions)
                pass.Visit(instruction);
        }
        return pass.changed;
    }

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Load { Volatile: false } load:
                if (known.TryGetValue(load.Address, out var content) && types.Same(content.Type, load.Type))
                {
                    load.ReplaceWith(content.Content);
                    changed = true;
                    return;
                }
                known[load.Address] = (load, load.Type);
                return;
            case Store { Volatile: false } store:
                Forget(store.Address, store.StoredType);
                // What is stored in a small integer is cut to size.
                if (!IsCut(store.Address) && (IsWhole(store.StoredType) ? types.Same(store.Content.Type, store.StoredType) : types.KindOf(store.StoredType) == StackKind.Object))
                    known[store.Address] = (store.Content, store.StoredType);
                return;
        }
        if ((instruction.Effects & Effects.Writes) != 0)
            known.Clear();
    }

    private bool IsWhole(TypeReference type) => types.IsFloat(type) || type.MetadataType is MetadataType.Int32 or MetadataType.Int64;

    private bool IsCut(Value address) => address is FieldAddress field && (isConstant(field.Field) || IsCut(field.Target));

    private void Forget(Value address, TypeReference type)
    {
        foreach (var other in known.Keys.Where(k => MayBeSame(k, known[k].Type, address, type)).ToList())
            known.Remove(other);
    }

    private bool MayBeSame(Value a, TypeReference typeOfA, Value b, TypeReference typeOfB)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (IsPrimitive(typeOfA) && IsPrimitive(typeOfB) && !types.Same(typeOfA, typeOfB))
            return false;
        return !AreApart(a, b, types.IsStruct(typeOfA) || types.IsStruct(typeOfB));
    }

    private bool IsPrimitive(TypeReference type) => IsWhole(type) || types.KindOf(type) == StackKind.Object;

    /// <summary>
    /// Elements of arrays of which one was made here and the other is another one; fields of another name, unless one is of a struct that may be in the
    /// other; elements and fields.
    /// </summary>
    private static bool AreApart(Value a, Value b, bool isAnyStruct)
    {
        switch (a, b)
        {
            case (ElementAddress x, ElementAddress y):
                if (ReferenceEquals(x.Array, y.Array))
                    return x.Index is Constant { Content: int i } && y.Index is Constant { Content: int j } && i != j;
                return (IsMade(x.Array) && (IsMade(y.Array) || y.Array is Parameter)) || (IsMade(y.Array) && x.Array is Parameter);
            case (FieldAddress x, FieldAddress y):
                var isSameType = x.Field.DeclaringType.FullName == y.Field.DeclaringType.FullName;
                return isSameType ? x.Field.Name != y.Field.Name : !isAnyStruct;
            case (FieldAddress x, ElementAddress):
                return !x.Target.Type.IsByReference;
            case (ElementAddress, FieldAddress y):
                return !y.Target.Type.IsByReference;
            default:
                return false;
        }
    }

    private static bool IsMade(Value value) => value is NewArray;
}
