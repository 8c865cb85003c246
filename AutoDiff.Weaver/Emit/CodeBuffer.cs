using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Emit;

/// <summary>A place in the code, known once it has been marked.</summary>
internal sealed class Label
{
    public int Position { get; set; } = -1;
}

/// <summary>The instructions of a body in the making: branches go to labels, and every instruction has the location in force.</summary>
internal sealed class CodeBuffer(MethodBody body)
{
    private readonly List<(Instruction Branch, Label[] Targets)> branches = [];
    private readonly DebugInformation debug = new();
    private SourceLocation? location;
    private bool isStatement;

    public MethodBody Body { get; } = body;

    public DebugInformation Debug => debug;

    public void Emit(OpCode opCode) => Append(Instruction.Create(opCode));

    public void Emit(OpCode opCode, TypeReference type) => Append(Instruction.Create(opCode, type));

    public void Emit(OpCode opCode, MethodReference method) => Append(Instruction.Create(opCode, method));

    public void Emit(OpCode opCode, FieldReference field) => Append(Instruction.Create(opCode, field));

    public void Emit(OpCode opCode, CallSite site) => Append(Instruction.Create(opCode, site));

    public void Emit(OpCode opCode, VariableDefinition variable) => Append(Instruction.Create(opCode, variable));

    public void Emit(OpCode opCode, ParameterDefinition parameter) => Append(Instruction.Create(opCode, parameter));

    public void Emit(OpCode opCode, int operand) => Append(Instruction.Create(opCode, operand));

    public void Emit(OpCode opCode, byte operand) => Append(Instruction.Create(opCode, operand));

    public void Emit(OpCode opCode, long operand) => Append(Instruction.Create(opCode, operand));

    public void Emit(OpCode opCode, float operand) => Append(Instruction.Create(opCode, operand));

    public void Emit(OpCode opCode, double operand) => Append(Instruction.Create(opCode, operand));

    public void Emit(OpCode opCode, string operand) => Append(Instruction.Create(opCode, operand));

    public void Branch(OpCode opCode, Label target)
    {
        var branch = Instruction.Create(opCode, Instruction.Create(OpCodes.Nop));
        branches.Add((branch, [target]));
        Append(branch);
    }

    public void Switch(IEnumerable<Label> targets)
    {
        var branch = Instruction.Create(OpCodes.Switch, Array.Empty<Instruction>());
        branches.Add((branch, [.. targets]));
        Append(branch);
    }

    public void Mark(Label label) => label.Position = Body.Instructions.Count;

    /// <summary>The location of the instructions that follow; those of a statement without one belong to no source line.</summary>
    public void SetLocation(SourceLocation? place, bool statement)
    {
        if (place is null && !statement)
            return;
        location = place;
        isStatement = statement;
    }

    /// <summary>The first instruction at the label; null at the end of the code.</summary>
    public Instruction? At(Label label) => label.Position < Body.Instructions.Count ? Body.Instructions[label.Position] : null;

    public void PatchBranches()
    {
        foreach (var (branch, targets) in branches)
            branch.Operand = branch.OpCode.Code == Code.Switch ? targets.Select(t => At(t)!).ToArray() : At(targets[0])!;
    }

    private void Append(Instruction instruction)
    {
        debug.Note(instruction, location, isStatement);
        Body.Instructions.Add(instruction);
    }
}
