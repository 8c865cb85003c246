using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Tests.Passes;

internal sealed class DeadCodeTests
{
    [Test]
    public void Values_that_only_feed_each_other_vanish()
    {
        var text = IrText.Run("""
            method M(%x: double, %c: bool) -> double
            entry:
              jump loop(0.0, %x)
            loop(%dead: double, %live: double):
              %d = add %dead, %live
              %l = mul %live, %x
              branch %c, loop(%d, %l), end
            end:
              return %l
            """, DeadCodePass.Run);
        Assert.That(text, Does.Contain("loop(%live: double)").And.Not.Contain("dead"));
    }

    [Test]
    public void Effects_stay_and_pure_calls_go()
    {
        var text = IrText.Run("""
            method M(%x: double, %i: int32, %p: double&, %o: AutoDiff.Tests.Passes.Counter) -> void
            entry:
              %pure = call.pure System.Math::Sin(%x)
              %effect = call AutoDiff.Tests.Passes.Counter::Twice(%x)
              %read = load double %p
              %throws = div %i, %i
              %check = field %o, AutoDiff.Tests.Passes.Counter::Count
              %array = newarray double 3
              %maybe = newarray double %i
              return
            """, DeadCodePass.Run);
        Assert.That(text, Does.Not.Contain("Sin").And.Not.Contain("load").And.Not.Contain("newarray double 3")
            .And.Contain("Twice").And.Contain("div").And.Contain("field").And.Contain("newarray double %i"));
    }

    [Test]
    public void Stores_to_slots_that_nobody_reads_go()
    {
        var text = IrText.Run("""
            method M(%x: double) -> void
            entry:
              %slot = slot AutoDiff.Tests.Passes.Vector
              %f = field %slot, AutoDiff.Tests.Passes.Vector::X
              store double %f, %x
              return
            """, DeadCodePass.Run);
        Assert.That(text, Does.EndWith("entry:\n  return\n"));
    }
}
