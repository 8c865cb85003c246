using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Discovery;

/// <summary>A call of <c>Moved</c>, <c>Move</c>, <c>Zero</c>, <c>Add</c>, <c>Scale</c>, <c>Dot</c> or <c>Norm</c> on some type.</summary>
internal sealed record VectorSpaceCall(Instruction Instruction, GenericInstanceMethod Method)
{
    private static readonly string[] Names = ["Moved", "Move", "Zero", "Add", "Scale", "Dot", "Norm"];

    public string Operation => Method.Name;

    public TypeReference Type => Method.GenericArguments[0];

    public static VectorSpaceCall? Recognise(Instruction instruction) =>
        instruction.OpCode.Code == Code.Call
        && instruction.Operand is GenericInstanceMethod { DeclaringType: { Namespace: "AutoDiff", Name: "DifferentialOperators" },
            GenericArguments.Count: 1 } method
        && Array.IndexOf(Names, method.Name) >= 0
            ? new VectorSpaceCall(instruction, method)
            : null;
}
