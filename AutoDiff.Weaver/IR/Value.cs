using AutoDiff.Weaving.IR.Text;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>Anything an instruction can take as an operand. The type is a Cecil reference valid in the module being woven.</summary>
internal abstract class Value(TypeReference type)
{
    public TypeReference Type { get; internal set; } = type;

    public override string ToString() => Printer.Describe(this);
}

/// <summary>A value that is not tied to a place: equal ones are interchangeable and nobody asks for their uses.</summary>
internal abstract class Immediate(TypeReference type) : Value(type);

/// <summary>An <see cref="int"/>, <see cref="long"/>, <see cref="float"/>, <see cref="double"/>, <see cref="string"/> or null reference.</summary>
internal sealed class Constant(TypeReference type, object? content) : Immediate(type)
{
    public object? Content { get; } = content;

    public bool IsZero => Content switch
    {
        null => true,
        int i => i == 0,
        long l => l == 0,
        double d => BitConverter.DoubleToInt64Bits(d) == 0,
        float f => BitConverter.DoubleToInt64Bits(f) == 0,
        _ => false,
    };
}

/// <summary><c>default(T)</c>: zeroed bits of any type.</summary>
internal sealed class DefaultValue(TypeReference type) : Immediate(type);

/// <summary>A value nobody will look at on this path; any bits will do and no code is emitted for it.</summary>
internal sealed class Undefined(TypeReference type) : Immediate(type);

/// <summary>A value with a use list.</summary>
internal abstract class TrackedValue(TypeReference type) : Value(type)
{
    internal Use? FirstUse { get; set; }

    /// <summary>Debugging and printing name; not unique.</summary>
    public string? Name { get; set; }

    public bool HasUses => FirstUse is not null;

    public bool HasOneUse => FirstUse is { Next: null };

    /// <summary>The uses as they stand now; safe to change while iterating over the result.</summary>
    public List<Use> Uses
    {
        get
        {
            var uses = new List<Use>();
            for (var use = FirstUse; use is not null; use = use.Next)
                uses.Add(use);
            return uses;
        }
    }

    public IEnumerable<Instruction> Users => Uses.Select(u => u.User);

    public void ReplaceAllUsesWith(Value replacement)
    {
        while (FirstUse is { } use)
            use.Value = replacement;
    }
}

/// <summary>A parameter of the method; <c>this</c> is number 0 of an instance method.</summary>
internal sealed class Parameter(TypeReference type, int index, string name) : TrackedValue(type)
{
    public int Index { get; internal set; } = index;

    public string ParameterName { get; } = name;
}

/// <summary>A block argument: the value is chosen by the edge through which the block was entered.</summary>
internal sealed class BlockParameter(TypeReference type, Block block) : TrackedValue(type)
{
    public Block Block { get; } = block;

    /// <summary>Where it stands among the block's parameters, which is where edges have the argument for it.</summary>
    public int Index { get; internal set; } = block.Parameters.Count;
}
