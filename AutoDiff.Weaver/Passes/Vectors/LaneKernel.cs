using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Vectors;

/// <summary>
/// The method that runs as many iterations of a loop as fill whole vectors, if all of them can be run so, and returns how many. A method of its own: what it
/// works on is in registers, whatever the size of the method around the loop, and loops that do the same share it.
/// </summary>
internal sealed class LaneKernel
{
    private readonly LaneLoop loop;
    private readonly LaneLibrary library;
    private readonly Value? factor;
    private readonly TypeReference element;
    private readonly Builder builder;
    private readonly Parameter count;
    private readonly Dictionary<Value, Parameter> arrays = [];
    private readonly Dictionary<LaneAccess, Parameter> starts = [];
    private readonly Dictionary<Value, Parameter> numbers = [];
    private readonly Dictionary<BlockParameter, Parameter> sums = [];
    private readonly Dictionary<Value, Value> vectors = [];
    private readonly Dictionary<LaneAccess, Value> places = [];
    private readonly Dictionary<Value, Value> broadcasts = [];

    /// <param name="loop">The loop.</param>
    /// <param name="library">What vectors are made of.</param>
    /// <param name="zeroStays">A cotangent of zero stays zero whatever it is multiplied with.</param>
    public LaneKernel(LaneLoop loop, LaneLibrary library, bool zeroStays)
    {
        this.loop = loop;
        this.library = library;
        element = loop.Element;
        var types = loop.Loop.Header.Method.Types;
        Method = new MethodIR(types, "loop", types.Int64);
        builder = new Builder(Method);
        count = Method.AddParameter(types.Int64, "count");
        foreach (var array in loop.Accesses.Where(a => a.IsElement).Select(a => a.Start).Distinct())
            arrays.Add(array, Method.AddParameter(new ArrayType(element), "array"));
        foreach (var access in loop.Accesses)
            starts.Add(access, access.IsElement ? Method.AddParameter(types.Int64, "at") : Method.AddParameter(new ByReferenceType(element), "record"));
        // A factor may be part of what is the same in all iterations, without being read by itself.
        factor = zeroStays ? loop.Factor : null;
        foreach (var number in loop.Operations.SelectMany(o => o.Operands).Where(IsBroadcast).Concat(factor is null ? [] : [factor]).Distinct()
            .Where(v => v is not Constant))
            numbers.Add(number, Method.AddParameter(element, "number"));
        foreach (var sum in loop.Sums)
            sums.Add(sum, Method.AddParameter(new ByReferenceType(element), "sum"));
        Build();
    }

    public MethodIR Method { get; }

    /// <summary>The arguments of a call, in order.</summary>
    /// <param name="iterations">How often the loop would run.</param>
    /// <param name="first">What a value is in the first iteration.</param>
    /// <param name="start">The index or the record that an access begins at.</param>
    /// <param name="sum">The address of a sum.</param>
    public Value[] Arguments(Value iterations, Func<Value, Value> first, Func<LaneAccess, Value> start, Func<BlockParameter, Value> sum) =>
        [iterations, .. arrays.Keys.Select(first), .. starts.Keys.Select(start), .. numbers.Keys.Select(first), .. sums.Keys.Select(sum)];

    private bool IsBroadcast(Value value) => value.Type.MetadataType == element.MetadataType && !loop.IsLanes(value);

