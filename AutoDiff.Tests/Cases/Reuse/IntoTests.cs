using static AutoDiff.DifferentialOperators;
using static AutoDiff.Tests.Cases.Reuse.Subjects;

namespace AutoDiff.Tests.Cases.Reuse;

/// <summary>Gradients, Jacobians, Hessians and products in memory of the caller's.</summary>
public sealed class IntoTests
{
    [Test]
    public void An_array_is_overwritten_and_returned()
    {
        double[] into = [9, double.NaN, double.PositiveInfinity, -9];
        Assert.That(Gradient(at: At, of: Valley, into: into), Is.SameAs(into));
        Assert.That(into, Is.EqualTo(Gradient(at: At, of: Valley)));
        Gradient(at: At, into: into, of: x => 2 * Valley(x));
        Same(into, Gradient(at: At, of: x => 2 * Valley(x)));
        var (value, gradient) = ValueWithGradient(at: At, of: Valley, into: into);
        Expect.Bits(value, Valley(At));
        Assert.That(gradient, Is.SameAs(into));
        Assert.That(into, Is.EqualTo(Gradient(at: At, of: Valley)));
        float[] at = [1, 2, 3], single = [9, 9, 9];
        Expect.Bits(ValueWithGradient(at: at, into: single, of: Valley).Value, Valley(at));
        Assert.That(single, Is.EqualTo(Gradient(at: at, of: Valley)));
    }

    [Test]
    public void Attached_derivatives_write_there_too()
    {
        DifferentiableFunc<double[], double> valley = Valley, inPlace = InPlace;
        double[] into = [9, 9, 9, 9];
        Assert.That(Gradient(at: At, of: valley, into: into), Is.SameAs(into));
        Assert.That(into, Is.EqualTo(Gradient(at: At, of: Valley)));
        Expect.Bits(ValueWithGradient(at: At, of: inPlace, into: into).Value, InPlace([.. At]));
        Assert.That(into, Is.EqualTo(Gradient(at: At, of: InPlace)));
        DifferentiableFunc<Model, double> grown = Grown;
        var model = OtherModel();
        Same(Gradient(at: NewModel(), into: model, of: grown), Gradient(at: NewModel(), of: Grown));
        DifferentiableFunc<double[], double, double> weighted = Weighted;
        var (byWeights, byFactor) = Gradient(at: (At, 2.0), into: (into, 5.0), of: weighted);
        var (expected, factor) = Gradient(at: (At, 2.0), of: (double[] w, double b) => Weighted(w, b));
        Assert.That(byWeights, Is.SameAs(into).And.EqualTo(expected));
        Expect.Bits(byFactor, factor);
    }

    [Test]
    public void Nothing_is_allocated()
    {
        double[] into = new double[4];
        double sum = 0;
        DifferentiableFunc<double[], double> valley = Valley;
        DifferentiableFunc<double[], double, double> weighted = Weighted;
        Assert.Multiple(() =>
        {
            Assert.That(Bytes(() => Gradient(at: At, of: Valley, into: into)), Is.Zero);
            Assert.That(Bytes(() => sum += ValueWithGradient(at: At, of: Valley, into: into).Value), Is.Zero);
            Assert.That(Bytes(() => Gradient(at: At, of: valley, into: into)), Is.Zero);
            Assert.That(Bytes(() => sum += Gradient(at: (At, 2.0), of: (double[] w, double b) => Weighted(w, b), into: (into, 0.0)).Item2), Is.Zero);
            Assert.That(Bytes(() => sum += Gradient(at: (At, 2.0), of: weighted, into: (into, 0.0)).Item2), Is.Zero);
        });
    }

    [Test]
    public void What_a_function_writes_to_is_a_copy()
    {
        double[] into = [9, 9, 9, 9], second = [7, 7, 7, 7], at = [.. At];
        Expect.Bits(ValueWithGradient(at: at, of: InPlace, into: into).Value, InPlace([.. At]));
        Assert.That(into, Is.EqualTo(Gradient(at: At, of: InPlace)));
        Assert.That(at, Is.EqualTo(At));
        var (x, y) = Gradient(at: (at, At), into: (into, second), of: (double[] a, double[] b) => Across(a, b));
        var (first, other) = Gradient(at: (at, At), of: (double[] a, double[] b) => Across(a, b));
        Assert.That(x, Is.SameAs(into).And.EqualTo(first));
        Assert.That(y, Is.SameAs(second).And.EqualTo(other));
    }

    [Test]
    public void Objects_and_structs()
    {
        var into = OtherModel();
        var layers = into.Layers;
        Assert.That(Gradient(at: NewModel(), of: Loss, into: into), Is.SameAs(into));
        Same(into, Gradient(at: NewModel(), of: Loss));
        Assert.That(into.Layers, Is.SameAs(layers));
        Same(Gradient(at: NewModel(), of: Grown, into: into), Gradient(at: NewModel(), of: Grown));
        double[] values = [9, 9, 9, 9];
        var pair = Gradient(at: new Pair { Values = At, Factor = 3 }, into: new Pair { Values = values, Factor = 9 }, of: OfPair);
        var expected = Gradient(at: new Pair { Values = At, Factor = 3 }, of: OfPair);
        Assert.That(pair.Values, Is.SameAs(values).And.EqualTo(expected.Values));
        Expect.Bits(pair.Factor, expected.Factor);
        Expect.Bits(Gradient(at: 3.0, into: 9.0, of: x => x * x), 6);
    }

