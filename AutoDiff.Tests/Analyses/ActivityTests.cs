namespace AutoDiff.Tests.Analyses;

/// <summary>Active is what depends on a parameter (varied) and on which a result depends (useful).</summary>
internal sealed class ActivityTests
{
    [Test]
    public void Arithmetic_on_a_parameter_is_active_and_on_a_constant_is_not()
    {
        var method = new Analysed("""
            method M(%x: double, %c: double) -> double
            entry:
              %square = mul %x, %x
              %table = mul %c, %c
              %sum = add %square, %table
              return %sum
            """);
        Assert.That(method.IsActive("square") && method.IsActive("sum"), Is.True);
        Assert.That(method.IsActive("table"), Is.False);
    }

    [Test]
    public void What_nobody_uses_is_varied_but_not_active()
    {
        var method = new Analysed("""
            method M(%x: double) -> double
            entry:
              %unused = mul %x, 2.0
              %used = mul %x, 3.0
              return %used
            """);
        Assert.That(method.Activity.IsVaried(method["unused"]), Is.True);
        Assert.That(method.IsActive("unused"), Is.False);
    }

    [Test]
    public void What_is_only_compared_is_not_useful()
    {
        var method = new Analysed("""
            method M(%x: double) -> double
            entry:
              %limit = mul %x, 2.0
              %low = compare lt %limit, 1.0
              branch %low, small, large
            small:
              return 0.0
            large:
              return %x
            """);
        Assert.That(method.IsActive("limit"), Is.False);
    }

    [Test]
    public void A_number_that_goes_round_a_loop_becomes_active_there()
    {
        var method = new Analysed("""
            method M(%x: double, %n: int32) -> double
            entry:
              jump head(0, 0.0)
            head(%i: int32, %s: double):
              %more = compare lt %i, %n
              branch %more, body, done
            body:
              %t = add %s, %x
              %j = add %i, 1
              jump head(%j, %t)
            done:
              return %s
            """);
        Assert.That(method.IsActive("s") && method.IsActive("t"), Is.True);
        Assert.That(method.IsActive("i") || method.IsActive("j"), Is.False);
    }

    [Test]
    public void What_is_read_from_memory_is_active_when_something_active_is_written_there()
    {
        var method = new Analysed("""
            method M(%x: double, %n: int32) -> double
            entry:
              %a = newarray double %n
              %b = newarray double %n
              %p = element double %a, 0
              store double %p, %x
              %q = element double %b, 0
              store double %q, 1.0
              %v = load double %p
              %w = load double %q
              %r = mul %v, %w
              return %r
            """);
        Assert.That(method.IsActive("v"), Is.True);
        Assert.That(method.IsActive("w"), Is.False);
    }

    [Test]
    public void A_constant_array_stays_constant_and_a_given_one_is_active()
    {
        var method = new Analysed("""
            method M(%a: double[], %c: double[], %i: int32) -> double
            entry:
              %p = element double %a, %i
              %v = load double %p
              %q = element double %c, %i
              %w = load double %q
              %r = mul %v, %w
              return %r
            """);
        Assert.That(method.IsActive("v"), Is.True);
        Assert.That(method.IsActive("w"), Is.False);
    }
}
