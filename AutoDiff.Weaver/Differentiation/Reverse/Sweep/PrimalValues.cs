using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>Values of the forward sweep as the reverse sweep sees them, following the <see cref="TracePlan"/>.</summary>
internal sealed class PrimalValues(TracePlan plan, ReverseGraph graph, SsaBuilder ssa, Builder builder, Func<Parameter, Value> parameter)
{
    private readonly Dictionary<Value, Value> kept = [];
    private readonly Dictionary<Value, Variable> stored = [];
    private readonly Dictionary<(Block, Value), Value> recomputed = [];

    /// <summary>Declares what stands for a kept value in the reverse sweep.</summary>
    public void Provide(Value original, Value available) => kept[original] = available;

    /// <summary>A stored value has been read back in the block being built.</summary>
    public void Restore(Value original, Value content) => ssa.Write(VariableOf(original), builder.Block, content);

    public void SetCounter(LoopCounter counter, Value content) => ssa.Write(counter.Reversed, builder.Block, content);

    public Value CounterValue(LoopCounter counter) => ssa.Read(counter.Reversed, builder.Block);

    /// <summary>The value, for use in the reverse of block <paramref name="at"/>, at the builder's position.</summary>
    public Value this[Value value, Block at]
    {
        get
        {
            switch (value)
            {
                case Constant constant:
                    return builder.Method.Constant(constant.Type, constant.Content);
                case DefaultValue:
                    return builder.Method.Default(value.Type);
                case Immediate:
                    return builder.Method.Undefined(value.Type);
                case Parameter p:
                    return parameter(p);
                case Slot slot:
                    // A local of the fused form; no sweep of its own reads through it.
                    return ReferenceEquals(slot.Block?.Method, builder.Method) ? slot : builder.Method.Undefined(slot.Type);
            }
            switch (plan.SourceOf(value, at))
            {
                case Source.Counter:
                    return CounterValue(graph.CounterOf(plan.LoopOf(value)!)!);
                case Source.Kept:
                    return kept.TryGetValue(value, out var available) ? available
                        : throw new InvalidOperationException($"the value [{value}] was not planned to be kept");
                case Source.Stored:
                    return ssa.Read(VariableOf(value), builder.Block);
            }
            if (recomputed.TryGetValue((builder.Block, value), out var known))
                return known;
            var result = value is BlockParameter induction ? Induction(induction, at) : Recompute((Instruction)value, at);
            recomputed[(builder.Block, value)] = result;
            return result;
        }
    }

    private Value Recompute(Instruction instruction, Block at)
    {
        var operands = instruction.Operands.Select(o => this[o, at]).ToArray();
        return instruction switch
        {
            Binary b => builder.Binary(b.Op, operands[0], operands[1], b.Type),
            Unary u => builder.Unary(u.Op, operands[0]),
            IR.Convert c => builder.Convert(c.Type, operands[0], c.CheckOverflow, c.FromUnsigned),
            Compare c => builder.Compare(c.Op, operands[0], operands[1]),
            Select => builder.Select(operands[0], operands[1], operands[2]),
            Extract e => builder.Extract(operands[0], e.Field),
            FieldAddress f => builder.FieldAddress(operands[0], f.Field),
            ElementAddress e => builder.ElementAddress(e.ElementType, operands[0], operands[1], e.Readonly),
            StaticAddress s => builder.StaticAddress(s.Field),
            Load l => builder.Load(l.Type, operands[0], l.Volatile, l.Unaligned),
            ArrayLength => builder.ArrayLength(operands[0]),
            Call c => builder.Add(new Call(c.Type, c.Method, c.IsVirtual, c.Constrained, operands) { KnownEffects = c.KnownEffects }),
            RawInstruction r => builder.Raw(r.Type, r.OpCode, r.Metadata, r.Effects, operands),
            _ => throw new InvalidOperationException($"[{instruction}] cannot be recomputed"),
        };
    }

    /// <summary>start + (counter - counter's start) * counter's step * step, in the wrapping arithmetic of the variable's type.</summary>
    private Value Induction(BlockParameter variable, Block at)
    {
        var (counter, initial, step) = plan.InductionOf(variable)!.Value;
        var type = variable.Type;
        var wide = builder.Types.KindOf(type) == StackKind.Int64;
        var rounds = builder.Binary(BinaryOp.Sub, CounterValue(counter), this[counter.Initial, at]);
        rounds = builder.Convert(wide ? builder.Types.Int64 : builder.Types.Int32, rounds);
        var perRound = step * counter.Step;
        var factor = wide ? builder.Method.Int64(perRound) : builder.Method.Int32(unchecked((int)perRound));
        return builder.Binary(BinaryOp.Add, this[initial, at], builder.Binary(BinaryOp.Mul, rounds, factor));
    }

    private Variable VariableOf(Value value)
    {
        if (!stored.TryGetValue(value, out var variable))
            stored.Add(value, variable = new Variable(value.Type, (value as TrackedValue)?.Name));
        return variable;
    }
}
