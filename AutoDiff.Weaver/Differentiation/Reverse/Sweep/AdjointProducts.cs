using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.Loops;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>
/// Innermost loops of the reverse sweep in which a cotangent is multiplied with one factor after another before it goes into the next iteration: factors that
/// do not change in the loop are multiplied with each other before it, so that an iteration waits for one multiplication. A product that is not a normal number
/// would lose what the factors one by one have, so the products are looked at before the loop: if one is not, an unchanged copy of the loop runs.
/// </summary>
internal sealed class AdjointProducts
{
    private const int LargestCopy = 400;
    private const double SmallestModest = 1e-6;
    private const double LargestModest = 1e6;
    private readonly MethodIR method;
    private readonly Loop loop;
    private readonly ISet<Instruction> arithmetic;
    private LoopRounds? rounds;

    private AdjointProducts(MethodIR method, Loop loop, ISet<Instruction> arithmetic)
    {
        this.method = method;
        this.loop = loop;
        this.arithmetic = arithmetic;
    }

    /// <param name="method">The method with the reverse sweep.</param>
    /// <param name="arithmetic">The instructions that compute cotangents; no others are changed.</param>
    /// <returns>Whether there were such loops.</returns>
    public static bool Run(MethodIR method, ISet<Instruction> arithmetic)
    {
        // Blocks of protected regions have a place; none of them is copied.
        if (method.Regions.Count > 0 || !Innermost(method).Any(l => new AdjointProducts(method, l, arithmetic).HasWork))
            return false;
        LoopSimplifyPass.Run(method);
        LoopClosedSsaPass.Run(method);
        foreach (var loop in Innermost(method))
            new AdjointProducts(method, loop, arithmetic).Rewrite();
        return true;
    }

    private static List<Loop> Innermost(MethodIR method)
    {
        var loops = NaturalLoops.Of(method);
        return [.. loops.All.Where(l => loops.All.All(o => o.Parent != l))];
    }

    private LoopRounds Rounds => rounds ??= new LoopRounds(loop);

    private bool HasWork =>
        loop.Blocks.SelectMany(b => b.Instructions).OfType<Binary>().Any(m => FactorsOf(m).Factors.Count > 1 || ModestFactorOf(m) is not null);

    private void Rewrite()
    {
        var chains = loop.Blocks.SelectMany(b => b.Instructions).OfType<Binary>().Select(m => (Product: m, Chain: FactorsOf(m)))
            .Where(c => c.Chain.Factors.Count > 1).ToList();
        if (chains.Count > 0 && loop.Preheader is { } preheader)
        {
            MultiplyBefore(preheader, chains);
            rounds = null;
        }
        foreach (var product in loop.Blocks.SelectMany(b => b.Instructions).OfType<Binary>().Where(m => ModestFactorOf(m) is not null).ToList())
        {
            if (ModestFactorOf(product) is not var (carried, constant, other))
                continue;
            var builder = new Builder(method) { Location = product.Location }.Before(product);
            var factor = builder.Binary(BinaryOp.Mul, other, constant);
            var regrouped = builder.Binary(BinaryOp.Mul, carried, factor);
            if (factor is Binary made)
                Rounds.Add(made);
            if (regrouped is Binary same)
                Rounds.Replace(product, same);
            product.ReplaceWith(regrouped);
        }
    }

    private void MultiplyBefore(Block preheader, List<(Binary Product, (Value Cotangent, List<Value> Factors) Chain)> chains)
    {
        var builder = new Builder(method) { Location = preheader.Terminator!.Location }.Before(preheader.Terminator!);
        var products = new Dictionary<(Value, Value), Value>();
        var combined = chains.Select(c => c.Chain.Factors.Aggregate((a, b) =>
        {
            if (!products.TryGetValue((a, b), out var product))
                products.Add((a, b), product = builder.Binary(BinaryOp.Mul, a, b));
            return product;
        })).ToList();
        var unknown = products.Values.Distinct().Where(p => p is not Constant).ToList();
        if (products.Values.OfType<Constant>().Any(c => !IsNormal(c)) || (unknown.Count > 0 && loop.Blocks.Sum(b => b.Instructions.Count()) > LargestCopy))
            return;
        if (unknown.Count > 0)
            KeepCopy(preheader, unknown.Select(p => IsNormal(builder, p)).Aggregate((a, b) => builder.Binary(BinaryOp.And, a, b)));
        for (var i = 0; i < chains.Count; i++)
        {
            var product = chains[i].Product;
            product.ReplaceWith(new Builder(method) { Location = product.Location }.Before(product)
                .Binary(BinaryOp.Mul, chains[i].Chain.Cotangent, combined[i], product.Type));
        }
    }

