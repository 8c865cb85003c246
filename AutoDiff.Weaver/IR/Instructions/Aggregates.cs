using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>A field of a struct value. The field reference is closed over the struct's generic arguments.</summary>
internal sealed class Extract(TypeReference fieldType, Value aggregate, FieldReference field) : Instruction(fieldType, aggregate)
{
    public FieldReference Field { get; } = field;

    public Value Aggregate => Operand(0);

    public override Effects Effects => Effects.None;

    public override Instruction Clone(CloneMap map) => new Extract(Type, map[Aggregate], Field);
}

/// <summary>A copy of a struct value with one field replaced.</summary>
internal sealed class Insert(Value aggregate, FieldReference field, Value item) : Instruction(aggregate.Type, aggregate, item)
{
    public FieldReference Field { get; } = field;

    public Value Aggregate => Operand(0);

    public Value Item => Operand(1);

    public override Effects Effects => Effects.None;

    public override Instruction Clone(CloneMap map) => new Insert(map[Aggregate], Field, map[Item]);
}
