using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>
/// Pushes one record holding the operands after the first onto the tape, which is operand 0. Field i of <see cref="RecordType"/>
/// holds operand i+1.
/// </summary>
internal sealed class PushRecord : Instruction
{
    public PushRecord(TypeReference voidType, TypeReference recordType, IReadOnlyList<FieldReference> fields, Value tape, params Value[] items)
        : base(voidType, [tape, .. items])
    {
        RecordType = recordType;
        Fields = fields;
    }

    public TypeReference RecordType { get; }

    public IReadOnlyList<FieldReference> Fields { get; }

    public override Effects Effects => Effects.All;

    public override Instruction Clone(CloneMap map) =>
        new PushRecord(Type, RecordType, Fields, map[Operand(0)], [.. Operands.Skip(1).Select(o => map[o])]);
}

/// <summary>
/// Pops the record on top of the tape (operand 0): the address of a <see cref="RecordType"/> whose content stays until the next push.
/// </summary>
internal sealed class PopRecord(TypeReference recordType, Value tape) : Instruction(new ByReferenceType(recordType), tape)
{
    public TypeReference RecordType => ((ByReferenceType)Type).ElementType;

    public override Effects Effects => Effects.All;

    public override Instruction Clone(CloneMap map) => new PopRecord(RecordType, map[Operand(0)]);
}
