using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.IR;

/// <summary>Creates instructions at a position, folding what is known already. All instructions come from here.</summary>
internal sealed class Builder(MethodIR method)
{
    private Block? block;
    private Instruction? before;

    public MethodIR Method { get; } = method;

    public TypeContext Types => Method.Types;

    /// <summary>Given to every instruction that is created.</summary>
    public SourceLocation? Location { get; set; }

    public Block Block => block ?? throw new InvalidOperationException("the builder has no position");

    public Builder AtEnd(Block target)
    {
        block = target;
        before = null;
        return this;
    }

    public Builder Before(Instruction instruction)
    {
        block = instruction.Block;
        before = instruction;
        return this;
    }

    public Builder AtStart(Block target)
    {
        block = target;
        before = target.First;
        return this;
    }

    public T Add<T>(T instruction)
        where T : Instruction
    {
        instruction.Location ??= Location;
        Block.Insert(instruction, before);
        return instruction;
    }

    public Value Binary(BinaryOp op, Value left, Value right, TypeReference? type = null)
    {
        type ??= ArithmeticType(left.Type);
        return Fold.Binary(Method, op, type, left, right) ?? Add(new Binary(op, type, left, right));
    }

    public Value Unary(UnaryOp op, Value value) =>
        Fold.Unary(Method, op, ArithmeticType(value.Type), value) ?? Add(new Unary(op, ArithmeticType(value.Type), value));

    public Value Convert(TypeReference type, Value value, bool checkOverflow = false, bool fromUnsigned = false) =>
        Fold.Convert(Method, type, value, checkOverflow, fromUnsigned) ?? Add(new Convert(type, value, checkOverflow, fromUnsigned));

    public Value Compare(CompareOp op, Value left, Value right) =>
        Fold.Compare(Method, op, left, right) ?? Add(new Compare(op, Types.Boolean, left, right));

    public Value Select(Value condition, Value whenTrue, Value whenFalse) =>
        condition is Constant c ? (c.IsZero ? whenFalse : whenTrue)
        : ReferenceEquals(whenTrue, whenFalse) ? whenTrue
        : Add(new Select(condition, whenTrue, whenFalse));

    public Value Extract(Value aggregate, FieldReference field) =>
        Fold.Extract(Method, aggregate, field) ?? Add(new Extract(Types.FieldType(field), aggregate, field));

    public Value Insert(Value aggregate, FieldReference field, Value item) => Add(new Insert(aggregate, field, item));

    /// <summary>A copy of a struct value with what a path of fields leads to replaced.</summary>
    public Value InsertAt(Value aggregate, IReadOnlyList<FieldReference> path, Value item, int depth = 0) =>
        depth == path.Count - 1
            ? Insert(aggregate, path[depth], item)
            : Insert(aggregate, path[depth], InsertAt(Extract(aggregate, path[depth]), path, item, depth + 1));

    public Slot Slot(TypeReference type, bool pinned = false) => Add(new Slot(type, pinned));

    public Value FieldAddress(Value target, FieldReference field) => Add(new FieldAddress(Types.FieldType(field), target, field));

    public Value ElementAddress(TypeReference elementType, Value array, Value index, bool @readonly = false) =>
        Add(new ElementAddress(elementType, array, index, @readonly));

    public Value StaticAddress(FieldReference field) => Add(new StaticAddress(Types.FieldType(field), field));

    public Value Load(TypeReference type, Value address, bool isVolatile = false, byte unaligned = 0) => Add(new Load(type, address, isVolatile, unaligned));

    public void Store(TypeReference type, Value address, Value value, bool isVolatile = false, byte unaligned = 0) =>
        Add(new Store(Types.Void, type, address, value, isVolatile, unaligned));

    public Value ArrayLength(Value array) => Add(new ArrayLength(Types.IntPtr, array));

    public Value NewArray(TypeReference elementType, Value length) => Add(new NewArray(elementType, length));

    public Value NewObject(MethodReference constructor, params Value[] arguments) => Add(new NewObject(constructor, arguments));

    public Call Call(MethodReference target, params Value[] arguments) =>
        Add(new Call(Types.ReturnType(target), target, false, null, arguments));

    public Call CallVirtual(MethodReference target, TypeReference? constrained, params Value[] arguments) =>
        Add(new Call(Types.ReturnType(target), target, true, constrained, arguments));

    public Value Raw(TypeReference type, OpCode opCode, object? metadata, Effects effects, params Value[] operands) =>
        Add(new RawInstruction(type, opCode, metadata, effects, operands));

    public Jump Jump(Block target, params Value[] arguments) => Add(new Jump(Types.Void, target, arguments));

    public Branch Branch(Value condition, Block whenTrue, Block whenFalse) => Add(new Branch(Types.Void, condition, whenTrue, [], whenFalse, []));

    public Branch Branch(Value condition, Block whenTrue, IEnumerable<Value> trueArguments, Block whenFalse, IEnumerable<Value> falseArguments) =>
        Add(new Branch(Types.Void, condition, whenTrue, trueArguments, whenFalse, falseArguments));

    public Switch Switch(Value selector, IEnumerable<Block> targets, Block otherwise) => Add(new Switch(Types.Void, selector, targets, otherwise));

    public Return Return(Value? value = null) => Add(value is null ? new Return(Types.Void) : new Return(Types.Void, value));

    public Throw Throw(Value exception) => Add(new Throw(Types.Void, exception));

    /// <inheritdoc cref="TypeContext.ArithmeticType"/>
    public TypeReference ArithmeticType(TypeReference type) => Types.ArithmeticType(type);
}
