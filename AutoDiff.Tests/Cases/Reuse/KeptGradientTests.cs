using static AutoDiff.DifferentialOperators;
using static AutoDiff.Tests.Cases.Reuse.Subjects;

namespace AutoDiff.Tests.Cases.Reuse;

/// <summary>Gradients whose memory is kept, and the memory of the tape.</summary>
public sealed class KeptGradientTests
{
    [Test]
    public void Points_of_other_lengths_come_and_go()
    {
        var valley = GradientOf<double[], double>(Valley);
        double[] other = [0.5, 1.5];
        double[] first = valley.At(At);
        Assert.That(first, Is.EqualTo(Gradient(at: At, of: Valley)));
        Expect.Bits(valley.ValueAt(At, out double[] second), Valley(At));
        Assert.That(second, Is.SameAs(first).And.EqualTo(Gradient(at: At, of: Valley)));
        Assert.That(valley.At(other), Is.EqualTo(Gradient(at: other, of: Valley)));
        Assert.That(valley.At(At), Is.EqualTo(Gradient(at: At, of: Valley)));
        double[] point = valley.At(At);
        Assert.That(valley.At(point), Is.Not.SameAs(point).And.EqualTo(Gradient(at: Gradient(at: At, of: Valley), of: Valley)));
        double[] into = new double[4];
        Assert.That(valley.Into(At, into).Gradient, Is.SameAs(into).And.EqualTo(Gradient(at: At, of: Valley)));
        Assert.Throws<ArgumentException>(() => valley.Into(At, other));
        Assert.Throws<ArgumentException>(() => valley.Into(other, other));
    }

    [Test]
    public void Objects_structs_and_several_arguments()
    {
        var loss = GradientOf<Model, double>(Loss);
        var grown = GradientOf<Model, double>(Grown);
        var pair = GradientOf<Pair, double>(OfPair);
        var weighted = GradientOf((double[] w, double b) => Weighted(w, b));
        var (expected, factor) = Gradient(at: (At, 2.0), of: (double[] w, double b) => Weighted(w, b));
        var larger = NewModel();
        larger.Layers.Add([5, 6]);
        for (int i = 0; i < 3; i++)
        {
            Expect.Bits(loss.ValueAt(NewModel(), out var gradient), Loss(NewModel()));
            Same(gradient, Gradient(at: NewModel(), of: Loss));
            Same(grown.At(NewModel()), Gradient(at: NewModel(), of: Grown));
            Expect.Bits(pair.At(new() { Values = At, Factor = 3 }).Factor, Gradient(at: new Pair { Values = At, Factor = 3 }, of: OfPair).Factor);
            var (byWeights, byFactor) = weighted.At((At, 2.0));
            Assert.That(byWeights, Is.EqualTo(expected));
            Expect.Bits(byFactor, factor);
        }

        Same(loss.At(larger), Gradient(at: larger, of: Loss));
        Same(loss.At(NewModel()), Gradient(at: NewModel(), of: Loss));
    }

    [Test]
    public void Nothing_is_allocated()
    {
        var valley = GradientOf<double[], double>(Valley);
        var loss = GradientOf<Model, double>(Loss);
        var pair = GradientOf<Pair, double>(OfPair);
        var weighted = GradientOf((double[] w, double b) => Weighted(w, b));
        var number = GradientOf((double x) => Math.Sin(x));
        var model = NewModel();
        Assert.Multiple(() =>
        {
            Assert.That(Bytes(() => valley.At(At)), Is.Zero);
            Assert.That(Bytes(() => loss.At(model)), Is.Zero);
            Assert.That(Bytes(() => pair.At(new() { Values = At, Factor = 3 })), Is.Zero);
            Assert.That(Bytes(() => weighted.At((At, 2.0))), Is.Zero);
            Assert.That(Bytes(() => number.At(2)), Is.Zero);
        });
    }

    [Test]
    public void After_an_exception_it_goes_on()
    {
        double limit = double.PositiveInfinity;
        double Guarded(Model m)
        {
            double sum = Grown(m);
            return sum > limit ? throw new InvalidOperationException() : sum;
        }

        var guarded = GradientOf<Model, double>(Guarded);
        guarded.At(NewModel());
        limit = -1000;
        Assert.Throws<InvalidOperationException>(() => guarded.At(NewModel()));
        limit = double.PositiveInfinity;
        Same(guarded.At(NewModel()), Gradient(at: NewModel(), of: Grown));
    }

    [Test]
    public void One_caller_at_a_time()
    {
        KeptGradient<double, double>? kept = null;
        double Again(double x) => x * (kept!.At(2) > 0 ? 1 : 2);
        kept = GradientOf<double, double>(x => x * WithoutDerivative(Again(x)));
        Assert.Throws<InvalidOperationException>(() => kept.At(1));
        Assert.Throws<InvalidOperationException>(() => kept.Into(1, 0));
    }

    [Test]
    public async Task A_tape_gives_back_what_it_does_not_need()
    {
        // A thread of its own has a tape of its own.
        var run = Task.Factory.StartNew(
            () =>
            {
                Assert.That(Tape.Statistics.BytesRented, Is.Zero);
                Gradient(at: 1.0, of: x => Repeated(x, 1_000_000));
                var large = Tape.Statistics;
                Assert.That(large.BytesRented, Is.GreaterThanOrEqualTo(8_000_000));
                Assert.That((large.BytesInUse, large.HighWaterMark), Is.EqualTo((0L, 8_000_000L)));
                Assert.That(large.BytesOfAllTapes, Is.GreaterThanOrEqualTo(large.BytesRented));
                double expected = Gradient(at: 1.0, of: x => Repeated(x, 100));
                for (int i = 0; i < 40; i++)
                    Expect.Bits(Gradient(at: 1.0, of: x => Repeated(x, 100)), expected);
                Assert.That(Tape.Statistics.BytesRented, Is.LessThanOrEqualTo(1 << 20));
                Assert.That(Tape.Statistics.HighWaterMark, Is.EqualTo(8_000_000));
                for (int i = 0; i < 40; i++)
                    Gradient(at: 1.0, of: x => Repeated(x, 300_000));
                Assert.That(Tape.Statistics.BytesRented, Is.GreaterThanOrEqualTo(2_400_000));
                Tape.Trim();
                Assert.That(Tape.Statistics.BytesRented, Is.Zero);
                Assert.That(Tape.Statistics.HighWaterMark, Is.EqualTo(8_000_000));
                Expect.Bits(Gradient(at: 1.0, of: x => Repeated(x, 100)), expected);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await run;
    }

    private static double Repeated(double x, int count)
    {
        for (int i = 0; i < count; i++)
            x = Math.Sin(x);
        return x;
    }
}
