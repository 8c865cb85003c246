using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Reverse;

/// <summary>What an action may use while it emits the reverse of an instruction.</summary>
internal sealed class SweepContext(Builder builder, Adjoints adjoints, Func<Value, Value> primal, Func<Value, bool> isActive, Value tape)
{
    public Builder Builder { get; } = builder;

    public Value Tape { get; } = tape;

    /// <summary>A value of the forward sweep that the action declared as needed.</summary>
    public Value Primal(Value value) => primal(value);

    /// <summary>Adds to the adjoint of a leaf of a value if that value is active.</summary>
    public void Add(Value value, int leaf, Func<Value> amount)
    {
        if (isActive(value))
            adjoints.Add(value, leaf, amount());
    }
}

/// <summary>
/// The reverse of one active instruction: which values of the forward sweep it needs, and what it adds to the adjoints of the operands given
/// the cotangent of the result, leaf by leaf.
/// </summary>
internal sealed class AdjointAction(IReadOnlyList<Value> needs, Action<SweepContext, Value[]> emit)
{
    public IReadOnlyList<Value> Needs { get; } = needs;

    public void Emit(SweepContext context, Value[] cotangent) => emit(context, cotangent);
}
