using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Constructs that meet: delegates, iterators, handlers, recursion and links between objects in one program.</summary>
public static class Combined
{
    public static double T_RecursionThatMayThrowAgain(double x, double y)
    {
        static double Step(double v, int n)
        {
            if (n == 0)
                throw new InvalidOperationException();
            try
            {
                return v * Step(v * 1.1, n - 1);
            }
            catch (InvalidOperationException)
            {
                if (n < 3)
                    throw;
                return v * v * n;
            }
        }

        return x * Step(y, 5);
    }

    public static double T_HandlerAfterSingleBlock(double x, double y)
    {
        static double Part(double v, int n) => n > 2 ? throw new InvalidOperationException() : n == 0 ? v : v * Part(v, n - 1);
        try
        {
            return x * Part(y, x > 1 ? 4 : 2);
        }
        catch (InvalidOperationException)
        {
            if (y > 1000)
                throw;
            return x * x * y;
        }
    }

    public static double T_DelegatesOfVirtualMembers(double x, double y)
    {
        Shape[] shapes = [new Square { Size = x }, new Disc { Size = y }];
        var measures = new List<Func<double, double>>();
        foreach (var shape in shapes)
        {
            measures.Add(shape.Area);
            measures.Add(shape.Edge);
        }

        double s = x;
        foreach (var measure in measures)
            s = measure(s) + y;
        return s;
    }

    [Shape("3")]
    public static double T_ChainWithFunctions(double[] xs)
    {
        var chain = new Layer
        {
            Weights = xs,
            Next = new Layer { Weights = [1, 2], Next = new Layer { Weights = [xs[0], xs[1]], Activation = z => z * z * xs[2] } },
        };
        return chain.Run(0.5);
    }

    [Shape("4")]
    public static double T_UsingInIterator(double[] xs)
    {
        var log = new double[1];
        double s = 0;
        foreach (double v in Metered(xs, log))
        {
            s += v;
            if (s > 3)
                break;
        }

        return s + log[0];
    }

    public static double T_UsingChosen(double x, double y)
    {
        var log = new[] { y };
        double s = 0;
        using (var meter = x > 1 ? new Meter(log) : new DoubleMeter(log))
        {
            meter.Content *= x;
            s += x * meter.Content;
        }

        return s * log[0];
    }

    public static double T_ScopesDisposed(double x, double y)
    {
        var log = new[] { y };
        IScope[] scopes = [new Squaring(log), new Scaling(log, x), new Squaring(log)];
        double s = x;
        foreach (var scope in scopes)
        {
            using (scope)
                s = scope.Apply(s);
        }

        return s + log[0];
    }

    [Shape("3")]
    public static double T_EnumeratorThatIsNotDisposed(double[] xs)
    {
        double s = 1;
        foreach (double v in Halves.Of(xs, 2))
            s = (s * 0.5) + (v * v);
        return s;
    }

    [Shape("4")]
    public static double T_IteratorsOverOneAnotherInLoop(double[] xs)
    {
        IEnumerable<double> items = xs;
        for (int i = 0; i < 3; i++)
        {
            int place = i;
            items = Mapped(items, v => v * xs[place]);
        }

        double s = 0;
        foreach (double v in items)
            s += v;
        return s;
    }

    public static double T_FirstOfAnIteratorWithoutEnd(double x, double y)
    {
        double s = y;
        foreach (double v in Powers(x).Take(5))
            s += v;
        return s + (Powers(y).ElementAt(3) * x);
    }

    public static void C_RelinkedArgument()
    {
        static double Insert(Link link)
        {
            link.Next = new Link { Content = link.Content * 2, Next = link.Next };
            return link.Product(5);
        }

        static double InsertByCallee(Link link)
        {
            link.Relink(3);
            return link.Product(5);
        }

        // c² · 2c · n is no product here: the last one counts twice.
        var at = new Link { Content = 1.5, Next = new Link { Content = 0.75 } };
        foreach (var pullback in new[] { ValueWithPullback(at: at, of: Insert).Pullback, ValueWithPullback(at: at, of: InsertByCallee).Pullback })
        {
            foreach (double cotangent in new[] { 1.0, -2.5, 1.0 })
            {
                var tangent = pullback(cotangent);
                Check.Equal(tangent.Content, cotangent * (4 * 1.5 * 0.75 * 0.75));
                Check.Equal(tangent.Next!.Content, cotangent * (2 * 1.5 * 1.5 * 2 * 0.75));
                Check.Equal(tangent.Next!.Next, null);
            }
        }

        Check.Equal(at.Next!.Next, null);
    }

