using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>
/// Where a cotangent has to be compared with zero before it is multiplied with a partial derivative, so that zero times anything is zero. Spared are
/// partials that are finite whatever the program computes, and those that can only be infinite or NaN when the result of the function is: an operation whose
/// partials are finite when its value is, and whose value reaches the result, on every path, through operations that let no infinity and no NaN disappear.
/// </summary>
internal sealed class ZeroTests
{
    private const double Huge = 1e300;
    private const int DeepestBound = 8;

    private static readonly string[] ScalarTypes = ["System.Math", "System.MathF", "System.Double", "System.Single"];

    /// <summary>Functions of one number whose derivative is finite where they are.</summary>
    private static readonly HashSet<string> Faithful =
    [
        "Sin", "Cos", "Tan", "Sinh", "Cosh", "Tanh", "Exp", "Exp2", "Exp10", "Log", "Log2", "Log10", "Atan", "Asinh", "SinPi", "CosPi",
    ];

    /// <summary>Functions of one number that are infinite or NaN where it is.</summary>
    private static readonly HashSet<string> Telling =
    [
        "Sin", "Cos", "Tan", "Sinh", "Cosh", "Log", "Log2", "Log10", "Sqrt", "Cbrt", "Abs", "Asin", "Acos", "Asinh", "Acosh", "Atanh", "SinPi", "CosPi",
    ];

    /// <summary>Rules that hand on the cotangent, a part of it, or nothing.</summary>
    private static readonly HashSet<string> Selecting =
    [
        "Abs", "Max", "Min", "MaxMagnitude", "MinMagnitude", "MaxNumber", "MinNumber", "MaxMagnitudeNumber", "MinMagnitudeNumber",
        "MaxNative", "MinNative", "Clamp", "ClampNative", "CopySign",
        "Floor", "Ceiling", "Truncate", "Round", "BitIncrement", "BitDecrement", "DegreesToRadians", "RadiansToDegrees",
    ];

    private readonly HashSet<Value> sound;
    private readonly OrdinaryFactors? ordinary;

    private ZeroTests(HashSet<Value> sound, OrdinaryFactors? ordinary)
    {
        this.sound = sound;
        this.ordinary = ordinary;
    }

    /// <param name="method">The forward sweep.</param>
    /// <param name="isSeeded">The cotangent of the number it returns is one; it might be zero otherwise.</param>
    /// <param name="ordinary">What is not suspected in innermost loops; nothing is when null.</param>
    public static ZeroTests For(MethodIR method, bool isSeeded, OrdinaryFactors? ordinary) =>
        new(isSeeded && method.Regions.Count == 0 ? new TellingValues(method).Find() : [], ordinary);

    /// <summary>A zero cotangent of this value does not become zeros for the operands by itself.</summary>
    public bool IsNeeded(Instruction z) => ordinary?.HasOrdinaryPartials(z) != true && z switch
    {
        Binary { Op: BinaryOp.Mul or BinaryOp.Div } => !sound.Contains(z),
        Call call when IsOnNumbers(call) =>
            !Selecting.Contains(call.Method.Name) && !(Faithful.Contains(call.Method.Name) && call.OperandCount == 1 && sound.Contains(call)),
        // What becomes of a cotangent is the program's business here, and nothing else.
        Call { Method: { Name: "WithDerivative", DeclaringType: { Namespace: "AutoDiff", Name: "DifferentialOperators" } } } => false,
        _ => true,
    };

    /// <summary>A factor of the cotangent of this value needs no test.</summary>
    public bool IsSafe(Value factor, Instruction z) => IsFinite(factor) || ordinary?.IsOrdinary(factor, z) == true;

    /// <summary>Neither infinite nor NaN, whatever the program is given.</summary>
    public static bool IsFinite(Value value) => BoundOf(value, DeepestBound) < Huge;