    /// <summary>The loop as it stands is what runs where the condition does not hold.</summary>
    private void KeepCopy(Block preheader, Value condition)
    {
        var header = loop.Header;
        var map = LoopCopies.Make(method, [.. BlockOrder.Of(method).Where(loop.Contains)], header);
        var entry = (Jump)preheader.Terminator!;
        Value[] arguments = [.. entry.Edges.Single().Arguments];
        new Builder(method) { Location = entry.Location }.Before(entry).Branch(condition, header, arguments, map[header], arguments);
        entry.Remove();
    }

    private static Value IsNormal(Builder builder, Value value)
    {
        var method = new MethodReference("IsNormal", builder.Types.Boolean, value.Type) { Parameters = { new ParameterDefinition(value.Type) } };
        var call = builder.Call(method, value);
        call.KnownEffects = Effects.None;
        return call;
    }

    private static bool IsNormal(Constant constant) => constant.Content switch
    {
        double d => Math.Abs(d) is >= 2.2250738585072014E-308 and <= double.MaxValue,
        float f => Math.Abs(f) is >= 1.17549435E-38f and <= float.MaxValue,
        _ => false,
    };

    /// <summary>
    /// The factors that a cotangent is multiplied with, in that order, where the iterations hand on what comes of it; none for what is only multiplied with yet
    /// another.
    /// </summary>
    private (Value Cotangent, List<Value> Factors) FactorsOf(Binary product)
    {
        var factors = new List<Value>();
        Value cotangent = product;
        if (InvariantFactorOf(product) is null || !Rounds.GoesRound(product)
            || product.Users.All(u => u is Binary next && (InvariantFactorOf(next) is not null || !Rounds.GoesRound(next))))
            return (cotangent, factors);
        while (cotangent is Binary { } inner && InvariantFactorOf(inner) is var (other, factor))
        {
            factors.Insert(0, factor);
            cotangent = other;
        }
        return (cotangent, factors);
    }

    private (Value Other, Value Factor)? InvariantFactorOf(Binary product)
    {
        if (!IsProduct(product))
            return null;
        if (!IsInLoop(product.Right))
            return (product.Left, product.Right);
        return IsInLoop(product.Left) ? null : (product.Right, product.Left);
    }

    /// <summary>
    /// A cotangent times a constant times something that need not be waited for: that may be multiplied with the constant first, which
    /// is near enough to one to take it out of the normal range only from the very ends of it.
    /// </summary>
    private (Value Cotangent, Constant Constant, Value Other)? ModestFactorOf(Binary product)
    {
        if (!IsProduct(product))
            return null;
        foreach (var (carried, other) in new[] { (product.Left, product.Right), (product.Right, product.Left) })
        {
            if (IsInLoop(other) && carried is Binary { } inner && IsProduct(inner) && inner.HasOneUse && InvariantFactorOf(inner) is var (cotangent, factor)
                && factor is Constant constant && IsModest(constant) && Rounds.GoesRound(product) && Rounds.GoesRound(inner)
                && other is TrackedValue tracked && !Rounds.GoesRound(tracked) && !Rounds.IsComputedFrom(other, inner))
            {
                return (cotangent, constant, other);
            }
        }
        return null;
    }

    private bool IsProduct(Binary product) => product.Op == BinaryOp.Mul && arithmetic.Contains(product) && product.Block is { } block && loop.Contains(block);

    private static bool IsModest(Constant constant) => constant.Content switch
    {
        double d => Math.Abs(d) is >= SmallestModest and <= LargestModest,
        float f => Math.Abs(f) is >= (float)SmallestModest and <= (float)LargestModest,
        _ => false,
    };

    private bool IsInLoop(Value value) => value switch
    {
        Instruction { Block: { } home } => loop.Contains(home),
        BlockParameter parameter => loop.Contains(parameter.Block),
        _ => false,
    };
}
