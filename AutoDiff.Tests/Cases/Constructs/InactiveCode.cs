using System.Globalization;
using System.Text;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Code through which no derivative flows may be anything at all.</summary>
public sealed class InactiveCode
{
    private static readonly List<string> s_log = [];

    [Test]
    public void ConsoleAndStrings()
    {
        static double F(double x, TextWriter output)
        {
            output.WriteLine("f is called");
            string text = $"x = {x.ToString("F3", CultureInfo.InvariantCulture)}";
            output.WriteLine(text + " " + text.Length);
            return text.Length > 3 ? x * x : x;
        }

        using var output = new StringWriter();
        var (value, slope) = ValueWithGradient(at: 1.5, of: x => F(x, output));
        Expect.Bits(value, 2.25);
        Expect.Near(slope, 3);
        Assert.That(output.ToString().ReplaceLineEndings("|"), Is.EqualTo("f is called|x = 1.500 9|"));
    }

    [Test]
    public void LinqAndCollections()
    {
        static double F(double x)
        {
            int[] numbers = [3, 1, 2];
            int total = numbers.Where(n => n > 1).Select(n => n * n).Sum();
            var names = new Dictionary<string, double> { ["a"] = 2, ["b"] = 3 };
            double weight = names.TryGetValue("b", out double w) ? w : 0;
            var builder = new StringBuilder();
            foreach (int n in numbers)
                builder.Append(n);
            return (x * total) + (weight * x * x) + builder.Length;
        }

        Numeric.Agrees(ValueWithGradient(at: 1.5, of: F), F, 1.5);
        Numeric.Agrees(ValueWithPullback(at: 1.5, of: F), F, 1.5);
    }

    [Test]
    public void ArraysReadAsData()
    {
        double[] measured = [1, 2.5, 4];
        static double F(double x, double[] measured)
        {
            double sum = 0;
            for (int i = 0; i < measured.Length; i++)
            {
                double error = (x * i) - measured[i];
                sum += error * error;
            }

            return sum;
        }

        Numeric.Agrees(ValueWithGradient(at: 1.5, of: x => F(x, measured)), x => F(x, measured), 1.5);
        Numeric.Agrees(ValueWithPullback(at: 1.5, of: x => F(x, measured)), x => F(x, measured), 1.5);
    }

    [Test]
    public void ObjectsReadAsData()
    {
        var settings = new Settings { Scale = 3, Name = "test", Inner = new Settings { Scale = 0.5 } };
        static double F(double x, Settings settings) =>
            settings.Name is null ? x : (x * x * settings.Scale) + (settings.Inner!.Scale * x * settings.Name.Length);

        Numeric.Agrees(ValueWithGradient(at: 1.5, of: x => F(x, settings)), x => F(x, settings), 1.5);
    }

    [Test]
    public void WritesToObjectsThatAreNotActive()
    {
        static double F(double x)
        {
            s_log.Add("called");
            var counter = new Settings();
            for (int i = 0; i < 4; i++)
            {
                counter.Scale += 2;
                x *= 1.5;
            }

            return x * s_log.Count * counter.Scale;
        }

        s_log.Clear();
        var (value, slope) = ValueWithGradient(at: 2.0, of: F);
        Assert.That(s_log, Has.Count.EqualTo(1), "the function ran exactly once");
        Expect.Near(slope, Math.Pow(1.5, 4) * 8);
        Expect.Near(value, 2 * slope);
    }

    [Test]
    public void DelegatesOfIntegers()
    {
        static double F(double x)
        {
            Func<int, int> twice = n => 2 * n;
            Action log = () => s_log.Add("x");
            log();
            return x * twice(4) * twice(x > 1 ? 1 : 2);
        }

        Numeric.Agrees(ValueWithGradient(at: 1.5, of: F), F, 1.5);
    }

    [Test]
    public void BoxingTypesAndPatterns()
    {
        static double F(double x)
        {
            object boxed = 5;
            object text = "abc";
            int n = boxed is int i and > 3 ? i : 0;
            int length = text switch { string { Length: > 2 } s => s.Length, null => 0, _ => 1 };
            return (x * n) + (x * x * length * typeof(double).Name.Length);
        }

        Numeric.Agrees(ValueWithGradient(at: 1.5, of: F), F, 1.5);
    }

    [Test]
    public void RandomNumbersAndDates()
    {
        static double F(double x)
        {
            var random = new Random(7);
            var date = new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc);
            double r = x;
            for (int i = 0; i < 3; i++)
                r += r * x * random.NextDouble() * date.AddDays(i).Day;
            return r;
        }

        Numeric.Agrees(ValueWithGradient(at: 0.5, of: F), F, 0.5);
        Numeric.Agrees(ValueWithPullback(at: 0.5, of: F), F, 0.5);
    }

    private sealed class Settings
    {
        public double Scale { get; set; }

        public string? Name { get; init; }

        public Settings? Inner { get; init; }
    }
}
