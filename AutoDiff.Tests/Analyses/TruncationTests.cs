namespace AutoDiff.Tests.Analyses;

/// <summary>A derivative is lost where a number that depends on the parameters comes back from an integer.</summary>
internal sealed class TruncationTests
{
    [Test]
    public void A_number_made_of_a_truncated_one_is_lost()
    {
        var method = new Analysed("""
            method M(%x: double) -> double
            entry:
              %i = convert int32 %x
              %back = convert double %i
              %r = mul %x, %back
              return %r
            """);
        Assert.That(method.IsLost("back"), Is.True);
    }

    [Test]
    public void An_index_loses_nothing()
    {
        var method = new Analysed("""
            method M(%x: double, %a: double[]) -> double
            entry:
              %i = convert int32 %x
              %p = element double %a, %i
              %v = load double %p
              %r = mul %x, %v
              return %r
            """);
        Assert.That(method.IsLost("v") || method.IsLost("r"), Is.False);
    }

    [Test]
    public void A_counter_is_no_number_of_the_parameters()
    {
        var method = new Analysed("""
            method M(%x: double, %n: int32) -> double
            entry:
              %m = add %n, 1
              %weight = convert double %m
              %r = mul %x, %weight
              return %r
            """);
        Assert.That(method.IsLost("weight"), Is.False);
    }

    [Test]
    public void What_went_through_an_array_of_integers_is_lost_as_well()
    {
        var method = new Analysed("""
            method M(%x: double, %n: int32) -> double
            entry:
              %ints = newarray int32 %n
              %p = element int32 %ints, 0
              %i = convert int32 %x
              store int32 %p, %i
              %j = load int32 %p
              %back = convert double %j
              %r = mul %x, %back
              return %r
            """);
        Assert.That(method.IsLost("back"), Is.True);
    }
}
