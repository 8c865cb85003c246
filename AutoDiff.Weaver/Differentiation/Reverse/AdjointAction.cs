using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Reverse;

/// <summary>What an action may use while it emits the reverse of an instruction.</summary>
internal sealed class SweepContext(Builder builder, Adjoints adjoints, Func<Value, Value> primal, Func<Value, bool> isActive, Value tape)
{
    /// <summary>The scalar cotangent of the instruction being reversed, where a zero of it has to stay zero whatever it is multiplied with.</summary>
    public Value? StrongZeroOf { get; set; }

    public Builder Builder { get; } = builder;

    public Value Tape { get; } = tape;

    /// <summary>A value of the forward sweep that the action declared as needed.</summary>
    public Value Primal(Value value) => primal(value);

    /// <summary>Whether cotangents of a value are wanted.</summary>
    public bool Wants(Value value) => isActive(value);

    /// <summary>The sum of two adjoints.</summary>
    public Value Sum(Value a, Value b) => adjoints.Sum(a, b);

    /// <summary>A cotangent times a value of the forward sweep.</summary>
    public Value Product(Value cotangent, Value factor) => adjoints.Product(cotangent, factor);

    /// <summary>Adds to the adjoint of a leaf of a value if that value is active.</summary>
    public void Add(Value value, int leaf, Func<Value> amount)
    {
        if (!isActive(value))
            return;
        var contribution = amount();
        if (StrongZeroOf is { } cotangent && !Adjoints.IsZero(contribution))
        {
            var isZero = Builder.Compare(CompareOp.Eq, cotangent, Builder.Method.Default(cotangent.Type));
            contribution = Builder.Select(isZero, Builder.Method.Default(contribution.Type), contribution);
        }
        adjoints.Add(value, leaf, contribution);
    }
}

/// <summary>
/// The reverse of one instruction: which values of the forward sweep it needs, and what it adds to the adjoints of the operands, or to shadows,
/// given the cotangent of the result, leaf by leaf.
/// </summary>
/// <param name="needs">Values of the forward sweep.</param>
/// <param name="emit">Builds the reverse.</param>
/// <param name="isUnconditional">There is something to do though the result has no cotangent, or a zero one.</param>
internal sealed class AdjointAction(IReadOnlyList<Value> needs, Action<SweepContext, Value[]> emit, bool isUnconditional = false)
{
    public IReadOnlyList<Value> Needs { get; } = needs;

    public bool IsUnconditional { get; } = isUnconditional;

    public void Emit(SweepContext context, Value[] cotangent) => emit(context, cotangent);
}
