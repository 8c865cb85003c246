using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>
/// A method of random IR: any control flow, blocks that permute their parameters on every edge, values used wherever their definition
/// dominates, loads, stores, calls and checks in any order. A parameter counts down so that every run ends.
/// </summary>
internal sealed class RandomMethod
{
    private readonly Random random;
    private readonly MethodIR method;
    private readonly Builder builder;
    private readonly ModuleDefinition module;
    private readonly Dictionary<Block, List<Value>> available = [];
    private readonly List<TypeReference> variables;
    private readonly TypeReference inner;
    private readonly TypeReference outer;
    private readonly Value a;
    private readonly Value b;
    private readonly Value x;
    private readonly Value array;
    private readonly Value reference;
    private readonly Value box;
    private readonly Value given;
    private List<Value> scope = [];
    private int calls;

    private RandomMethod(ModuleDefinition module, int seed)
    {
        this.module = module;
        random = new Random(seed);
        var types = new TypeContext(module);
        method = new MethodIR(types, $"M{seed}", types.Double);
        builder = new Builder(method);
        inner = module.ImportReference(typeof(Inner));
        outer = module.ImportReference(typeof(Outer));
        a = method.AddParameter(types.Int32, "a");
        b = method.AddParameter(types.Int32, "b");
        x = method.AddParameter(types.Double, "x");
        array = method.AddParameter(new ArrayType(types.Double), "array");
        reference = method.AddParameter(new ByReferenceType(types.Double), "reference");
        box = method.AddParameter(module.ImportReference(typeof(Box)), "box");
        given = method.AddParameter(outer, "given");
        variables = [types.Int32, types.Int32, types.Int32, types.Double, types.Double, types.Double, outer, inner];
    }

    public static MethodIR Create(ModuleDefinition module, int seed)
    {
        var result = new RandomMethod(module, seed);
        result.Build();
        return result.method;
    }

    private void Build()
    {
        var entry = method.AddBlock("entry");
        var blocks = Enumerable.Range(0, random.Next(1, 9)).Select(i => method.AddBlock($"b{i}")).ToList();
        foreach (var block in blocks)
        {
            block.AddParameter(method.Types.Int32, "fuel");
            foreach (var type in variables.Where(_ => random.Next(4) > 0))
                block.AddParameter(type);
        }
        var successors = blocks.ToDictionary(block => block,
            _ => Enumerable.Range(0, random.Next(1, 5)).Select(_ => blocks[random.Next(blocks.Count)]).ToList());
        var dominators = Dominators.Of(blocks[0], block => successors[block]);
        foreach (var block in blocks.Where(block => !dominators.Contains(block)))
            method.Blocks.Remove(block);

        scope = [a, b, x, given];
        var slots = new List<Value>();
        builder.AtEnd(entry);
        foreach (var type in new[] { method.Types.Double, outer, method.Types.Int32 })
            slots.Add(builder.Slot(type));
        Fill(slots, random.Next(6));
        builder.Add(new Jump(method.Types.Void, blocks[0], [.. Arguments(blocks[0], method.Int32(random.Next(5, 40)))]));
        available.Add(entry, scope);
        foreach (var block in dominators.ReversePostorder)
        {
            var parent = dominators.ImmediateDominator(block) is { } dominator ? available[dominator] : available[entry];
            scope = [.. parent, .. block.Parameters.Skip(1)];
            available.Add(block, scope);
            builder.AtEnd(block);
            Fill(slots, random.Next(12));
            Finish(block, successors[block]);
        }
    }

    private void Finish(Block block, List<Block> targets)
    {
        var fuel = builder.Binary(BinaryOp.Sub, block.Parameters[0], method.Int32(1));
        var exit = method.AddBlock("exit");
        if (targets.Count > 2)
        {
            // Fuel that runs out sends any selector beyond the table.
            var selector = builder.Select(builder.Compare(CompareOp.Lt, fuel, method.Int32(0)), method.Int32(-1),
                builder.Binary(BinaryOp.And, Int(), method.Int32(3)));
            var arguments = targets.ConvertAll(target => Arguments(target, fuel));
            var choice = builder.Switch(selector, targets, exit);
            for (var i = 0; i < targets.Count; i++)
                arguments[i].ForEach(choice.Edges[i].AddArgument);
        }
        else
        {
            var go = method.AddBlock("go");
            builder.Branch(builder.Compare(CompareOp.Lt, fuel, method.Int32(0)), exit, go);
            builder.AtEnd(go);
            if (targets.Count == 1)
                builder.Add(new Jump(method.Types.Void, targets[0], [.. Arguments(targets[0], fuel)]));
            else
                builder.Branch(Condition(), targets[0], Arguments(targets[0], fuel), targets[1], Arguments(targets[1], fuel));
        }
        builder.AtEnd(exit);
        builder.Return(builder.Binary(BinaryOp.Add, Double(), builder.Extract(Of(outer), Field(outer, "X"))));
    }

    private List<Value> Arguments(Block target, Value fuel) =>
        [fuel, .. target.Parameters.Skip(1).Select(p => random.Next(12) == 0 && p.Type.IsPrimitive ? Literal(p.Type) : Of(p.Type))];

    private Value Literal(TypeReference type) =>
        type.MetadataType == MetadataType.Int32 ? method.Int32(random.Next(-3, 9)) : method.Double(random.Next(-3, 9) / 4.0);

