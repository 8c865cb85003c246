using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>
/// The innermost loops, where a test costs most of what an iteration does, and the factors in them that are finite as long as what the method is given is: they
/// come from no quotient, root, logarithm, power or exponential, and from no memory in which the method puts such. A program that asks for NaN or infinity
/// itself expects them anywhere.
/// </summary>
internal sealed class OrdinaryFactors
{
    private const int DeepestBound = 6;

    private static readonly HashSet<string> Bounded =
    [
        "Sin", "Cos", "Tanh", "Atan", "Abs", "Max", "Min", "Clamp", "Floor", "Ceiling", "Truncate", "Round", "CopySign", "FusedMultiplyAdd",
    ];

    private readonly MethodIR method;
    private readonly AliasAnalysis aliases;
    private readonly bool isGivenKnown;
    private readonly HashSet<Value> suspects = [];
    private readonly HashSet<AliasCell> memory = [];
    private readonly HashSet<Block> innermost = [];
    private bool changed;

    /// <param name="method">The forward sweep.</param>
    /// <param name="loops">Its loops.</param>
    /// <param name="aliases">Where its references lead.</param>
    /// <param name="isGivenKnown">What the method is given comes from the user, not from code that may have computed anything.</param>
    public OrdinaryFactors(MethodIR method, NaturalLoops loops, AliasAnalysis aliases, bool isGivenKnown)
    {
        this.method = method;
        this.aliases = aliases;
        this.isGivenKnown = isGivenKnown;
        if (method.Instructions.Any(AsksForNaN))
            return;
        innermost.UnionWith(loops.All.Where(l => loops.All.All(o => o.Parent != l)).SelectMany(l => l.Blocks));
        if (innermost.Count == 0)
            return;
        Spread(withExponentials: false);
        // An exponential that overflows is worth a test where it is a factor, not wherever it has been kept.
        Spread(withExponentials: true);
    }

    /// <summary>The instruction is in an innermost loop and this factor of its cotangent is finite as long as what the method is given is.</summary>
    public bool IsOrdinary(Value factor, Instruction z) => innermost.Contains(z.Block!) && !IsSuspect(factor);

    /// <summary>So are all of its partial derivatives.</summary>
    public bool HasOrdinaryPartials(Instruction z) => innermost.Contains(z.Block!) && z switch
    {
        Binary { Op: BinaryOp.Mul } product => !IsSuspect(product.Left) && !IsSuspect(product.Right),
        Binary { Op: BinaryOp.Div } quotient => !IsSuspect(quotient.Left) && IsAboveZero(quotient.Right, DeepestBound),
        Call { OperandCount: 1, Method.Name: "Sin" or "Cos" or "Tanh" or "Atan" } call => ZeroTests.IsOnNumbers(call) && !IsSuspect(call.Operand(0)),
        _ => false,
    };

    private static bool AsksForNaN(Instruction instruction) => instruction switch
    {
        Call call => ZeroTests.IsOnNumbers(call) && call.Method.Name.StartsWith("Is", StringComparison.Ordinal),
        Compare comparison => ReferenceEquals(comparison.Left, comparison.Right),
        _ => false,
    };

    private bool IsSuspect(Value value) => value switch
    {
        Constant => !ZeroTests.IsFinite(value) && method.Types.IsFloat(value.Type),
        Parameter => !isGivenKnown,
        _ => suspects.Contains(value),
    };

    private void Spread(bool withExponentials)
    {
        do
        {
            changed = false;
            foreach (var block in method.Blocks)
            {
                foreach (var parameter in block.Parameters)
                {
                    if (!suspects.Contains(parameter) && block.Incoming.Any(e => parameter.Index < e.ArgumentCount && IsSuspect(e[parameter.Index])))
                        changed |= suspects.Add(parameter);
                }
                foreach (var instruction in block.Instructions)
                {
                    if (instruction.HasResult && !suspects.Contains(instruction) && !method.Types.IsInteger(instruction.Type)
                        && MakesSuspect(instruction, withExponentials))
                        changed |= suspects.Add(instruction);
                    if (!withExponentials)
                        Keep(instruction);
                }
            }
        }
        while (changed);
    }

    private bool MakesSuspect(Instruction instruction, bool withExponentials) => instruction switch
    {
        Binary { Op: BinaryOp.Div or BinaryOp.Rem } quotient => IsSuspect(quotient.Left) || !IsAboveZero(quotient.Right, DeepestBound),
        Load load => aliases.Location(load.Address) is var cell && (memory.Contains(cell.Root) || (!isGivenKnown && cell.Has(MemoryFacts.Given))),
        Call call when ZeroTests.IsOnNumbers(call) && Bounded.Contains(call.Method.Name) => call.Operands.Any(IsSuspect),
        Call call when ZeroTests.IsOnNumbers(call) && call.Method.Name.StartsWith("Exp", StringComparison.Ordinal) =>
            withExponentials || call.Operands.Any(IsSuspect),
        Call or RawInstruction => true,
        _ => instruction.Operands.Any(o => !method.Types.IsInteger(o.Type) && IsSuspect(o)),
    };

    /// <summary>What goes into memory.</summary>
    private void Keep(Instruction instruction)
    {
        switch (instruction)
        {
            case Store store when IsSuspect(store.Content):
                changed |= memory.Add(aliases.Location(store.Address).Root);
                break;
            case Call call when (call.Effects & Effects.Writes) != 0 && !Activity.IsStructural(call):
                foreach (var cell in call.Operands.Select(aliases.CellOf).OfType<AliasCell>()
                    .SelectMany(c => c.Reachable()).Where(c => c.Has(MemoryFacts.Stored)))
                    changed |= memory.Add(cell.Root);
                break;
        }
    }

    /// <summary>At least some positive number, as one plus an exponential.</summary>
    private static bool IsAboveZero(Value value, int depth) => value switch
    {
        Constant { Content: double d } => Math.Abs(d) is > 1e-100 and < 1e100,
        Constant { Content: float f } => Math.Abs(f) is > 1e-12f and < 1e12f,
        Binary { Op: BinaryOp.Add } sum => depth > 0
            && ((IsPositive(sum.Left) && IsNotNegative(sum.Right, depth - 1)) || (IsPositive(sum.Right) && IsNotNegative(sum.Left, depth - 1))),
        _ => false,
    };

    private static bool IsPositive(Value value) => value is Constant { Content: > 1e-100 and < 1e100 or > 1e-12f and < 1e12f };

    private static bool IsNotNegative(Value value, int depth) => depth > 0 && value switch
    {
        Constant { Content: >= 0d or >= 0f } => true,
        Call call => ZeroTests.IsOnNumbers(call) && call.Method.Name is "Exp" or "Exp2" or "Exp10" or "Abs" or "Cosh",
        Binary { Op: BinaryOp.Mul } square => ReferenceEquals(square.Left, square.Right)
            || (IsNotNegative(square.Left, depth - 1) && IsNotNegative(square.Right, depth - 1)),
        Binary { Op: BinaryOp.Add } sum => IsNotNegative(sum.Left, depth - 1) && IsNotNegative(sum.Right, depth - 1),
        _ => false,
    };
}
