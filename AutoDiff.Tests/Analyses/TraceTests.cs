using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Tests.Analyses;

/// <summary>What the reverse sweep has at hand, reads or computes again, keeps or stores, and which reads may be repeated.</summary>
internal sealed class TraceTests
{
    private const string Loop = """
        method M(%a: double[], %x: double, %n: int32) -> double
        entry:
          %twice = mul %x, 2.0
          jump head(0, 0, 1.0)
        head(%i: int32, %k: int32, %s: double):
          %more = compare lt %i, %n
          branch %more, body, done
        body:
          %p = element double %a, %i
          %v = load double %p
          %t = mul %s, %v
          %j = add %i, 1
          %l = add %k, 3
          jump head(%j, %l, %t)
        done:
          %r = mul %s, %twice
          return %r
        """;

    [Test]
    public void A_loop_counts_backwards_by_itself() => Assert.That(new Analysed(Loop).SourceOf("i"), Is.EqualTo(Source.Counter));

    [Test]
    public void What_grows_by_a_constant_is_computed_from_the_counter() => Assert.That(new Analysed(Loop).SourceOf("k"), Is.EqualTo(Source.Induction));

    [Test]
    public void What_an_iteration_hands_to_the_next_is_stored() => Assert.That(new Analysed(Loop).SourceOf("s"), Is.EqualTo(Source.Stored));

    [Test]
    public void What_nobody_writes_to_is_read_again() => Assert.That(new Analysed(Loop).SourceOf("v"), Is.EqualTo(Source.Recomputed));

    [Test]
    public void What_is_computed_once_is_kept_in_a_gradient() => Assert.That(new Analysed(Loop).SourceOf("twice"), Is.EqualTo(Source.Kept));

    [Test]
    public void What_is_cheap_and_computed_once_is_computed_again_by_a_pullback() =>
        Assert.That(new Analysed(Loop).SourceOf("twice", isFused: false), Is.EqualTo(Source.Recomputed));

    [Test]
    public void What_is_overwritten_later_is_not_read_again()
    {
        var method = new Analysed("""
            method M(%a: double[], %x: double) -> double
            entry:
              %p = element double %a, 0
              %before = load double %p
              store double %p, %x
              %after = load double %p
              %r = mul %before, %after
              return %r
            """);
        Assert.That(method.IsStable("before"), Is.False);
        Assert.That(method.IsStable("after"), Is.True);
    }

    [Test]
    public void What_another_array_is_written_to_does_not_matter()
    {
        var method = new Analysed("""
            method M(%x: double, %n: int32) -> double
            entry:
              %a = newarray double %n
              %b = newarray double %n
              %p = element double %a, 0
              %before = load double %p
              %q = element double %b, 0
              store double %q, %x
              %after = load double %q
              %r = add %before, %after
              return %r
            """);
        Assert.That(method.IsStable("before"), Is.True);
    }

    [Test]
    public void In_a_loop_a_write_after_the_read_comes_before_the_next_read()
    {
        var method = new Analysed("""
            method M(%a: double[], %x: double, %n: int32) -> double
            entry:
              jump head(0)
            head(%i: int32):
              %more = compare lt %i, %n
              branch %more, body, done
            body:
              %p = element double %a, %i
              %v = load double %p
              %w = mul %v, %x
              %j = add %i, 1
              %q = element double %a, %j
              store double %q, %w
              jump head(%j)
            done:
              %l = element double %a, %n
              %r = load double %l
              return %r
            """);
        Assert.That(method.IsStable("v"), Is.False);
        Assert.That(method.IsStable("r"), Is.True);
    }
}