    [Test]
    public void Other_lengths_are_refused_with_both()
    {
        double[] at = [.. At];
        DifferentiableFunc<double[], double> valley = Valley;
        var error = Assert.Throws<ArgumentException>(() => Gradient(at: at, of: Valley, into: new double[3]))!;
        Assert.That(error.Message, Does.Contain("4 elements").And.Contain("3"));
        Assert.That(Assert.Throws<ArgumentException>(() => Gradient(at: at, of: valley, into: new double[5]))!.Message, Does.Contain("4").And.Contain("5"));
        Assert.Throws<ArgumentException>(() => Gradient(at: at, of: Valley, into: null!));
        var short1 = OtherModel();
        short1.Layers[1] = [1];
        Assert.Throws<ArgumentException>(() => Gradient(at: NewModel(), of: Loss, into: short1));
    }

    [Test]
    public void What_is_read_is_not_overwritten()
    {
        double[] at = [.. At], other = [1, 2, 3, 4];
        DifferentiableFunc<double[], double> valley = Valley;
        var model = NewModel();
        var mixed = OtherModel();
        mixed.Weights = model.Weights;
        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentException>(() => Gradient(at: at, of: Valley, into: at));
            Assert.Throws<ArgumentException>(() => Gradient(at: at, of: valley, into: at));
            Assert.Throws<ArgumentException>(() => Gradient(at: (at, other), of: (double[] a, double[] b) => a[0] * b[0], into: (other, new double[4])));
            Assert.Throws<ArgumentException>(() => Gradient(at: (at, at), of: (double[] a, double[] b) => a[0] * b[0], into: (other, other)));
            Assert.Throws<ArgumentException>(() => Gradient(at: model, of: Loss, into: mixed));
            Assert.Throws<ArgumentException>(() => HessianVectorProduct(at: at, along: other, of: valley, into: other));
            Assert.Throws<ArgumentException>(() => HessianVectorProduct(at: at, along: other, of: Valley, into: other));
            Assert.Throws<ArgumentException>(() => HessianVectorProduct(at: at, along: other, of: Valley, into: at));
            Assert.That(at, Is.EqualTo(At));
            Assert.That(other, Is.EqualTo(new double[] { 1, 2, 3, 4 }));
        });
    }

    [Test]
    public void After_an_exception_the_memory_can_be_used_again()
    {
        double limit = 1;
        double Guarded(double[] x)
        {
            double sum = Valley(x);
            return sum > limit ? throw new InvalidOperationException() : sum;
        }

        double[] into = [9, 9, 9, 9];
        Assert.Throws<InvalidOperationException>(() => Gradient(at: At, of: Guarded, into: into));
        limit = double.PositiveInfinity;
        Assert.That(Gradient(at: At, of: Guarded, into: into), Is.EqualTo(Gradient(at: At, of: Valley)));
    }

    [Test]
    public void Second_derivatives()
    {
        double[] along = [0.3, -0.7, 0.5, 1], into = [9, 9, 9, 9];
        DifferentiableFunc<double[], double> valley = Valley;
        double[] expected = HessianVectorProduct(at: At, along: along, of: Valley);
        Assert.That(HessianVectorProduct(at: At, along: along, into: into, of: Valley), Is.SameAs(into).And.EqualTo(expected));
        into[0] = 9;
        Assert.That(HessianVectorProduct(at: At, along: along, into: into, of: valley), Is.SameAs(into).And.EqualTo(expected));
        Assert.That(Bytes(() => HessianVectorProduct(at: At, along: along, into: into, of: Valley)), Is.Zero);
        double[,] matrix = new double[4, 4];
        matrix[0, 3] = 9;
        Hessian(at: At, of: Valley, into: matrix);
        Assert.That(matrix, Is.EqualTo(Hessian(at: At, of: Valley)));
        Assert.That(Assert.Throws<ArgumentException>(() => Hessian(at: At, of: Valley, into: new double[4, 3]))!.Message, Does.Contain("4 x 3"));
        var (byWeights, byFactor) = HessianVectorProduct(at: (At, 2.0), along: (along, 1.0), into: (into, 0.0), of: (double[] w, double b) => Weighted(w, b));
        var (weights, factor) = HessianVectorProduct(at: (At, 2.0), along: (along, 1.0), of: (double[] w, double b) => Weighted(w, b));
        Assert.That(byWeights, Is.SameAs(into).And.EqualTo(weights));
        Expect.Bits(byFactor, factor);
    }

    [Test]
    public void Jacobians()
    {
        double[,] into = new double[5, 4];
        into[0, 3] = 9;
        Jacobian(at: At, of: Residuals, into: into);
        Assert.That(into, Is.EqualTo(Jacobian(at: At, of: Residuals)));
        double[,] row = new double[1, 4];
        Jacobian(at: At, of: x => [x[0] * x[3]], into: row);
        Assert.That(row, Is.EqualTo(new double[,] { { At[3], 0, 0, At[0] } }));
        Assert.That(Assert.Throws<ArgumentException>(() => Jacobian(at: At, of: Residuals, into: row))!.Message, Does.Contain("5 x 4").And.Contain("1 x 4"));
    }

    [Test]
    public void Inside_what_is_differentiated()
    {
        static double Slopes(double[] x)
        {
            double[] slopes = new double[x.Length];
            slopes[1] = 9;
            Gradient(at: x, of: Valley, into: slopes);
            double sum = 0;
            foreach (double s in slopes)
                sum += s * s;
            return sum;
        }

        static double Plain(double[] x)
        {
            double sum = 0;
            foreach (double s in Gradient(at: x, of: Valley))
                sum += s * s;
            return sum;
        }

        double[] into = new double[4];
        Same(Gradient(at: At, of: Slopes, into: into), Gradient(at: At, of: Plain));
    }
}
