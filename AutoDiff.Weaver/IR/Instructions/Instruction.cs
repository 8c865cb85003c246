using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>What an instruction does besides computing its value.</summary>
[Flags]
internal enum Effects
{
    None = 0,
    Throws = 1,
    Reads = 2,
    Writes = 4,
    All = Throws | Reads | Writes,
}

/// <summary>A step of a block; also the value it computes (of type <c>void</c> when there is none).</summary>
internal abstract class Instruction : TrackedValue
{
    private readonly List<Use> operands;

    protected Instruction(TypeReference type, params Value[] operands)
        : base(type)
    {
        this.operands = new List<Use>(operands.Length);
        foreach (var operand in operands)
            this.operands.Add(new Use(this) { Value = operand });
    }

    public Block? Block { get; internal set; }

    public Instruction? Previous { get; internal set; }

    public Instruction? Next { get; internal set; }

    public SourceLocation? Location { get; set; }

    public int OperandCount => operands.Count;

    public IEnumerable<Value> Operands => operands.Select(u => u.Value);

    /// <summary>Every position that holds a value: the operands and, for a terminator, the arguments of its edges.</summary>
    public virtual IEnumerable<Use> OperandUses => operands;

    public abstract Effects Effects { get; }

    /// <summary>Neither throws nor touches memory: may be dropped, duplicated and moved.</summary>
    public bool IsPure => Effects == Effects.None && this is not Terminator;

    public bool HasResult => Type.MetadataType != MetadataType.Void;

    public Value Operand(int index) => operands[index].Value;

    public void SetOperand(int index, Value value) => operands[index].Value = value;

    /// <summary>Takes the instruction out of its block; it may be inserted elsewhere.</summary>
    public void Unlink() => Block?.Unlink(this);

    /// <summary>Takes an unused instruction out of its block for good.</summary>
    public void Remove()
    {
        Unlink();
        foreach (var use in OperandUses)
            use.Drop();
    }

    public void ReplaceWith(Value replacement)
    {
        ReplaceAllUsesWith(replacement);
        Remove();
    }

    /// <summary>The same instruction over other operands; edges of terminators are mapped by the caller.</summary>
    public abstract Instruction Clone(CloneMap map);
}
