using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>
/// A method body as blocks of typed SSA values. The first block is the entry and has no predecessors; a value's definition dominates its
/// uses; every block ends in a terminator; blocks stand in layout order (regions contiguous).
/// </summary>
internal sealed class MethodIR(TypeContext types, string name, TypeReference returnType)
{
    private readonly Dictionary<(object?, string), Constant> constants = [];
    private readonly Dictionary<string, DefaultValue> defaults = [];
    private readonly Dictionary<string, Undefined> undefined = [];

    public TypeContext Types { get; } = types;

    public string Name { get; } = name;

    public TypeReference ReturnType { get; } = returnType;

    /// <summary>The method this was read from, if any; used in messages.</summary>
    public MethodReference? Origin { get; set; }

    /// <summary>How many bodies were moved into each other here, each to its only call; used by inlining.</summary>
    public int DepthOfMoves { get; set; }

    public List<Parameter> Parameters { get; } = [];

    public List<Block> Blocks { get; } = [];

    /// <summary>Innermost first, as in IL.</summary>
    public List<ExceptionRegion> Regions { get; } = [];

    public Block Entry => Blocks[0];

    public bool ReturnsVoid => ReturnType.MetadataType == MetadataType.Void;

    public IEnumerable<Instruction> Instructions => Blocks.SelectMany(b => b.Instructions);

    public Parameter AddParameter(TypeReference type, string parameterName)
    {
        var parameter = new Parameter(type, Parameters.Count, parameterName) { Name = parameterName };
        Parameters.Add(parameter);
        return parameter;
    }

    public Block AddBlock(string? blockName = null)
    {
        var block = new Block(this, blockName);
        Blocks.Add(block);
        return block;
    }

    /// <summary>The one constant of this content and type in the method: equal constants are the same object.</summary>
    public Constant Constant(TypeReference type, object? content)
    {
        // The bits, not the value, are the identity: 0.0 and -0.0 differ, a NaN equals itself.
        var bits = content switch
        {
            double d => BitConverter.DoubleToInt64Bits(d),
            float f => (BitConverter.DoubleToInt64Bits(f), 'f'),
            _ => content,
        };
        var key = ((object?)bits, type.FullName);
        if (!constants.TryGetValue(key, out var constant))
            constants.Add(key, constant = new Constant(type, content));
        return constant;
    }

    public Constant Int32(int content) => Constant(Types.Int32, content);

    public Constant Int64(long content) => Constant(Types.Int64, content);

    public Constant Single(float content) => Constant(Types.Single, content);

    public Constant Double(double content) => Constant(Types.Double, content);

    public Constant Null(TypeReference? type = null) => Constant(type ?? Types.Object, null);

    /// <summary>Zero bits of a type: a constant where there is a literal for it, <c>default(T)</c> otherwise.</summary>
    public Value Default(TypeReference type)
    {
        switch (Types.KindOf(type))
        {
            case StackKind.Int32: return Constant(type, 0);
            case StackKind.Int64: return Constant(type, 0L);
            case StackKind.Single: return Constant(type, 0f);
            case StackKind.Double: return Constant(type, 0d);
            case StackKind.Object: return Constant(type, null);
        }
        if (!defaults.TryGetValue(type.FullName, out var value))
            defaults.Add(type.FullName, value = new DefaultValue(type));
        return value;
    }

    public Undefined Undefined(TypeReference type)
    {
        if (!undefined.TryGetValue(type.FullName, out var value))
            undefined.Add(type.FullName, value = new Undefined(type));
        return value;
    }

    public void RemoveBlock(Block block)
    {
        foreach (var instruction in block.InstructionsBackwards)
        {
            instruction.ReplaceAllUsesWith(Undefined(instruction.Type));
            instruction.Remove();
        }
        foreach (var parameter in block.Parameters)
            parameter.ReplaceAllUsesWith(Undefined(parameter.Type));
        Blocks.Remove(block);
        foreach (var region in Regions)
        {
            region.Try.Blocks.Remove(block);
            region.Handler.Blocks.Remove(block);
            region.Filter?.Blocks.Remove(block);
        }
    }
}