    private void Fill(List<Value> slots, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (Make(slots) is { } value)
                scope.Add(value);
        }
    }

    private Value? Make(List<Value> slots)
    {
        // Calls are what must not change places.
        switch (random.Next(5) == 0 ? 14 : random.Next(26))
        {
            case 0: return builder.Binary(Pick(BinaryOp.Add, BinaryOp.Sub, BinaryOp.Mul, BinaryOp.Xor), Int(), Int());
            case 1: return builder.Binary(Pick(BinaryOp.Div, BinaryOp.Rem), Int(), Int());
            case 2 or 3: return builder.Binary(Pick(BinaryOp.Add, BinaryOp.Sub, BinaryOp.Mul, BinaryOp.Div), Double(), Double());
            case 4: return builder.Convert(method.Types.Double, Int());
            case 5: return builder.Select(Condition(), Double(), Double());
            case 6: return builder.Select(Condition(), Of(outer), Of(outer));
            case 7: return builder.Select(Condition(), Int(), Int());
            case 8: return builder.Extract(Of(outer), Field(outer, Pick("X", "I", "J")));
            case 9: return builder.Extract(Of(inner), Field(inner, Pick("P", "Q")));
            case 10: return builder.Insert(Of(outer), Field(outer, "X"), Double());
            case 11: return builder.Insert(Of(inner), Field(inner, "P"), Double());
            case 12: return builder.Insert(Of(inner), Field(inner, "Q"), Int());
            case 13:
                // v.I.P = d
                var whole = Of(outer);
                var field = Field(outer, Pick("I", "J"));
                return builder.Insert(whole, field, builder.Insert(builder.Extract(whole, field), Field(inner, "P"), Double()));
            case 14:
                var call = builder.Call(module.ImportReference(typeof(Playground).GetMethod(nameof(Playground.Log))), method.Int32(calls++), Double());
                return call;
            case 15:
                var pure = builder.Call(module.ImportReference(typeof(Playground).GetMethod(nameof(Playground.Pure))), Double());
                pure.KnownEffects = Effects.None;
                return pure;
            case 16: return builder.Load(method.Types.Double, builder.ElementAddress(method.Types.Double, array, Index()));
            case 17: return builder.Load(method.Types.Double, Pick(reference, slots[0], builder.FieldAddress(slots[1], Field(outer, "X"))));
            case 18: return builder.Load(outer, Pick(slots[1], builder.FieldAddress(box, Field(box.Type, "O"))));
            case 19:
                builder.Store(method.Types.Double, builder.ElementAddress(method.Types.Double, array, Index()), Double());
                return null;
            case 20:
                builder.Store(method.Types.Double,
                    Pick(reference, slots[0], builder.FieldAddress(builder.FieldAddress(slots[1], Field(outer, "I")), Field(inner, "P"))), Double());
                return null;
            case 21:
                // Nothing between the address and the store: the JIT leaves the null check of the one to the other.
                var content = Double();
                builder.Store(method.Types.Double, builder.FieldAddress(box, Field(box.Type, "D")), content);
                return null;
            case 22:
                builder.Store(outer, Pick(slots[1], builder.FieldAddress(box, Field(box.Type, "O"))), random.Next(4) == 0 ? method.Default(outer) : Of(outer));
                return null;
            case 23: return builder.Insert(Of(outer), Field(outer, "X"), builder.Add(new Extract(method.Types.Double, Of(outer), Field(outer, "X"))));
            case 24: return builder.Insert(Of(outer), Field(outer, "I"), builder.Add(new Extract(inner, Of(outer), Field(outer, "J"))));
            default:
                var global = builder.StaticAddress(module.ImportReference(typeof(Playground).GetField(nameof(Playground.Global))));
                if (random.Next(2) == 0)
                    return builder.Load(method.Types.Double, global);
                builder.Store(method.Types.Double, global, Double());
                return null;
        }
    }

    private Value Condition() => random.Next(3) == 0
        ? builder.Compare(Any<CompareOp>(), Int(), Int())
        : builder.Compare(Any<CompareOp>(), Double(), Double());

    // In range most of the time.
    private Value Index() => builder.Binary(BinaryOp.And, Int(), method.Int32(random.Next(5) == 0 ? 7 : 3));

    private Value Int() => Of(method.Types.Int32);

    private Value Double() => Of(method.Types.Double);

    private Value Of(TypeReference type)
    {
        // Recent values and those without a use first: they are the ones that make trees.
        var candidates = scope.Where(v => v.Type.FullName == type.FullName).ToList();
        if (random.Next(2) == 0 && candidates.OfType<Instruction>().Where(v => !v.HasUses).ToList() is { Count: > 0 } unused)
            return unused[random.Next(unused.Count)];
        if (candidates.Count > 0 && random.Next(10) > 0)
            return candidates[random.Next(2) == 0 ? candidates.Count - 1 : random.Next(candidates.Count)];
        if (type.IsPrimitive)
            return Literal(type);
        if (type.FullName == outer.FullName)
            return random.Next(2) == 0 ? given : method.Default(outer);
        return random.Next(2) == 0 ? method.Default(inner) : builder.Extract(given, Field(outer, "J"));
    }

    private FieldReference Field(TypeReference type, string name) =>
        module.ImportReference(Type.GetType(type.FullName)!.GetField(name));

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];

    private T Any<T>()
        where T : struct, Enum => Pick(Enum.GetValues<T>());
}
