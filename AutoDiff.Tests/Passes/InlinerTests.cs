using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Calls;
using AutoDiff.Weaving.Passes.Memory;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Tests.Passes;

internal sealed class InlinerTests
{
    private const string Caller = """
        method Caller(%x: double, %c: bool) -> double
        entry:
          jump loop(%x)
        loop(%s: double):
          %t = call AutoDiff.Tests.Passes.Counter::Twice(%s)
          branch %c, loop(%t), end
        end:
          return %t
        """;

    [Test]
    public void Results_of_several_returns_meet_in_a_parameter()
    {
        var text = Inline(Caller, """
            method Twice(%a: double) -> double
            entry:
              %p = compare gt %a, 0.0
              branch %p, yes, no
            yes:
              %b = add %a, %a
              return %b
            no:
              return 0.0
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain("compare gt %s, 0.0").And.Contain("(%b)").And.Contain("(0.0)").And.Not.Contain("call"));
    }

    [Test]
    public void Slots_of_the_callee_are_zeroed_at_every_call()
    {
        var types = IrText.Types();
        var method = IrText.Parse(Caller, types);
        var callee = IrText.Parse("""
            method Twice(%a: double) -> double
            entry:
              %slot = slot double
              %old = load double %slot
              %new = add %old, %a
              store double %slot, %new
              return %new
            """, types);
        var inlined = IrText.Run(method, m => InlinePass.Run(m, _ => callee, new InlinePolicy()));
        var promoted = IrText.Run(method, SlotPromotionPass.Run, SimplifyPass.Run);
        Assert.Multiple(() =>
        {
            Assert.That(inlined, Does.Match(@"entry:\n  %slot = slot double\n"));
            Assert.That(inlined, Does.Contain("store double %slot, 0.0"));
            Assert.That(promoted, Does.Contain("%new = add 0.0, %s"));
        });
    }

    [Test]
    public void Protected_regions_come_along_inside_those_around_the_call()
    {
        var text = Inline("""
            method Caller(%x: double) -> double
              ; finally: try [body] handler [last]
            entry:
              jump body
            body:
              %t = call AutoDiff.Tests.Passes.Counter::Twice(%x)
              leave end(%t)
            last:
              endfinally
            end(%r: double):
              return %r
            """, """
            method Twice(%a: double) -> double
              ; catch System.Exception: try [guarded] handler [caught]
            entry:
              jump guarded
            guarded:
              %b = call System.Math::Sqrt(%a)
              leave out(%b)
            caught(%e: System.Exception):
              leave out(0.0)
            out(%c: double):
              return %c
            """);
        Assert.That(text, Does.Contain(
            "; catch System.Exception: try [guarded] handler [caught]\n  ; finally: try [body, entry1, guarded, caught, out, body.after] handler [last]"));
    }

    [Test]
    public void Recursion_is_not_unrolled()
    {
        var types = IrText.Types();
        MethodIR Again() => IrText.Parse("""
            method Again(%x: double) -> double
            entry:
              %y = call AutoDiff.Tests.Passes.Counter::Again(%x)
              return %y
            """, types);
        var callee = Again();
        var changed = 0;
        var text = IrText.Run(Again(), m => InlinePass.Run(m, _ => changed++ < 10 ? callee : null, new InlinePolicy()));
        Assert.That(text, Does.Contain("call"));
        Assert.That(changed, Is.LessThanOrEqualTo(2));
    }

    [TestCase(120, 6000, true)]
    [TestCase(1, 6000, false)]
    [TestCase(120, 5, false)]
    public void Policy_is_obeyed(int threshold, int limit, bool inlined)
    {
        var types = IrText.Types();
        var callee = IrText.Parse("method Twice(%a: double) -> double\nentry:\n  %b = add %a, %a\n  return %b\n", types);
        var text = IrText.Run(IrText.Parse(Caller, types),
            m => InlinePass.Run(m, _ => callee, new InlinePolicy { Threshold = threshold, CallerLimit = limit }));
        Assert.That(text.Contains("call"), Is.Not.EqualTo(inlined));
    }

    [Test]
    public void Null_receiver_still_throws()
    {
        var text = Inline("""
            method Caller(%o: AutoDiff.Tests.Passes.Counter) -> double
            entry:
              %t = call.virt AutoDiff.Tests.Passes.Counter::Next(%o, 1.0)
              return %t
            """, "method Next(%this: AutoDiff.Tests.Passes.Counter, %by: double) -> double\nentry:\n  return %by\n", DeadCodePass.Run);
        Assert.That(text, Does.Contain("field %o, AutoDiff.Tests.Passes.Counter::Count"));
    }

    private static string Inline(string caller, string callee, params Func<MethodIR, bool>[] then)
    {
        var types = IrText.Types();
        var body = IrText.Parse(callee, types);
        var used = false;
        MethodIR? Once(Call call)
        {
            if (used)
                return null;
            used = true;
            return body;
        }
        return IrText.Run(IrText.Parse(caller, types), [m => InlinePass.Run(m, Once, new InlinePolicy()), .. then]);
    }
}