    public static void C_NumberBesideReference()
    {
        static double Write(Holder holder)
        {
            holder.Part = new Part { Number = holder.Size * holder.Size * 3, Link = new Link { Content = holder.Size } };
            return (holder.Part.Number * 2) + holder.Part.Link!.Content;
        }

        var at = new Holder { Size = 1.5, Part = new Part { Number = 4, Link = new Link { Content = 2 } } };
        Check.Equal(Gradient(at: at, of: Write).Size, 19);
        var (value, pullback) = ValueWithPullback(at: at, of: Write);
        Check.Equal(value, 15);
        foreach (double cotangent in new[] { 1.0, 2.0, 1.0 })
        {
            var tangent = pullback(cotangent);
            Check.Equal(tangent.Size, 19 * cotangent);
            Check.Equal(tangent.Part.Number, 0);
            Check.Equal(tangent.Part.Link!.Content, 0);
        }
    }

    private static IEnumerable<double> Powers(double x)
    {
        for (double v = 1; ; v *= x)
            yield return v;
    }

    private static IEnumerable<double> Mapped(IEnumerable<double> items, Func<double, double> map)
    {
        foreach (double item in items)
            yield return map(item);
    }

    private static IEnumerable<double> Metered(double[] xs, double[] log)
    {
        using var meter = new Meter(log);
        foreach (double x in xs)
        {
            meter.Content *= x;
            yield return x * meter.Content;
        }
    }

    private class Meter(double[] log) : IDisposable
    {
        public double Content = 1;

        public void Dispose() => log[0] += Content;
    }

    private sealed class DoubleMeter(double[] log) : Meter(log), IDisposable
    {
        void IDisposable.Dispose()
        {
            Dispose();
            Content *= 2;
            Dispose();
        }
    }

    private interface IScope : IDisposable
    {
        double Apply(double v);
    }

    private sealed class Squaring(double[] log) : IScope
    {
        public double Apply(double v)
        {
            log[0] += v;
            return v * 2;
        }

        public void Dispose() => log[0] *= log[0];
    }

    private sealed class Scaling(double[] log, double by) : IScope
    {
        public double Apply(double v) => v * by;

        public void Dispose() => log[0] -= by;
    }

    private class Halves(double[] items)
    {
        private int _position = -1;

        public double Current => items[_position] * 0.5;

        public static Halves Of(double[] items, int depth) => depth == 0 ? new Halves(items) : Of(items, depth - 1);

        public Halves GetEnumerator() => this;

        public bool MoveNext() => ++_position < items.Length;
    }

    private abstract class Shape
    {
        public double Size;

        public abstract double Area(double scale);

        public virtual double Edge(double scale) => Size + scale;
    }

    private sealed class Square : Shape
    {
        public override double Area(double scale) => scale * Size * Size;
    }

    private sealed class Disc : Shape
    {
        public override double Area(double scale) => Math.Sin(scale) * Size;

        public override double Edge(double scale) => base.Edge(scale) * Size;
    }

    private sealed class Layer
    {
        public Func<double, double>? Activation;
        public double[] Weights = [];
        public Layer? Next;

        public double Run(double input)
        {
            double sum = 0;
            foreach (double weight in Weights)
                sum += weight * input;
            sum = Activation?.Invoke(sum) ?? sum;
            return Next is null ? sum : Next.Run(sum);
        }
    }

    private sealed class Link
    {
        public double Content;
        public Link? Next;

        public double Product(int depth) => depth == 0 ? Content : Content * (Next is null ? Content : Next.Product(depth - 1));

        public void Relink(int depth)
        {
            if (depth > 0)
                Relink(depth - 1);
            else
                Next = new Link { Content = Content * 2, Next = Next };
        }
    }

    private struct Part
    {
        public double Number;
        public Link? Link;
    }

    private sealed class Holder
    {
        public Part Part;
        public double Size;
    }
}
