using AutoDiff.Weaving.Passes.Memory;

namespace AutoDiff.Tests.Passes;

internal sealed class MemoryForwardingTests
{
    [Test]
    public void Store_that_is_overwritten_unseen_is_dropped_and_one_that_changes_nothing_too()
    {
        var text = Run("""
            method M(%p: double[], %i: int32) -> double
            entry:
              %s = newarray double %i
              %a = element double %s, %i
              %d = load double %a
              store double %a, 0.0
              %b = element double %p, %i
              %e = load double %b
              store double %a, %d
              %r = mul %d, %e
              return %r
            """);
        Assert.That(text, Does.Not.Contain("store"));
    }

    [Test]
    public void Store_stays_where_an_exception_may_show_it()
    {
        var text = Run("""
            method M(%p: double[], %q: double[], %i: int32) -> void
            entry:
              %a = element double %p, 0
              store double %a, 1.0
              %b = element double %q, %i
              store double %a, 2.0
              store double %b, 3.0
              return
            """);
        Assert.That(text, Does.Contain("store double %a, 1.0").And.Contain("store double %a, 2.0"));
    }

    [Test]
    public void Store_stays_where_a_load_may_read_it()
    {
        var text = Run("""
            method M(%p: double[], %i: int32) -> double
            entry:
              %a = element double %p, 0
              %b = element double %p, %i
              store double %a, 1.0
              %r = load double %b
              store double %a, 2.0
              return %r
            """);
        Assert.That(text, Does.Contain("store double %a, 1.0").And.Contain("store double %a, 2.0"));
    }

    [Test]
    public void What_was_there_is_not_there_any_more_after_a_store_to_what_may_be_the_same()
    {
        var text = Run("""
            method M(%p: double[], %i: int32) -> void
            entry:
              %a = element double %p, 0
              %b = element double %p, %i
              %d = load double %a
              store double %a, 1.0
              store double %b, 2.0
              store double %a, %d
              return
            """);
        Assert.That(text, Does.Contain("store double %b, 2.0").And.Contain("store double %a, %d").And.Not.Contain("1.0"));
    }

    [Test]
    public void Elements_at_different_distances_from_an_index_are_apart()
    {
        var text = Run("""
            method M(%p: double[], %i: int32, %x: double) -> double
            entry:
              %j = add %i, 1
              %a = element double %p, %i
              %b = element double %p, %j
              store double %a, %x
              store double %b, 2.0
              %r = load double %a
              return %r
            """);
        Assert.That(text, Does.Contain("return %x"));
    }

    [Test]
    public void Array_that_is_only_indexed_is_no_other_array()
    {
        var text = Run("""
            method M(%q: double[][], %i: int32, %x: double) -> double
            entry:
              %s = newarray double 8
              %e = element double[] %q, %i
              %p = load double[] %e
              %a = element double %s, %i
              %b = element double %p, %i
              store double %a, %x
              store double %b, 2.0
              %r = load double %a
              return %r
            """);
        Assert.That(text, Does.Contain("return %x"));
    }

    [Test]
    public void Array_that_went_elsewhere_may_be_another_one()
    {
        var text = Run("""
            method M(%q: double[][], %i: int32, %x: double) -> double
            entry:
              %s = newarray double 8
              %e = element double[] %q, %i
              store double[] %e, %s
              %p = load double[] %e
              %a = element double %s, %i
              %b = element double %p, %i
              store double %a, %x
              store double %b, 2.0
              %r = load double %a
              return %r
            """);
        Assert.That(text, Does.Contain("return %r"));
    }

    [Test]
    public void Array_that_goes_to_a_merge_may_be_what_comes_out_of_it()
    {
        var text = Run("""
            method M(%q: double[], %c: bool, %x: double) -> double
            entry:
              %s = newarray double 8
              branch %c, merge(%s), merge(%q)
            merge(%p: double[]):
              %a = element double %s, 0
              %b = element double %p, 0
              store double %a, %x
              store double %b, 2.0
              %r = load double %a
              return %r
            """);
        Assert.That(text, Does.Contain("return %r"));
    }

    private static string Run(string text) => IrText.Run(text, m => MemoryForwardingPass.Run(m, _ => false));
}
