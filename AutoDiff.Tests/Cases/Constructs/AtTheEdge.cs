using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>
/// Programs at the edge of what is supported, compiled and woven here so that a refusal does not stop the build of the tests: the derivative is right,
/// or it is refused by a located AD1006. It is never wrong, and the weaver does not fail.
/// </summary>
public sealed class AtTheEdge
{
    [Test]
    public void LoopWithTwoEntries() => RightOrRefused(0.8, """
        static double F(double x)
        {
            double y = x;
            int i = 0;
            if (x < 1)
                goto middle;
        top:
            y *= x;
        middle:
            y += Math.Sin(y);
            i++;
            if (i < 3)
                goto top;
            return y;
        }
        """);

    [TestCase(2)]
    [TestCase(0.5)]
    public void ReferenceReassigned(double x) => RightOrRefused(x, """
        static double F(double x)
        {
            var p = (A: x, B: x * x);
            ref double r = ref p.A;
            r += 1;
            if (x > 1)
                r = ref p.B;
            r *= x;
            return p.A * p.B;
        }
        """);

    [Test]
    public void InactiveCalleeThatCatches() => RightOrRefused(1.5, """
        static int Parse(string text)
        {
            try
            {
                return int.Parse(text);
            }
            catch (FormatException)
            {
                return -1;
            }
        }

        static double F(double x) => (x * Parse("12")) + (x * x * Parse("?"));
        """);

    [Test]
    public void InactiveEnumerationBesideActiveCode() => RightOrRefused(1.5, """
        static double F(double x)
        {
            int total = 0;
            foreach (int n in new[] { 3, 1, 2 }.OrderBy(n => n))
                total = (10 * total) + n;
            return x * x * total;
        }
        """);

    [Test]
    public void ActiveEnumeration() => RightOrRefused(1.5, """
        static double F(double x)
        {
            double r = x;
            foreach (int n in new List<int> { 3, 1, 2 })
                r = (r * x) + n;
            return r;
        }
        """);

    [Test]
    public void ActiveCodeInTry() => RightOrRefused(1.5, """
        static double F(double x)
        {
            try
            {
                return Math.Sin(x) * x;
            }
            finally
            {
                Console.Write("");
            }
        }
        """);

    [Test]
    public void ActiveArray() => RightOrRefused(1.5, """
        static double F(double x)
        {
            var a = new double[3];
            a[0] = x;
            a[1] = a[0] * x;
            a[2] = Math.Sin(a[1]);
            return a[2] * a[0];
        }
        """);

    [Test]
    public void ActiveObject() => RightOrRefused(1.5, """
        class Box { public double Content; }

        static double F(double x)
        {
            var box = new Box { Content = x };
            box.Content *= x;
            return box.Content + x;
        }
        """);

    [Test]
    public void ActiveClosure() => RightOrRefused(1.5, """
        static double F(double x)
        {
            Func<double, double> times = y => x * y;
            return times(x) + times(3);
        }
        """);

    [Test]
    public void ActiveVirtualCall() => RightOrRefused(1.5, """
        abstract class Shape { public abstract double Area(double x); }
        sealed class Square : Shape { public override double Area(double x) => x * x; }

        static double F(double x)
        {
            Shape shape = new Square();
            return shape.Area(x);
        }
        """);

    [Test]
    public void ActiveStackMemory() => RightOrRefused(1.5, """
        static double F(double x)
        {
            Span<double> s = stackalloc double[2];
            s[0] = x;
            s[1] = s[0] * x;
            return s[1];
        }
        """);

    [Test]
    public void ConstantMadeOfAnInteger() => Right(3.3, """
        static double F(double x) => x * (x - WithoutDerivative((double)(int)x));
        """);

    private static void RightOrRefused(double at, string function) => Check(at, function, mayBeRefused: true);

    private static void Right(double at, string function) => Check(at, function, mayBeRefused: false);

    private static void Check(double at, string function, bool mayBeRefused)
    {
        string source = $$"""
            public static class Program
            {
            {{function}}
                public static double Value(double x) => F(x);
                public static double Slope(double x) => Gradient(at: x, of: F);
            }
            """;
        foreach (bool release in new[] { true, false })
        {
            var woven = TestWeaver.CompileAndWeave(source, release);
            string[] errors = [.. woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal))];
            if (errors.Length > 0 && mayBeRefused)
            {
                Assert.That(errors, Has.Some.Contains("error AD1006: "), () => string.Join('\n', errors));
                Assert.That(errors, Has.All.StartsWith($"{TestWeaver.SourceName}("), () => string.Join('\n', errors));
                TestContext.Out.WriteLine("refused: " + errors[0]);
                continue;
            }

            Assert.That(errors, Is.Empty);
            Numeric.Slope(x => woven.Call<double>("Program", "Value", x), at, woven.Call<double>("Program", "Slope", at));
        }
    }
}