    /// <summary>No magnitude is larger; infinity when nothing is known.</summary>
    private static double BoundOf(Value value, int depth)
    {
        if (depth == 0)
            return double.PositiveInfinity;
        switch (value)
        {
            case Constant { Content: double d }:
                return double.IsNaN(d) ? double.PositiveInfinity : Math.Abs(d);
            case Constant { Content: float f }:
                return float.IsNaN(f) ? double.PositiveInfinity : Math.Abs(f);
            case DefaultValue:
                return 0;
            case IR.Convert { Source.Type.MetadataType: var source } conversion:
                return source switch
                {
                    MetadataType.Single or MetadataType.Double when conversion.Type.MetadataType == MetadataType.Double =>
                        BoundOf(conversion.Source, depth - 1),
                    MetadataType.SByte or MetadataType.Byte or MetadataType.Int16 or MetadataType.UInt16 or MetadataType.Char or MetadataType.Boolean
                        or MetadataType.Int32 or MetadataType.UInt32 or MetadataType.Int64 or MetadataType.UInt64 => ulong.MaxValue,
                    _ => double.PositiveInfinity,
                };
            case Unary { Op: UnaryOp.Neg }:
                return BoundOf(((Unary)value).Operand(0), depth - 1);
            case Binary { Type.MetadataType: MetadataType.Double } binary:
                return binary.Op switch
                {
                    BinaryOp.Add or BinaryOp.Sub => BoundOf(binary.Left, depth - 1) + BoundOf(binary.Right, depth - 1),
                    BinaryOp.Mul => Product(BoundOf(binary.Left, depth - 1), BoundOf(binary.Right, depth - 1)),
                    BinaryOp.Div when binary.Right is Constant { Content: double d } && Math.Abs(d) > 1 / Huge => BoundOf(binary.Left, depth - 1) / Math.Abs(d),
                    _ => double.PositiveInfinity,
                };
            case Select select:
                return Math.Max(BoundOf(select.Operand(1), depth - 1), BoundOf(select.Operand(2), depth - 1));
            default:
                return double.PositiveInfinity;
        }
    }

    private static double Product(double a, double b) => double.IsInfinity(a) || double.IsInfinity(b) ? double.PositiveInfinity : a * b;

    public static bool IsOnNumbers(Call call) => Array.IndexOf(ScalarTypes, call.Method.DeclaringType.FullName) >= 0;

    /// <summary>
    /// Backwards over the graph, like expressions that are sure to be computed: the values that are used, on every way from where they are known to the
    /// end, by something that is infinite or NaN when they are, up to the result.
    /// </summary>
    private sealed class TellingValues(MethodIR method)
    {
        private readonly Dictionary<Block, HashSet<Value>> atStart = [];
        private readonly HashSet<Value> found = [];

        public HashSet<Value> Find()
        {
            var order = BackwardOrder();
            bool changed;
            do
            {
                changed = false;
                found.Clear();
                foreach (var block in order)
                {
                    if (AtEnd(block) is not { } values)
                        continue;
                    Back(block, values);
                    if (atStart.TryGetValue(block, out var before) && before.Count == values.Count)
                        continue;
                    atStart[block] = values;
                    changed = true;
                }
            }
            while (changed);
            return found;
        }

        private List<Block> BackwardOrder()
        {
            List<Block> order = [.. Dominators.Of(method).ReversePostorder];
            order.Reverse();
            return order;
        }

        /// <summary>Null for everything: on a way that comes to no end, or has not been looked at yet.</summary>
        private HashSet<Value>? AtEnd(Block block)
        {
            if (block.Terminator is Return { Result: { } result })
                return method.Types.IsFloat(result.Type) ? [result] : [];
            if (block.Terminator is Return)
                return [];
            HashSet<Value>? values = null;
            foreach (var edge in block.Terminator!.Edges)
            {
                if (!atStart.TryGetValue(edge.Target, out var there))
                    continue;
                var passed = edge.Arguments.Where((_, i) => there.Contains(edge.Target.Parameters[i])).ToList();
                var here = new HashSet<Value>(there);
                here.ExceptWith(edge.Target.Parameters);
                here.UnionWith(passed);
                if (values is null)
                    values = here;
                else
                    values.IntersectWith(here);
            }
            return values;
        }

        private void Back(Block block, HashSet<Value> values)
        {
            foreach (var instruction in block.InstructionsBackwards)
            {
                if (!values.Remove(instruction))
                    continue;
                found.Add(instruction);
                foreach (var operand in Told(instruction).Where(o => o is TrackedValue))
                    values.Add(operand);
            }
        }

        private static IEnumerable<Value> Told(Instruction instruction) => instruction switch
        {
            Binary { Op: BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul } binary => [binary.Left, binary.Right],
            Binary { Op: BinaryOp.Div or BinaryOp.Rem } quotient => [quotient.Left],
            Unary { Op: UnaryOp.Neg } or IR.Convert => [instruction.Operand(0)],
            Call { OperandCount: 1 } call when IsOnNumbers(call) && Telling.Contains(call.Method.Name) => [call.Operand(0)],
            _ => [],
        };
    }
}