    private void Build()
    {
        var (entry, setup) = (Method.AddBlock("entry"), Method.AddBlock("setup"));
        var (end, none) = (Method.AddBlock("end"), Method.AddBlock("none"));
        builder.AtEnd(entry);
        var done = Call("Whole", count);
        var beyond = loop.Direction < 0 ? builder.Binary(BinaryOp.Sub, done, Method.Int64(1)) : null;
        var lowest = loop.Accesses.Where(a => a.IsElement)
            .ToDictionary(a => a, a => beyond is null ? starts[a] : builder.Binary(BinaryOp.Sub, starts[a], beyond));
        if (factor is not null)
        {
            // Behind a rectifier that is shut there is nothing to add.
            var inside = Method.AddBlock("inside");
            builder.Branch(Conditions(done, lowest), inside, none);
            Value zero = element.MetadataType == MetadataType.Double ? Method.Double(0) : Method.Single(0);
            builder.AtEnd(inside).Branch(builder.Compare(CompareOp.Eq, numbers[factor], zero), end, setup);
        }
        else
        {
            builder.Branch(Conditions(done, lowest), setup, none);
        }
        builder.AtEnd(none).Return(Method.Int64(0));

        builder.AtEnd(setup);
        var width = Call("Count");
        foreach (var access in loop.Accesses)
        {
            places.Add(access, access.IsElement
                ? Call("At", arrays[access.Start], lowest[access])
                : beyond is null ? starts[access] : Call("Beyond", starts[access], builder.Binary(BinaryOp.Sub, Method.Int64(0), beyond)));
        }
        foreach (var number in loop.Operations.SelectMany(o => o.Operands).Where(IsBroadcast).Distinct())
            broadcasts.Add(number, Call("Broadcast", number is Constant constant ? Method.Constant(element, constant.Content) : numbers[number]));
        // A loop of nothing but tests has no rounds that do anything.
        var busy = loop.Rounds.Where(r => r.Count > 0).ToList();
        foreach (var round in busy)
        {
            if (round == loop.Rounds[loop.Rounds.Count - 1] && loop.Sums.Count > 0)
                RoundWithSums(round, done, width);
            else
                Round(round, done, width);
        }
        builder.Jump(end);
        builder.AtEnd(end).Return(done);
        // In the layout, blocks stand as they run.
        foreach (var late in new[] { setup, end, none })
            Method.Blocks.Remove(late);
        Method.Blocks.Insert(Method.Blocks.FindIndex(b => b.Name == "inside") is >= 0 and var at ? at + 1 : 1, setup);
        Method.Blocks.AddRange([end, none]);
    }

    private void Round(IReadOnlyList<Instruction> operations, Value done, Value width)
    {
        var (body, next) = (Method.AddBlock("body"), Method.AddBlock("next"));
        builder.Jump(body, Method.Int64(0));
        builder.AtEnd(body);
        var index = body.AddParameter(Method.Types.Int64, "i");
        Step(operations, index, []);
        var further = builder.Binary(BinaryOp.Add, index, width);
        builder.Branch(builder.Compare(CompareOp.Lt, further, done), body, [further], next, []);
        builder.AtEnd(next);
    }

    /// <summary>Two vectors in turns, each with sums of its own: a sum waits for the one before it, and an addition takes longer than all the rest.</summary>
    private void RoundWithSums(IReadOnlyList<Instruction> operations, Value done, Value width)
    {
        var (pair, first, odd, last) = (Method.AddBlock("pair"), Method.AddBlock("first"), Method.AddBlock("odd"), Method.AddBlock("last"));
        var vector = library.VectorOf(element);
        Value[] Parameters(Block block) => [.. loop.Sums.Select(_ => block.AddParameter(vector, "sum"))];
        // The one number that changes nothing when something is added to it.
        Value neutral = element.MetadataType == MetadataType.Double ? Method.Double(-0.0) : Method.Single(-0f);
        Value[] zeros = [.. loop.Sums.Select(_ => Call("Broadcast", neutral))];
        var twice = builder.Binary(BinaryOp.Add, width, width);
        var pairs = builder.Binary(BinaryOp.And, done, builder.Binary(BinaryOp.Sub, Method.Int64(0), twice));
        builder.Branch(builder.Compare(CompareOp.Gt, pairs, Method.Int64(0)), pair, [Method.Int64(0), .. zeros, .. zeros], first, zeros);

        builder.AtEnd(pair);
        var index = pair.AddParameter(Method.Types.Int64, "i");
        var (left, right) = (Parameters(pair), Parameters(pair));
        left = Step(operations, index, left);
        right = Step(operations, builder.Binary(BinaryOp.Add, index, width), right);
        var further = builder.Binary(BinaryOp.Add, index, twice);
        var both = Method.AddBlock("both");
        builder.Branch(builder.Compare(CompareOp.Lt, further, pairs), pair, [further, .. left, .. right], both, []);
        builder.AtEnd(both);
        Value[] joined = [.. left.Select((l, i) => Call("Add", l, right[i]))];
        builder.Jump(first, joined);

        builder.AtEnd(first);
        var sofar = Parameters(first);
        builder.Branch(builder.Compare(CompareOp.Lt, pairs, done), odd, [], last, sofar);
        builder.AtEnd(odd);
        var all = Step(operations, pairs, sofar);
        builder.Jump(last, all);

        builder.AtEnd(last);
        var totals = Parameters(last);
        for (var i = 0; i < totals.Length; i++)
        {
            var place = sums[loop.Sums[i]];
            builder.Store(element, place, builder.Binary(BinaryOp.Add, builder.Load(element, place), Call("Sum", totals[i]), element));
        }
        Method.Blocks.Remove(both);
        Method.Blocks.Insert(Method.Blocks.IndexOf(pair) + 1, both);
    }

