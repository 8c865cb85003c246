using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Reverse.Sweep;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>What an action may use while it emits the reverse of an instruction.</summary>
internal sealed class SweepContext(Builder builder, Adjoints adjoints, Func<Value, Value> primal, Func<Value, bool> isActive, Value tape)
{
    /// <summary>The cotangent of the instruction being reversed is zero; set where a zero has to stay zero whatever it is multiplied with.</summary>
    public Value? IsZero { get; set; }

    /// <summary>Which factors can be infinite or NaN.</summary>
    public ZeroTests? Tests { get; set; }

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
    /// <param name="value">The value.</param>
    /// <param name="leaf">The number of the scalar.</param>
    /// <param name="amount">What is added.</param>
    /// <param name="isFinite">What the cotangent was multiplied with is neither infinite nor NaN.</param>
    public void Add(Value value, int leaf, Func<Value> amount, bool isFinite = false)
    {
        if (!isActive(value))
            return;
        var contribution = amount();
        if (IsZero is { } isZero && !isFinite && !Adjoints.IsZero(contribution))
            contribution = Builder.Select(isZero, Builder.Method.Default(contribution.Type), contribution);
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
/// <param name="multiplies">What is added to the operands' adjoints are products of the cotangent and values that may be infinite or NaN.</param>
internal sealed class AdjointAction(IReadOnlyList<Value> needs, Action<SweepContext, Value[]> emit, bool isUnconditional = false, bool multiplies = false)
{
    public IReadOnlyList<Value> Needs { get; } = needs;

    public bool IsUnconditional { get; } = isUnconditional;

    public bool Multiplies { get; } = multiplies;

    public void Emit(SweepContext context, Value[] cotangent) => emit(context, cotangent);
}
