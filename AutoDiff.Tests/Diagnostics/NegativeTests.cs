using System.Text.RegularExpressions;
using AutoDiff.Tests.Support;
using AutoDiff.Tests.WhileTyping;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>
/// Programs that must not be differentiated, and exactly what is said about them. <c>/*n*/</c> in a source stands before the place that the
/// n-th line reports.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed partial class NegativeTests
{
    private const string Lost =
        "the derivative is lost: a value that depends on the differentiation parameters goes through an integer or a key and back. If it is meant to be "
        + "constant, say so with WithoutDerivative(…)";

    [Test, Raises("AD1001"), Raises("AD1003")]
    public void A_native_function_without_rule() => Check(
        """
        static class Native
        {
            [DllImport("special")] public static extern double Cdf(double x);
        }
        static class Black
        {
            public static double Value(double x)
            {
                double scaled = 2 * x;
                /*1*/return x * Native.Cdf(scaled);
            }
        }
        static class Program
        {
            static double Loss(double x) => Black.Value(x) + 1;

            static double Slope()
            {
                /*2*/return Gradient(at: 3.0, of: Loss);
            }
        }
        """,
        "error AD1003: cannot differentiate 'Native.Cdf' called from 'Black.Value': it has no IL (P/Invoke) and no rule. "
        + "Register a rule with [Pullback(typeof(Native), \"Cdf\")] or cut the derivative with WithoutDerivative(…); "
        + "while differentiating Program.Loss (Test.cs:15) -> Black.Value (Test.cs:10)",
        "error AD1001: 'Program.Loss' is not differentiable: AD1003 at Test.cs(10,14).");

    [Test, Raises("AD1002")]
    public void A_framework_method_without_rule() => Check(
        """
        static class Program
        {
            [Differentiable]
            static double Loss(double x)
            {
                /*1*/return Convert.ToDouble(x) * x;
            }
        }
        """,
        "error AD1002: cannot differentiate 'Convert.ToDouble' called from 'Program.Loss': its IL is not visible at build time and it has no rule. "
        + "Register a rule with [Pullback(typeof(Convert), \"ToDouble\")] or cut the derivative with WithoutDerivative(…).");

    [TestCase("new[] { 1.0, 2 }.AsParallel().Sum(v => v * x)", "'ParallelEnumerable.AsParallel'", "Leave out AsParallel(), or use Parallel.For.")]
    [TestCase("System.Numerics.Vector.Sum(new System.Numerics.Vector<double>(x))", "'new Vector'", "or use Vector2, Vector3 or Vector4.")]
    [TestCase("System.Runtime.Intrinsics.Vector256.Sum(System.Runtime.Intrinsics.Vector256.Create(x))", "'Vector256.Create'", "Vector3 or Vector4.")]
    [TestCase("(double)new System.Collections.ArrayList { x }[0]!", "'ArrayList.Add'", "Use a List<…>, Dictionary<…>, Queue<…> or Stack<…> of the type")]
    [TestCase("Objects(new List<object> { x })", "'List.GetEnumerator'", "Go through it by index, or use a List<…> of the type that is meant")]
    [TestCase("Loop(x)", "'Parallel.For'", "Leave the state out")]
    [TestCase("new Parts { x }[0]", "'new Collection'", "Derive it from List<…> or Dictionary<…>, or keep the container in a field")]
    [TestCase("new System.Collections.Concurrent.ConcurrentBag<double> { x }.Sum()", "'ConcurrentBag.Add'", "or a List<…> under a lock.")]
    [TestCase("new HashSet<double> { x }.Sum()", "AD1004", "in a container that keeps what it is given as keys; a List<…> keeps numbers")]
    public void Advice_for_the_framework_s_own(string expression, string member, string advice)
    {
        var errors = TestWeaver.CompileAndWeave(
            $$"""
            using System.Collections.ObjectModel;
            using System.Linq;

            class Parts : Collection<double>;

            static class Program
            {
                [Differentiable]
                static double Loss(double x) => {{expression}};

                static double Objects(List<object> all)
                {
                    double sum = 0;
                    foreach (object one in all)
                        sum += (double)one;
                    return sum;
                }

                static double Loop(double x)
                {
                    double[] all = new double[3];
                    System.Threading.Tasks.Parallel.For(0, 3, (i, state) => all[i] = x * i);
                    return all[2];
                }
            }
            """).Diagnostics;
        Assert.That(errors, Has.Exactly(1).Contains(member).And.Contains(advice));
        Assert.That(errors, Has.None.Contains("[Pullback(").Or.Contains("PiecewiseConstant"));
    }

    [Test, Raises("AD1006"), Raises("AD1009")]
    public void Arguments_and_results_that_something_else_stands_for() => Check(
        """
        static class Program
        {
            static double Kept(Dictionary<string, double>.ValueCollection scale, double x) => scale.Sum() * x;
            static (ArraySegment<double>, double) Queued(double x) => (new ArraySegment<double>(), x);

            static void Use()
            {
                /*1*/Gradient(at: (new Dictionary<string, double>().Values, 3.0), of: Kept);
                /*2*/Pullback(at: 3.0, of: Queued);
                var queue = new Dictionary<string, double>().Values;
                /*3*/Dot(queue, queue);
            }
        }
        """,
        "error AD1006: cannot differentiate 'Program.Kept' as it is: inside of differentiated code something else stands for "
        + "'ValueCollection<string, double>', "
        + "which can neither be an argument of an operator's function nor its result. Hand over an array, and make the other of it inside.",
        "error AD1006: cannot differentiate 'Program.Queued' as it is: inside of differentiated code something else stands for 'ArraySegment<double>', "
        + "which can neither be an argument of an operator's function nor its result. Hand over an array, and make the other of it inside.",
        "error AD1009: 'Dot' of 'ValueCollection<string, double>': the type has no tangent.");

    [TestCase(true), TestCase(false), Raises("AD1006")]
    public void An_asynchronous_method(bool release)
    {
        var diagnostics = TestWeaver.CompileAndWeave(
            """
            static class Program
            {
                static async Task<double> Late(double x)
                {
                    await Task.Yield();
                    return x * x;
                }
                static double Slope() => Gradient(at: 2.0, of: x => Late(x).Result);
            }
            """,
            release).Diagnostics;
        Assert.That(
            diagnostics,
            Has.Some.Match(@"^Test\.cs\([45],\d+\): error AD1006: cannot differentiate 'Program\.Late': it is asynchronous, and when it goes on "));
    }

    [Test, Raises("AD1006")]
    public void A_generic_method_that_nobody_uses() => Check(
        """
        static class Program
        {
            public static double Slope<T>(double x, T tag)
            {
                /*1*/return Gradient(at: x, of: y => tag is null ? 0 : y * y);
            }

            public static T Step<T>(T x)
            {
                /*2*/return Moved(x, along: x);
            }
        }
        """,
        "error AD1006: cannot differentiate 'lambda in Program.Slope': it depends on a type parameter of 'Program.Slope', and nothing in this assembly says "
        + "which types that stands for. "
        + "Use 'Program.Slope' here with the types that are wanted, or create the function where they are known.",
        "error AD1006: 'Moved' of a type parameter: the numbers in 'T' are not known, because nothing in this assembly says which types 'Program.Step' is "
        + "used with. "
        + "Use 'Program.Step' here with the types that are wanted, or call 'Moved' where they are known.");

    [Test, Raises("AD1004"), Raises("AD1009"), Raises("AD1010")]
    public void Implementations_of_marked_members() => Check(
        """
        interface IModel
        {
            [Differentiable] double Value(double x);
            [Differentiable] double Slope { get; }
            [Differentiable] int Count(double x);
            [Differentiable("q")] double Named(double p);
        }
        class Fine
        {
            public double Value(double x) => (int)x * x;
        }
        struct Constant : IModel
        {
            public double Value(double x) => x;
            public double Slope => 0;
            public int Count(double x)
            =>
                /*1*/1;

            public double Named(double r)
            =>
                /*2*/r;

        }
        abstract class Base
        {
            [Differentiable] public abstract double F(double x);
            [Differentiable] public virtual double G(double x) => x * x;
        }
        abstract class Middle : Base
        {
            public override double F(double x)
            =>
                /*3*/(int)x * 3.0;

        }
        sealed class Leaf : Middle
        {
            private double k = 1;
            public override double G(double x)
            =>
                /*6*/Lost(x);

            static double Lost(double x)
            =>
                /*4*/(int)x * 2.0;

        }
        interface IMap<T>
        {
            [Differentiable] double Map(T x);
        }
        sealed class Wrong : IMap<double>, IMap<int>
        {
            double IMap<double>.Map(double x)
            =>
                /*5*/(int)x;

            double IMap<int>.Map(int x) => x;
        }
        """,
        "error AD1009: 'Constant.Count' implements 'IModel.Count', which is marked [Differentiable], but its result, int, has no tangent.",
        "error AD1010: [Differentiable] on 'Constant.Named' names 'q', which is not one of its parameters (r, this).",
        $"error AD1004: cannot differentiate 'Middle.F': {Lost} ('Middle.F' implements 'Base.F', which is marked [Differentiable].)",
        $"error AD1004: cannot differentiate 'Leaf.G': {Lost} ('Leaf.G' implements 'Base.G', which is marked [Differentiable].); while differentiating "
        + "Leaf.G (Test.cs:42) -> Leaf.Lost (Test.cs:46)",
        $"error AD1004: cannot differentiate 'Wrong.IMap<System.Double>.Map': {Lost} ('Wrong.IMap<System.Double>.Map' implements 'IMap.Map', which is "
        + "marked [Differentiable].)",
        "error AD1001: 'Leaf.G' is not differentiable: AD1004 at Test.cs(46,14). ('Leaf.G' implements 'Base.G', which is marked [Differentiable].)");

    [Test, Raises("AD1004"), Raises("AD1009")]
    public void Marked_constructors_properties_and_operators() => Check(
        """
        class Model
        {
            double scale; double[] values;
            [Differentiable] public Model(double x)
            {
                scale = x; values = new double[3];
                for (int i = 0; i < 3; i++) values[i] = x * i;
            }
            [Differentiable("x")] public Model(double x, double y) : this(x)
            {
                values[0] = y;
            }
            [Differentiable] public Model(double x, bool b)
            {
                /*1*/scale = (int)x;
                values = [];
            }
        }
        class Empty
        {
            int n;
            [Differentiable] /*2*/public Empty(double x) { n = (int)x; }
        }
        struct Number(double a)
        {
            readonly double a = a;
            [Differentiable] public double Property
            {
                get
                =>
                    /*3*/(int)a;

            }
            [Differentiable] public static Number operator +(Number p, Number q)
            =>
                /*4*/new Number((int)q.a);

        }
        """,
        $"error AD1004: cannot differentiate 'new Model': {Lost}",
        "error AD1009: 'new Empty' is marked [Differentiable], but the object that it makes, Empty, has no tangent.",
        $"error AD1004: cannot differentiate 'Number.Property': {Lost}; while differentiating Number.Property (Test.cs:31) -> Number.Property (Test.cs:31)",
        $"error AD1004: cannot differentiate 'Number.operator +': {Lost}");

    [Test, Raises("AD1004"), Raises("AD1006"), Raises("AD1007"), Raises("AD1009")]
    public void Own_delegate_types() => Check(
        """
        [Differentiable] delegate double Loss(double x);
        [Differentiable] delegate double OnArray(double[] x);
        [Differentiable] delegate void NoResult(double x);
        [Differentiable] delegate double ByReference(ref double x);
        [Differentiable] delegate int NoTangent(double x);
        static class Program
        {
            static double Whole(double x)
            {
                /*1*/return (double)(int)x * x;
            }

            static Loss Use(Func<double, double> f)
            {
                /*7*/Loss loss = Whole;
                /*2*/NoResult a = x => { };
                /*3*/ByReference b = (ref double x) => x;
                /*4*/NoTangent c = x => (int)x;
                /*5*/return new Loss(f);
            }

            [Differentiable("x")]
            static double Call(OnArray f, double[] x)
            {
                double[] y = [x[0] * x[0]];
                /*6*/return f(y) * 2;
            }
        }
        """,
        $"error AD1004: cannot differentiate 'Program.Whole': {Lost}",
        "error AD1006: cannot differentiate 'lambda in Program.Use' as a 'NoResult': a differentiable delegate takes one to eight arguments, none of them "
        + "by reference, and returns a value.",
        "error AD1006: cannot differentiate 'lambda in Program.Use' as a 'ByReference': a differentiable delegate takes one to eight arguments, none of "
        + "them by reference, and returns a value.",
        "error AD1009: cannot differentiate 'lambda in Program.Use': its result, int, has no tangent.",
        "error AD1007: cannot differentiate a delegate of type 'Func<double, double>': what it calls is not known here. Convert the method or lambda "
        + "itself, or let the variable be a DifferentiableFunc.",
        "error AD1007: cannot differentiate 'Program.Call': a differentiable function that is not known here is given, or returns, arrays or objects that "
        + "depend on the differentiation parameters. "
        + "Call the method itself, or pass numbers, structs and tuples.",
        "error AD1001: 'Program.Whole' is not differentiable: AD1004 at Test.cs(10,14).");

    [Test, Raises("AD1011"), Raises("AD1013")]
    public void Tangents_of_another_type() => Check(
        """
        using System.Numerics;
        struct Tangent : IAdditionOperators<Tangent, Tangent, Tangent>, IAdditiveIdentity<Tangent, Tangent>
        {
            public double Weight;
            public static Tangent AdditiveIdentity => default;
            public static Tangent operator +(Tangent a, Tangent b) => new() { Weight = a.Weight + b.Weight };
        }
        struct Layer : IDifferentiable<Layer, Tangent>
        {
            public double Weight, Hidden;
            public Layer Moved(Tangent along) => this;
        }
        struct Turn(double c) : IDifferentiable<Turn, Tangent>
        {
            private double cosine = c;
            public double Cosine => cosine;
            public Turn Moved(Tangent along) => this;
        }
        class Model : IDifferentiable<Model, Tangent>
        {
            public double Weight = 1;
            public Model Moved(Tangent along) => this;
        }
        struct Rigid { public Turn Turn; public double Mass; }
        static class Program
        {
            [Pullback(typeof(Program), nameof(Known))]
            static Layer KnownPullback(Layer x, double result, double cotangent) =>
                /*1*/x;
            static double Known(Layer x) => x.Weight;
            static void Fields() => /*10*/Gradient(at: new Layer(), of: x =>
                /*2*/x.Weight * x.Hidden);
            static void Classes() =>
                /*3*/Gradient(at: new Model(), of: x => x.Weight);
            static void Containers() =>
                /*4*/Gradient(at: new Rigid(), of: x => x.Mass);
            static void Arrays() =>
                /*5*/Gradient(at: new[] { new Layer() }, of: x => x[0].Weight);
            static void Tuples() =>
                /*6*/Gradient(at: (new Layer(), 1.0), of: (x, y) => x.Weight * y);
            static void Results() =>
                /*7*/Pullback(at: 1.0, of: x => new Layer { Weight = x });
            static void Functions() =>
                /*8*/Gradient(of: (Layer x) => x.Weight);
            static void Sums() =>
                /*9*/Add(new Layer(), new Layer());
        }
        """,
        "error AD1011: rule 'Program.KnownPullback': the result must be the cotangents, expected: static Tangent KnownPullback(Layer x, double result, "
        + "double cotangent).",
        "error AD1013: cannot differentiate 'lambda in Program.Fields': 'Hidden' of 'Layer' has no counterpart in its tangent, 'Tangent'. "
        + "Give the tangent a field 'Hidden', mark it [NoDerivative], or read it through a property or method of 'Layer' that has a rule",
        "error AD1013: cannot differentiate 'lambda in Program.Classes': the class 'Model' implements IDifferentiable, which is supported for structs only.",
        "error AD1013: cannot differentiate 'lambda in Program.Containers': the tangent of 'Turn' is another type, which does not fit into what contains "
        + "it, 'Rigid', which is its own tangent.",
        "error AD1013: cannot differentiate 'lambda in Program.Arrays': the tangent of 'Layer' is another type, which does not fit into what contains it, "
        + "'Layer[]', which is its own tangent.",
        "error AD1013: cannot differentiate 'lambda in Program.Tuples': the tangent of 'Layer' is another type, and an operator takes such an argument by "
        + "itself only. "
        + "Let the other arguments be captured variables, or members of a type with a tangent of its own.",
        "error AD1013: cannot differentiate 'lambda in Program.Results': the tangent of its result, 'Layer', is another type. Return its parts, or a number "
        + "made of it.",
        "error AD1013: 'Gradient' of 'lambda in Program.Functions': the derivative with respect to a 'Layer' is a 'Tangent'. "
        + "Give the operator a point, at a place where it is known that its type implements IDifferentiable.",
        "error AD1013: 'Add' of 'Layer': its tangent is another type, 'Tangent'. Apply the operation to that.",
        "error AD1001: 'lambda in Program.Fields' is not differentiable: AD1013 at Test.cs(32,14).");

    [Test, Raises("AD1004"), Raises("AD1009")]
    public void Functions_in_generic_code() => Check(
        """
        class Optimiser<T>
        {
            static double Step(double x)
            {
                /*3*/return Gradient(at: x, of: y =>
                {
                    /*1*/return (double)(int)y * y;
                });
            }
        }
        static class Program
        {
            static T Own<T>(T x)
            {
                /*2*/return Gradient(at: x, of: y => y is null ? 0 : 1.0);
            }

            static int Use() => Own(1);
        }
        """,
        "error AD1004: cannot differentiate 'lambda in Step': the derivative is lost: a value that depends on the differentiation parameters goes through "
        + "an integer or a key and back. "
        + "If it is meant to be constant, say so with WithoutDerivative(…)",
        "error AD1009: cannot differentiate 'lambda in Program.Own': none of its arguments (int) has a tangent.",
        "error AD1001: 'lambda in Step' is not differentiable: AD1004 at Test.cs(7,18).");

    [Test, Raises("AD1004")]
    public void A_derivative_lost_in_an_integer() => Check(
        """
        static class Program
        {
            [Differentiable]
            static double Loss(double x)
            {
                /*1*/return x * (double)(int)x;
            }
        }
        """,
        "error AD1004: cannot differentiate 'Program.Loss': the derivative is lost: a value that depends on the differentiation parameters goes through an "
        + "integer or a key and back. "
        + "If it is meant to be constant, say so with WithoutDerivative(…)");

    [TestCase("static int Round(double x, int n) => n > 0 ? Round(x, n - 1) : (int)x;", "/*1*/return Round(x, 2) * x;", ". It became one at Test.cs(3,42)",
        TestName = "{m}(returned by a callee)")]
    [TestCase("static (int, double) Round(double x, int n) => n > 0 ? Round(x, n - 1) : ((int)x, x);",
        "/*1*/return Round(x, 2) is var (i, y) ? i * y : 0;", ". It became one at Test.cs(3,52)", TestName = "{m}(in a tuple)")]
    [TestCase("static long Round(double x, int n) => n > 0 ? Round(x, n - 1) : BitConverter.DoubleToInt64Bits(x);", "/*1*/return "
        + "BitConverter.Int64BitsToDouble(Round(x, 2)) * x;", ". It became one at Test.cs(3,43)", TestName = "{m}(as bits)")]
    [TestCase("static string Round(double x, int n) => n > 0 ? Round(x, n - 1) : x.ToString();",
        "/*1*/return double.Parse(Round(x, 2)) * x;", ". It became one at Test.cs(3,45)", TestName = "{m}(as text)")]
    [TestCase("sealed class S { public int N; public void Set(double x, int n) { if (n > 0) Set(x, n - 1); else N = (int)x; } } static S Make(double x) { "
        + "var s = new S(); s.Set(x, 2); return s; }", "/*1*/return Make(x).N * x;", ". It became one at Test.cs(3,102)",
        TestName = "{m}(stored by a callee)")]
    [TestCase("static int Get(int[] a, int i) => i > 100 ? Get(a, i - 100) : a[i];",
        "/*1*/return Get(new[] { (int)x }, 0) * x;", "", TestName = "{m}(read by a callee)")]
    [Raises("AD1004")]
    public void A_derivative_lost_across_calls(string helper, string statement, string beginning) => Check(
        $$"""
        static class Program
        {
            {{helper}}

            [Differentiable]
            static double Loss(double x)
            {
                {{statement}}
            }
        }
        """,
        "error AD1004: cannot differentiate 'Program.Loss': the derivative is lost: a value that depends on the differentiation parameters goes through an "
        + "integer or a key and back. "
        + "If it is meant to be constant, say so with WithoutDerivative(…)" + beginning);

    [Test, Raises("AD1005")]
    public void An_active_static_field() => Check(
        """
        static class Program
        {
            static double last;

            [Differentiable]
            static double Loss(double x)
            {
                if (x > 0)
                    /*1*/last = x * x;
                return last + x;
            }
        }
        """,
        "error AD1005: cannot differentiate 'Program.Loss': the static field 'Program.last' holds a value that depends on the differentiation parameters; "
        + "pass it as an argument or a result instead");

    [Test, Raises("AD1002")]
    public void An_override_that_changes_numbers() => Check(
        """
        sealed class Noted
        {
            public double V;
            public override string ToString() { V *= 2; return "noted"; }
        }
        static class Program
        {
            [Differentiable]
            static double Loss(double x)
            {
                var t = new Noted { V = x };
                /*1*/string text = string.Format("{0}", t);
                return t.V * x + text.Length;
            }
        }
        """,
        "error AD1002: cannot differentiate 'Program.Loss': 'Noted.ToString', which 'String.Format' may call here, changes what the result depends on, and "
        + "is not followed there. "
        + "Let 'ToString' leave that alone, or do it where it can be seen");

    [Test, Raises("AD1006")]
    public void A_handler_of_a_callee_that_writes() => CheckRelease(
        """
        static class Program
        {
            [Differentiable]
            static double Loss(double[] x)
            {
                /*2*/double y = 1;
                try
                {
                    Fill(x, 7);
                }
                catch (IndexOutOfRangeException)
                {
                    y = x[0] * 2;
                }
                return y * x[1];
            }

            static void Fill(double[] x, int n)
            {
                for (int i = 0; i < n; i++)
                    x[i] = Math.Sin(x[i]) * i;
                if (n > 0)
                    /*1*/Fill(x, n - 1);
                x[0] += n;
            }
        }
        """,
        "error AD1006: cannot differentiate 'Program.Loss': 'Fill' may throw after it has written active values to memory, and the result depends on the "
        + "handler that catches it; "
        + "let it return what it computes, or test for the failure before it writes; while differentiating Program.Loss (Test.cs:9) -> Program.Fill "
        + "(Test.cs:23)",
        "error AD1001: 'Program.Loss' is not differentiable: AD1006 at Test.cs(23,18).");

    [Test, Raises("AD1006")]
    public void A_filter_that_reads_what_is_cleaned_up() => CheckRelease(
        """
        static class Program
        {
            static int depth;

            [Differentiable]
            static double Own(double x, int n)
            {
                double y = x;
                bool inside = false;
                try
                {
                    inside = true;
                    try
                    {
                        y /= 10 / n;
                    }
                    finally
                    {
                        inside = false;
                    }
                }
                catch (DivideByZeroException) /*1*/when (inside)
                {
                    y = x * y;
                }
                return y;
            }

            [Differentiable]
            static double OfCallee(double x)
            {
                try
                {
                    return Deeper(x) * x;
                }
                catch (ArithmeticException) /*2*/when (depth > 0)
                {
                    return x * x;
                }
            }

            static double Deeper(double x)
            {
                depth++;
                try
                {
                    return x > 1 ? throw new ArithmeticException() : x;
                }
                finally
                {
                    depth--;
                }
            }
        }
        """,
        "error AD1006: cannot differentiate 'Program.Own': the result depends on an exception handler whose filter ('when') has to run before what cleans up: "
        + "a 'finally' block inside of its 'try' block writes a local variable that its filter reads, or reads one that the filter writes. "
        + "Test in the handler instead, or for the failure beforehand",
        "error AD1006: cannot differentiate 'Program.OfCallee': the result depends on an exception handler whose filter ('when') has to run before what cleans "
        + "up: a 'finally' block in a method that is called in its 'try' block writes the static field 'depth', which its filter reads. "
        + "Test in the handler instead, or for the failure beforehand");

    [Test, Raises("AD1006")]
    public void A_query_over_an_iterator_with_effects() => Check(
        """
        using System.Linq;

        sealed class Total
        {
            public double Sum;
        }

        static class Program
        {
            [Differentiable]
            static double Loss(double[] x)
            {
                var total = new Total();
                /*1*/double first = Counting(x, total).TakeWhile(v => v < 2).Sum();
                return first * total.Sum;
            }

            static IEnumerable<double> Counting(double[] x, Total total)
            {
                foreach (double v in x)
                {
                    total.Sum += v;
                    yield return v;
                }
            }
        }
        """,
        "error AD1006: cannot differentiate 'Program.Loss': 'TakeWhile' runs through an iterator that changes memory, throws, has no end or has other effects, "
        + "and would not run to the end of it at once; "
        + "call Take() or ToArray() on what the iterator returns; while differentiating Program.Loss (Test.cs:14) -> "
        + "PartImplementations.TakeWhile (AutoDiff.Implementations.PartImplementations::TakeWhile, IL_…) -> Sequences.ToArray "
        + "(AutoDiff.Implementations.Sequences::ToArray, IL_…)");

    [Test, Raises("AD1006")]
    public void A_query_over_an_iterator_without_end() => Check(
        """
        using System.Linq;

        static class Program
        {
            [Differentiable]
            static double Loss(double x)
            {
                /*1*/return Powers(x).Select(v => v * x).Take(4).Sum() + Powers(x).Take(3).Sum();
            }

            static IEnumerable<double> Powers(double x)
            {
                for (double v = 1; ; v *= x)
                    yield return v;
            }
        }
        """,
        "error AD1006: cannot differentiate 'Program.Loss': 'Select' runs through an iterator that changes memory, throws, has no end or has other effects, "
        + "and would not run to the end of it at once; "
        + "call Take() or ToArray() on what the iterator returns; while differentiating Program.Loss (Test.cs:8) -> "
        + "ProjectionImplementations.Select (AutoDiff.Implementations.ProjectionImplementations::Select, IL_…) -> Sequences.ToArray "
        + "(AutoDiff.Implementations.Sequences::ToArray, IL_…)");

    [Test]
    public void An_object_whose_content_is_not_visible() => Check(
        """
        static class Program
        {
            [Differentiable]
            static double Loss(double x)
            {
                /*1*/var box = new System.Runtime.CompilerServices.StrongBox<double>(x);
                return box.Value * x;
            }
        }
        """,
        "error AD1006: cannot differentiate 'Program.Loss': an active value is put into a new 'StrongBox'");

    [Test]
    public void A_query_whose_source_changes() => Check(
        """
        static class Program
        {
            [Differentiable]
            static double Loss(double[] x)
            {
                /*1*/IEnumerable<double> squares = System.Linq.Enumerable.Select(x, v => v * v);
                x[0] *= 3;
                return System.Linq.Enumerable.Sum(squares);
            }
        }
        """,
        "error AD1006: cannot differentiate the query that 'Enumerable.Select' makes in 'Program.Loss': the query is deferred and something it reads "
        + "changes before it is used; "
        + "call ToArray() or ToList() where it is made. See Test.cs(7,9)");

    [Test]
    public void A_query_whose_captured_variable_changes() => Check(
        """
        static class Program
        {
            [Differentiable]
            static double Loss(double[] x)
            {
                double k = 2;
                /*1*/IEnumerable<double> scaled = System.Linq.Enumerable.Where(x, v => v > k);
                k = x[0];
                return System.Linq.Enumerable.Sum(scaled);
            }
        }
        """,
        "error AD1006: cannot differentiate the query that 'Enumerable.Where' makes in 'Program.Loss': the query is deferred and something it reads changes "
        + "before it is used; "
        + "call ToArray() or ToList() where it is made. See Test.cs(8,9)");

    [Test]
    public void A_query_that_counts_what_is_added() => Check(
        """
        static class Program
        {
            [Differentiable]
            static double Loss(double[] x)
            {
                List<double> list = new List<double>();
                /*1*/IEnumerable<double> scaled = System.Linq.Enumerable.Select(x, v => v * list.Count);
                list.Add(x[0]);
                return System.Linq.Enumerable.Sum(scaled);
            }
        }
        """,
        "error AD1006: cannot differentiate the query that 'Enumerable.Select' makes in 'Program.Loss': the query is deferred and something it reads changes "
        + "before it is used; "
        + "call ToArray() or ToList() where it is made. See Test.cs(8,9)");

    [Test]
    public void A_query_over_an_iterator_that_writes_what_the_query_reads() => Check(
        """
        static class Program
        {
            [Differentiable]
            static double Loss(double x)
            {
                List<double> log = new List<double>();
                /*1*/return System.Linq.Enumerable.Sum(System.Linq.Enumerable.Select(Steps(x, log), v => v * log.Count));
            }

            static IEnumerable<double> Steps(double x, List<double> log)
            {
                for (int i = 0; i < 3; i++)
                {
                    log.Add(x);
                    yield return x * x;
                }
            }
        }
        """,
        "error AD1006: cannot differentiate 'Program.Loss': 'Select' runs through an iterator that changes memory, throws, has no end or has other effects, "
        + "and would not run to the end of it at once; "
        + "call Take() or ToArray() on what the iterator returns; while differentiating Program.Loss (Test.cs:7) -> "
        + "ProjectionImplementations.Select (AutoDiff.Implementations.ProjectionImplementations::Select, IL_…) -> Sequences.ToArray "
        + "(AutoDiff.Implementations.Sequences::ToArray, IL_…)");

    [Test, Raises("AD1007")]
    public void An_opaque_delegate() => Check(
        """
        static class Program
        {
            static double Slope(Func<double, double> f)
            {
                /*1*/return Gradient(at: 1.0, of: new DifferentiableFunc<double, double>(f));
            }
        }
        """,
        "error AD1007: cannot differentiate a delegate of type 'Func<double, double>': what it calls is not known here. "
        + "Convert the method or lambda itself, or let the variable be a DifferentiableFunc.");

    [Test, Raises("AD1008")]
    public void A_virtual_call() => Check(
        """
        interface IModel { double Value(double x); }
        static class Program
        {
            [Differentiable("x")]
            static double Loss(IModel model, double x)
            {
                /*1*/return model.Value(x);
            }
        }
        """,
        "error AD1008: cannot differentiate the virtual call of 'IModel.Value' in 'Program.Loss': the method that runs is not known at build time. "
        + "Make the class or method sealed, or call a non-virtual method.");

    [Test, Raises("AD1009")]
    public void Nothing_to_differentiate() => Check(
        """
        static class Program
        {
            [Differentiable]
            static string Name(double x) => /*1*/"x";

            static int Slope()
            {
                /*2*/return Gradient(at: 3, of: (int n) => 2.0 * n);
            }
        }
        """,
        "error AD1009: 'Program.Name' is marked [Differentiable], but its result, string, has no tangent.",
        "error AD1009: cannot differentiate 'lambda in Program.Slope': none of its arguments (int) has a tangent.");

    [Test, Raises("AD2001")]
    public void A_derivative_that_is_always_zero() => Check(
        """
        static class Program
        {
            static double Slope()
            {
                /*1*/return Gradient(at: 3.0, of: x => 42.0);
            }
        }
        """,
        "warning AD2001: the result of 'lambda in Program.Slope' does not depend on what it is differentiated with respect to: the derivative is always zero.");

    [Test, Raises("AD1010")]
    public void An_unknown_parameter() => Check(
        """
        static class Program
        {
            [Differentiable("rate")]
            static double Value(double spot, double rates) => /*1*/spot * rates;

            [Differentiable("count")]
            static double Scaled(double spot, int count) => /*2*/spot * count;
        }
        """,
        "error AD1010: [Differentiable] on 'Program.Value' names 'rate', which is not one of its parameters (spot, rates).",
        "error AD1010: [Differentiable] on 'Program.Scaled' names 'count', whose type, int, has no tangent.");

    [Test, Raises("AD1011")]
    public void An_invalid_rule() => Check(
        """
        static class Special
        {
            public static double Erf(double x) => x;
        }
        static class Rules
        {
            [Pullback(typeof(Special), nameof(Special.Erf))]
            static double ErfPullback(double x, double cotangent) => /*1*/cotangent;

            [Pullback(typeof(Special), "Erfc")]
            static double ErfcPullback(double x, double result, double cotangent) => /*2*/cotangent;
        }
        """,
        "error AD1011: rule 'Rules.ErfPullback': the signature does not fit 'Special.Erf', expected: static double ErfPullback(double x, double result, "
        + "double cotangent).",
        "error AD1011: rule 'Rules.ErfcPullback': there is no 'Special.Erfc'.");

    [Test, Raises("AD1011")]
    public void An_invalid_rule_over_arrays() => Check(
        """
        static class Native
        {
            public static double First(double[] a, double k) => a[0];
            public static void Fill(double[] a) { }
            public static double Middle(ReadOnlySpan<float> a) => 0;
            public static ReadOnlySpan<double> Part(double[] a) => a;
        }
        static class Rules
        {
            [Pullback(typeof(Native), nameof(Native.First))]
            static double FirstPullback(double[] a, double k, double result, double cotangent, float[] aCotangent) => /*1*/0;

            [Differential(typeof(Native), nameof(Native.First))]
            static float FirstDifferential(double[] a, double k, double result, double[] aTangent, double kTangent) => /*2*/0;

            [Pullback(typeof(Native), nameof(Native.Fill))]
            static double FillPullback(double[] a, double[] aCotangent) => /*3*/0;

            [Differential(typeof(Native), nameof(Native.Fill), Writes = ["b"])]
            static void FillDifferential(double[] a, double[] aTangent) => /*4*/_ = a;

            [Pullback(typeof(Native), nameof(Native.Middle))]
            static void MiddlePullback(ReadOnlySpan<float> a, double result, double cotangent, ReadOnlySpan<float> aCotangent) => /*5*/_ = result;

            [Pullback(typeof(Native), nameof(Native.Part))]
            static void PartPullback(double[] a, ReadOnlySpan<double> result, ReadOnlySpan<double> cotangent, double[] aCotangent) => /*6*/_ = a;
        }
        """,
        "error AD1011: rule 'Rules.FirstPullback': the signature does not fit 'Native.First', expected: static double FirstPullback(double[] a, double k, "
        + "double result, double cotangent, double[] aCotangent).",
        "error AD1011: rule 'Rules.FirstDifferential': the result must be the tangent of the result, expected: static double FirstDifferential(double[] a, "
        + "double k, double result, double[] aTangent, double kTangent).",
        "error AD1011: rule 'Rules.FillPullback': cotangents of arrays and spans are added to, not returned, expected: static void FillPullback(double[] a, "
        + "double[] aCotangent).",
        "error AD1011: rule 'Rules.FillDifferential': Writes names 'b', which is no array or span of numbers among the arguments of the rule.",
        "error AD1011: rule 'Rules.MiddlePullback': the signature does not fit 'Native.Middle', expected: static void MiddlePullback(ReadOnlySpan<float> a, "
        + "double result, double cotangent, Span<float> aCotangent).",
        "error AD1011: rule 'Rules.PartPullback': 'Native.Part' returns a span, which rules cannot follow; let it return an array or write to a span that it "
        + "is given.");

    [Test, Raises("AD1011")]
    public void A_rule_that_leaves_an_array_out() => Check(
        """
        static class Program
        {
            static double Interpolated(double[] table, double x) => table[0] * x;

            [Pullback(typeof(Program), nameof(Interpolated))]
            static double Rule(double[] table, double x, double result, double cotangent) => table[0] * cotangent;

            static double Price(double[] table) => /*1*/Interpolated(table, 2.0);

            static double Slope(double x) => Interpolated([1.0], x);

            static double[] Go(double[] table)
            {
                _ = Gradient(at: 1.0, of: Slope);
                /*2*/return Gradient(at: table, of: Price);
            }
        }
        """,
        "error AD1011: cannot differentiate 'Program.Price': the rule 'Rule' gives no cotangent of the array or span that is argument 1 of 'Interpolated', "
        + "which holds values that depend on the differentiation parameters. Let it take the cotangents of arrays and spans, or name the other arguments in "
        + "WithRespectTo if that one is constant",
        "error AD1001: 'Program.Price' is not differentiable: AD1011 at Test.cs(8,49).");

    [Test, Raises("AD1012")]
    public void A_constant_parameter() => Check(
        """
        static class Program
        {
            [Differentiable("strike")]
            static double Value(double spot, [NoDerivative] double strike) => /*1*/spot - strike;
        }
        """,
        "error AD1012: [Differentiable] on 'Program.Value' names 'strike', which is marked [NoDerivative].");

    [Test, Raises("AD0003")]
    public void A_configured_method_that_is_missing() => Check(
        "public static class Program { public static double Value(double x) => x; }",
        configuration: """<AutoDiff><Differentiate Method="Program::Valeu" /><Differentiate Assembly="Third" Method="A::B" /></AutoDiff>""",
        expected: [
            "error AD0003: cannot find 'A::B': the project refers to no assembly 'Third'.",
            "error AD0003: cannot find 'Program::Valeu': 'Program' has no method 'Valeu'.",
        ]);

    [Test, Raises("AD0004")]
    public void A_library_that_is_missing()
    {
        var compiled = TestWeaver.Compile("static class Program { static double Slope() => Gradient(at: 1.0, of: x => x); }");
        Assert.That(
            TestWeaver.Weave(compiled, withLibrary: false).Diagnostics,
            Is.EqualTo(new[] { "Test.csproj(1,1): error AD0004: the assembly 'AutoDiff.Runtime' is not among the references of the project." }));
    }

    [Test]
    public void A_body_that_could_not_be_derived_throws_what_the_build_said()
    {
        var woven = TestWeaver.CompileAndWeave(
            """
            static class Program
            {
                [DllImport("special")] static extern double Cdf(double x);
                static double Slope() => Gradient(at: 3.0, of: x => Cdf(x));
            }
            """);
        Assert.That(
            () => woven.Call<double>("Program", "Slope"),
            Throws.InstanceOf<NotDifferentiableException>().With.Message.Contains("AD1003").And.Message.Contains("Cdf"));
    }

    private static void Check(string source, params string[] expected) => Check(source, "<AutoDiff />", expected);

    /// <summary>Where the first statement of a method is meant, which in Debug is its opening brace.</summary>
    private static void CheckRelease(string source, params string[] expected) => Check(source, "<AutoDiff />", expected, onlyRelease: true);

    private static void Check(string source, string configuration, string[] expected, bool onlyRelease = false)
    {
        var lines = expected.Select((text, i) => $"{(Place(source, $"/*{i + 1}*/") is { } place ? $"Test.cs({place})" : "Test.csproj(1,1)")}: {text}");
        foreach (var release in onlyRelease ? [true] : new[] { true, false })
        {
            // Where in the library's own IL something is, changes with every compiler.
            var actual = TestWeaver.CompileAndWeave(source, release, configuration).Diagnostics.Select(d => LibraryOffset().Replace(d, "$1, IL_…"));
            Assert.That(string.Join('\n', actual), Is.EqualTo(string.Join('\n', lines)),
                () => $"{(release ? "Release" : "Debug")}:\n{string.Join('\n', actual)}\n");
        }
        Typed.AgreesWithTheWeaver(source, expected);
    }

    [GeneratedRegex(@"(AutoDiff\.Implementations\.\w+::\w+), IL_[0-9a-f]{4}")]
    private static partial Regex LibraryOffset();

    private static string? Place(string source, string marker)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var line = Array.FindIndex(lines, l => l.Contains(marker, StringComparison.Ordinal));
        return line < 0 ? null : $"{line + 1},{lines[line].IndexOf(marker, StringComparison.Ordinal) + marker.Length + 1}";
    }
}