    /// <summary>One vector of iterations.</summary>
    /// <returns>The sums after it.</returns>
    private Value[] Step(IReadOnlyList<Instruction> operations, Value index, Value[] before)
    {
        vectors.Clear();
        for (var i = 0; i < before.Length; i++)
            vectors[loop.Sums[i]] = before[i];
        foreach (var operation in operations)
        {
            if (Vector(operation, index) is { } result)
                vectors[operation] = result;
        }
        return [.. loop.Sums.Take(before.Length).Select(s => vectors[loop.Loop.Back[s.Index]])];
    }

    /// <summary>Everything that would be different in a loop over vectors: nothing to fill one, an index out of range, arrays that are one.</summary>
    private Value Conditions(Value done, Dictionary<LaneAccess, Value> lowest)
    {
        var condition = builder.Compare(CompareOp.Gt, done, Method.Int64(0));
        foreach (var access in loop.Accesses.Where(a => a.IsElement))
            condition = builder.Binary(BinaryOp.And, condition, Call("Fits", arrays[access.Start], lowest[access], done));
        foreach (var (written, other) in loop.Overlaps)
            condition = builder.Binary(BinaryOp.And, condition, Call("Apart", arrays[written.Start], starts[written], arrays[other.Start], starts[other]));
        return condition;
    }

    private Value? Vector(Instruction operation, Value index)
    {
        Value Of(int operand) => operation.Operand(operand) is var value && vectors.TryGetValue(value, out var known) ? known : broadcasts[value];
        switch (operation)
        {
            case Load load:
                return Call("Load", places[loop.AccessAt(load.Address)], index);
            case Store store:
                Call("Store", places[loop.AccessAt(store.Address)], index, Of(1));
                return null;
            case Binary binary:
                return Call(binary.Op switch
                {
                    BinaryOp.Add => "Add",
                    BinaryOp.Sub => "Subtract",
                    BinaryOp.Mul => "Multiply",
                    _ => "Divide",
                }, Of(0), Of(1));
            case Unary:
                return Call("Negate", Of(0));
            case Compare compare:
                return Mask(compare.Op, Of(0), Of(1));
            case Select select:
                var (yes, no) = (Of(1), Of(2));
                return IsNegated((Compare)select.Operand(0)) ? Call("Select", Of(0), no, yes) : Call("Select", Of(0), yes, no);
            case Call call:
                return Call(LaneLibrary.NameOf(call.Method)!, [.. Enumerable.Range(0, call.OperandCount).Select(Of)]);
            default:
                throw new InvalidOperationException($"no vectors for {operation}");
        }
    }

    /// <summary>The lanes in which a comparison holds, or in which it does not: of unordered numbers nothing holds but that they differ.</summary>
    private Value Mask(CompareOp op, Value left, Value right) => op switch
    {
        CompareOp.Eq or CompareOp.Ne => Call("Equal", left, right),
        CompareOp.Lt or CompareOp.GeUn => Call("Less", left, right),
        CompareOp.Gt or CompareOp.LeUn => Call("Less", right, left),
        CompareOp.Le or CompareOp.GtUn => Call("LessOrEqual", left, right),
        _ => Call("LessOrEqual", right, left),
    };

    private static bool IsNegated(Compare compare) => compare.Op is CompareOp.Ne or CompareOp.GeUn or CompareOp.LeUn or CompareOp.GtUn or CompareOp.LtUn;

    private Call Call(string name, params Value[] arguments) => library.Call(builder, name, element, arguments);
}
