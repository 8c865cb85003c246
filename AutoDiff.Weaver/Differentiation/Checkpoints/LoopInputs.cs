using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>What a loop works with that is computed before it, and whether that can be handed to a method.</summary>
internal sealed class LoopInputs
{
    private LoopInputs(string obstacle) => Obstacle = obstacle;

    private LoopInputs(IReadOnlyList<Value> numbers, IReadOnlyList<Value> others) => (Numbers, Others) = (numbers, others);

    /// <summary>Numbers, and structs of numbers, that have cotangents.</summary>
    public IReadOnlyList<Value> Numbers { get; } = [];

    /// <summary>Everything else: integers, references.</summary>
    public IReadOnlyList<Value> Others { get; } = [];

    /// <summary>
    /// Whether two arrays among <see cref="Others"/> are known not to be one: made here, each by its own instruction, or one of them an argument.
    /// </summary>
    public bool AreApart(int i, int j) => i != j && ((IsMadeHere(Others[i]) && (IsMadeHere(Others[j]) || Others[j] is Parameter))
        || (IsMadeHere(Others[j]) && Others[i] is Parameter));

    private static bool IsMadeHere(Value value) => value is NewArray or NewObject { Type: ArrayType };

    /// <summary>Why the loop has to stay where it is, as the end of a sentence; null where it need not.</summary>
    public string? Obstacle { get; }

    public static LoopInputs Of(MethodIR method, Loop loop, TangentTypes tangents)
    {
        if (method.Regions.Any(r => RegionBlocks(r).Any(loop.Contains)))
            return new("it is in, or contains, a 'try' with handlers");
        if (loop.Preheader is null)
            return new("it is entered in several ways");
        var types = method.Types;
        foreach (var carried in loop.Header.Parameters)
        {
            if (types.KindOf(carried.Type) is StackKind.Object or StackKind.ByReference or StackKind.Pointer || tangents.HasReferences(carried.Type))
                return new($"a reference ({TypeNames.Display(carried.Type)}) changes from one iteration to the next; only numbers, structs of numbers and "
                    + "what arrays hold are kept");
        }
        var inputs = loop.Header.Method.Blocks.Where(loop.Contains).SelectMany(b => b.Instructions).SelectMany(i => i.Operands.Concat(EdgeArguments(i)))
            .Where(v => IsOutside(loop, v)).Distinct().ToList();
        foreach (var input in inputs)
        {
            if (types.KindOf(input.Type) is StackKind.ByReference or StackKind.Pointer)
                return new("it works on the address of a variable that is used outside of it, too");
            if (tangents.HasTangent(input.Type) && tangents.HasReferences(input.Type))
                return new($"it uses a struct ({TypeNames.Display(input.Type)}) in which there are numbers beside references");
        }
        if (loop.Header.Parameters.Concat(inputs).FirstOrDefault(v => tangents.SeparateWithin(v.Type) is not null) is { } separate)
            return new($"the tangent of '{TypeNames.Display(separate.Type)}' is another type");
        return new([.. inputs.Where(v => tangents.HasTangent(v.Type))], [.. inputs.Where(v => !tangents.HasTangent(v.Type))]);
    }

    private static IEnumerable<Value> EdgeArguments(IR.Instruction instruction) =>
        instruction is Terminator terminator ? terminator.Edges.SelectMany(e => e.Arguments) : [];

    private static bool IsOutside(Loop loop, Value value) => value switch
    {
        IR.Instruction { Block: { } block } => !loop.Contains(block),
        BlockParameter parameter => !loop.Contains(parameter.Block),
        Parameter => true,
        _ => false,
    };

    private static IEnumerable<Block> RegionBlocks(ExceptionRegion region) =>
        region.Try.Blocks.Concat(region.Handler.Blocks).Concat(region.Filter?.Blocks ?? []);
}
