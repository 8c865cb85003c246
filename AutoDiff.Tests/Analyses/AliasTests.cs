namespace AutoDiff.Tests.Analyses;

/// <summary>Memory that may be the same is one cell.</summary>
internal sealed class AliasTests
{
    [Test]
    public void Two_new_arrays_are_two_and_a_choice_between_them_joins_them()
    {
        var apart = new Analysed("""
            method M(%x: double, %n: int32) -> double
            entry:
              %a = newarray double %n
              %b = newarray double %n
              %p = element double %a, 0
              %q = element double %b, 0
              store double %p, %x
              %v = load double %q
              return %v
            """);
        Assert.That(apart.MayMeet("p", "q"), Is.False);
        var joined = new Analysed("""
            method M(%x: double, %n: int32) -> double
            entry:
              %a = newarray double %n
              %b = newarray double %n
              %first = compare gt %n, 3
              branch %first, one, other
            one:
              jump met(%a)
            other:
              jump met(%b)
            met(%c: double[]):
              %p = element double %a, 0
              %q = element double %b, 0
              %r = element double %c, 0
              store double %p, %x
              %v = load double %r
              %w = load double %q
              %s = add %v, %w
              return %s
            """);
        Assert.That(joined.MayMeet("p", "r") && joined.MayMeet("q", "r"), Is.True);
    }

    [Test]
    public void Elements_of_an_array_are_one_place_whatever_the_index()
    {
        var method = new Analysed("""
            method M(%a: double[], %i: int32, %j: int32) -> double
            entry:
              %p = element double %a, %i
              %q = element double %a, %j
              %v = load double %p
              store double %q, %v
              return %v
            """);
        Assert.That(method.MayMeet("p", "q"), Is.True);
    }

    [Test]
    public void An_array_that_is_put_into_another_is_found_there()
    {
        var method = new Analysed("""
            method M(%x: double, %n: int32) -> double
            entry:
              %rows = newarray double[] %n
              %row = newarray double %n
              %place = element double[] %rows, 0
              store double[] %place, %row
              %p = element double %row, 0
              store double %p, %x
              %found = load double[] %place
              %q = element double %found, 0
              %v = load double %q
              return %v
            """);
        Assert.That(method.MayMeet("p", "q") && method.IsActive("v"), Is.True);
    }
}
