using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>
/// The tangents of calls with a rule. A differential is applied as it is. From a pullback the partial derivatives come about by cotangents of one,
/// for each number of the
/// result once; where both sides are one number, pullback and differential are the same.
/// </summary>
internal sealed class RuleTangents(MethodIR method, TangentTypes tangents, TupleTypes tuples, TangentValues values, ZeroTangents zeros)
{
    private const int MostNumbers = 16;

    public ZeroTangents Zeros => zeros;

    public Value[] OfPullback(Builder builder, Call call, PullbackRule rule)
    {
        Value[] arguments = [.. call.Operands];
        Value[] before = call.HasResult ? [.. arguments, call] : arguments;
        return FromPullback(
            builder, call.Type, rule.Positions, arguments, zeros.IsTested(call), call.Location, call.Method,
            c => call.HasResult ? builder.Call(rule.Method, [.. before, c]) : builder.Call(rule.Method, before));
    }

    /// <summary>Calls a rule that returns the value and a function.</summary>
    public (Instruction Value, Instruction Function) CallRule(Builder builder, TypeReference type, DerivativeRule rule, Value[] arguments)
    {
        var pair = builder.Call(rule.Method, arguments);
        var functionField = tuples.ItemPath(pair.Type, 1)[0];
        var function = builder.Add(new Extract(tangents.Types.FieldType(functionField), pair, functionField));
        // Last: what is left to do for the value finds the function before it.
        return (builder.Add(new Extract(type, pair, tuples.ItemPath(pair.Type, 0)[0])), function);
    }

    /// <summary>The tangents of the value of a rule, from the function that it returned.</summary>
    public Value[] OfFunction(Builder builder, TypeReference type, DerivativeRule rule, Value function, Value[] arguments)
    {
        if (rule.IsDifferential)
        {
            var tangent = Apply(builder, rule, function, i => TangentOf(builder, arguments[i]));
            return [.. tangents.LeavesOfTangent(type).Select(l => tangents.Unpack(builder, tangent, l))];
        }
        var invoke = ClosedMember.Invoke(tangents.Types, function.Type);
        return FromPullback(
            builder, type, rule.Positions, arguments, zeros.AreTested, builder.Location, rule.Method, c => builder.CallVirtual(invoke, null, function, c));
    }

    /// <summary>Calls the differential that a rule returned.</summary>
    public Call Apply(Builder builder, DerivativeRule rule, Value function, Func<int, Value> tangent) =>
        builder.CallVirtual(ClosedMember.Invoke(tangents.Types, function.Type), null, [function, .. rule.Positions.Select(tangent)]);

    /// <summary>The tangent of an argument as rules take it.</summary>
    public Value TangentOf(Builder builder, Value argument)
    {
        var leaves = values.Of(argument);
        return tangents.PackTangent(builder, argument.Type, i => leaves[i]);
    }

    /// <summary>The tangents of a value of a type, from a function that takes cotangents of it to those of the arguments at these positions.</summary>
    /// <param name="builder">Where.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="positions">The positions of the arguments that get cotangents.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="isTested">Partial derivatives may be infinite or NaN where the tangent is zero.</param>
    /// <param name="location">Where the call stands.</param>
    /// <param name="callee">What is called.</param>
    /// <param name="pullback">Calls the function.</param>
    public Value[] FromPullback(
        Builder builder, TypeReference type, IReadOnlyList<int> positions, Value[] arguments, bool isTested, SourceLocation? location, MethodReference callee,
        Func<Value, Value> pullback)
    {
        var leaves = tangents.LeavesOfTangent(type);
        if (leaves.Count > MostNumbers)
            throw NeedsDifferential(location, callee);
        var varied = positions.Where(p => values.IsActive(arguments[p]) && !values.Of(arguments[p]).All(TangentValues.IsZero)).ToList();
        if (varied.Count == 0)
            return [.. leaves.Select(l => method.Default(l.Scalar))];
        if (!isTested && varied.Count == 1 && leaves.Count == 1 && values.Of(arguments[varied[0]]) is [var only]
            && tangents.Types.Same(only.Type, leaves[0].Scalar))
        {
            var cotangent = tangents.PackTangent(builder, type, _ => only);
            return [Partials(builder, pullback(cotangent), positions, varied[0], arguments[varied[0]])[0]];
        }
        return [.. leaves.Select((leaf, i) => Dot(builder, leaf, varied, positions, arguments, isTested, pullback(Unit(builder, type, i))))];
    }

    public UnsupportedConstructException NeedsDifferential(SourceLocation? location, MethodReference callee) => new(
        "AD1011", location,
        $"the rule '{UserNames.Alone(callee)}' gives a pullback, from which the differential does not follow, because its result is more than a few numbers. "
        + "Give it a [Derivative] rule that returns a Differential");

    private Value Dot(
        Builder builder, TangentLeaf leaf, IReadOnlyList<int> varied, IReadOnlyList<int> positions, Value[] arguments, bool isTested, Value cotangents)
    {
        var sum = method.Default(leaf.Scalar);
        foreach (var position in varied)
        {
            var tangent = values.Of(arguments[position]);
            var partials = Partials(builder, cotangents, positions, position, arguments[position]);
            for (var i = 0; i < tangent.Length; i++)
            {
                var product = TangentArithmetic.Product(builder, tangent[i], partials[i], isTested, zeros.AreTested);
                if (!TangentValues.IsZero(product))
                    sum = TangentArithmetic.Sum(builder, sum, TangentArithmetic.Converted(builder, product, leaf.Scalar));
            }
        }
        return sum;
    }

    /// <summary>The numbers in the cotangent of one argument, from what a rule returned for all.</summary>
    private Value[] Partials(Builder builder, Value cotangents, IReadOnlyList<int> positions, int position, Value argument)
    {
        var item = cotangents;
        if (positions.Count > 1)
        {
            foreach (var field in tuples.ItemPath(cotangents.Type, positions.ToList().IndexOf(position)))
                item = builder.Extract(item, field);
        }
        // What rules return is a tangent as users see it.
        var leaves = tangents.Types.Same(item.Type, argument.Type) ? tangents.LeavesOf(argument.Type) : tangents.LeavesOfTangent(argument.Type);
        return [.. leaves.Select(l => tangents.Unpack(builder, item, l))];
    }

    private Value Unit(Builder builder, TypeReference type, int one)
    {
        var leaves = tangents.LeavesOfTangent(type);
        return tangents.PackTangent(builder, type, i => i == one ? One(builder, leaves[i].Scalar) : method.Default(leaves[i].Scalar));
    }

    private static Value One(Builder builder, TypeReference type) => builder.Types.KindOf(type) switch
    {
        StackKind.Double => builder.Method.Double(1),
        StackKind.Single => builder.Method.Single(1),
        _ => TangentArithmetic.Converted(builder, builder.Method.Single(1), type),
    };
}
