using AutoDiff.Implementations;

namespace AutoDiff.Tests.Shadows;

internal sealed class SpanModelTests
{
    [Test]
    public void Every_model_has_the_members_it_needs()
    {
        double[] array = [1, 2, 3, 4, 5];
        SpanModel<double> span = SpanImplementations.AsSpan(array, 1, 3);
        ReadOnlySpanModel<double> view = span;
        span[0] = 9;
        double sum = 0;
        foreach (ref double x in span)
            x += 1;
        foreach (ref readonly double x in view)
            sum += x;
        Assert.Multiple(() =>
        {
            Assert.That(array, Is.EqualTo(new double[] { 1, 10, 4, 5, 5 }));
            Assert.That(sum, Is.EqualTo(19));
            Assert.That((span.Length, span.IsEmpty, SpanModel<double>.Empty.IsEmpty), Is.EqualTo((3, false, true)));
            Assert.That(span.Slice(1).ToArray(), Is.EqualTo(new double[] { 4, 5 }));
            Assert.That(view.Slice(1, 1).ToArray(), Is.EqualTo(new double[] { 4 }));
            Assert.That(span.Slice(1) == SpanImplementations.AsSpan(array, 2, 2), Is.True);
            Assert.That(new SpanModel<double>(null).ToArray(), Is.Empty);
            Assert.That(SpanImplementations.FromStack<double>(3).ToArray(), Is.EqualTo(new double[3]));
        });
    }

    [Test]
    public void Copies_overlap_rightly()
    {
        double[] array = [1, 2, 3, 4, 5];
        SpanModel<double> span = array;
        span.Slice(0, 4).CopyTo(span.Slice(1));
        Assert.That(array, Is.EqualTo(new double[] { 1, 1, 2, 3, 4 }));
        span.Slice(1).CopyTo(span);
        Assert.That(array, Is.EqualTo(new double[] { 1, 2, 3, 4, 4 }));
        Assert.That(span.TryCopyTo(span.Slice(1)), Is.False);
        ArrayImplementationTests.SameException(() => array.AsSpan().CopyTo(array.AsSpan(1)), () => span.CopyTo(span.Slice(1)));
        span.Slice(1, 2).Fill(7);
        span.Slice(3).Clear();
        Assert.That(array, Is.EqualTo(new double[] { 1, 7, 7, 0, 0 }));
    }

    [Test]
    public void Memory_is_a_span_to_be()
    {
        double[] array = [1, 2, 3];
        MemoryModel<double> memory = SpanImplementations.AsMemory(array, 1);
        ReadOnlyMemoryModel<double> view = memory;
        memory.Span[0] = 5;
        Assert.That(view.Slice(0, 1).ToArray(), Is.EqualTo(new double[] { 5 }));
        memory.CopyTo(array);
        Assert.That(array, Is.EqualTo(new double[] { 5, 3, 3 }));
        Assert.That((view.Length, memory.IsEmpty), Is.EqualTo((2, false)));
    }

    [Test]
    public void Parts_of_arrays()
    {
        double[] array = [1, 2, 3, 4];
        Assert.Multiple(() =>
        {
            Assert.That(SpanImplementations.AsSpan(array).ToArray(), Is.EqualTo(array));
            Assert.That(SpanImplementations.AsSpan(array, ^1).ToArray(), Is.EqualTo(new double[] { 4 }));
            Assert.That(SpanImplementations.AsSpan(array, 1..^1).ToArray(), Is.EqualTo(new double[] { 2, 3 }));
            Assert.That(SpanImplementations.AsMemory(array, ..2).ToArray(), Is.EqualTo(new double[] { 1, 2 }));
            Assert.That(SpanImplementations.AsSpan((double[]?)null, 0).IsEmpty, Is.True);
            Assert.That(SpanImplementations.SequenceEqual(SpanImplementations.AsSpan(array, 1), new double[] { 2, 3, 4 }), Is.True);
            Assert.That(SpanImplementations.SequenceEqual(SpanImplementations.AsSpan(array, 1), array), Is.False);
        });
        SpanImplementations.Reverse<double>(array);
        Assert.That(array, Is.EqualTo(new double[] { 4, 3, 2, 1 }));
        SpanImplementations.CopyTo([9.0], SpanImplementations.AsSpan(array, 2));
        Assert.That(array[2], Is.EqualTo(9));
    }

    [Test]
    public void Searches_and_sorting()
    {
        double[] array = [4, 1, 3, double.NaN, 2];
        var span = SpanImplementations.AsSpan(array, 1);
        Assert.That(SpanImplementations.IndexOf(span, 3), Is.EqualTo(array.AsSpan(1).IndexOf(3)));
        Assert.That(SpanImplementations.IndexOf(span, double.NaN), Is.EqualTo(array.AsSpan(1).IndexOf(double.NaN)));
        Assert.That((SpanImplementations.Contains(span, 2), SpanImplementations.Contains(span, 4)), Is.EqualTo((true, false)));
        SpanImplementations.Sort(span);
        Assert.That(array, Is.EqualTo(new double[] { 4, double.NaN, 1, 2, 3 }));
        SpanImplementations.Sort<double>(array, (a, b) => b.CompareTo(a));
        Assert.That(array, Is.EqualTo(new double[] { 4, 3, 2, 1, double.NaN }));
        SpanImplementations.Sort(default(SpanModel<double>));
    }

    [Test]
    public void Exceptions()
    {
        double[] array = [1, 2, 3];
        ArrayImplementationTests.SameException(() => array.AsSpan()[3] = 0, () => new SpanModel<double>(array)[3] = 0);
        ArrayImplementationTests.SameException(() => array.AsSpan().Slice(4), () => new SpanModel<double>(array).Slice(4));
        ArrayImplementationTests.SameException(() => array.AsSpan(1, 3), () => SpanImplementations.AsSpan(array, 1, 3));
        ArrayImplementationTests.SameException(() => array.AsSpan(4), () => SpanImplementations.AsSpan(array, 4));
        ArrayImplementationTests.SameException(() => ((double[])null!).AsSpan(1), () => SpanImplementations.AsSpan((double[])null!, 1));
        ArrayImplementationTests.SameException(() => ((double[])null!).AsSpan(1..), () => SpanImplementations.AsSpan((double[])null!, 1..));
    }
}
