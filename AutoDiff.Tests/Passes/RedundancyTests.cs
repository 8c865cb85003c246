using AutoDiff.Weaving.Passes.Calls;
using AutoDiff.Weaving.Passes.Loops;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Tests.Passes;

internal sealed class RedundancyTests
{
    [Test]
    public void Equal_values_are_computed_once_where_the_first_dominates()
    {
        var text = IrText.Run("""
            method M(%x: double, %c: bool) -> double
            entry:
              %a = call.pure System.Math::Sin(%x)
              branch %c, yes, no
            yes:
              %b = call.pure System.Math::Sin(%x)
              %y = mul %x, %x
              %s = add %b, %y
              return %s
            no:
              %z = mul %x, %x
              %t = sub %z, %a
              return %t
            """, ValueNumberingPass.Run);
        Assert.That(text, Does.Contain("add %a, %y").And.Contain("%z = mul %x, %x"));
    }

    [Test]
    public void Floating_operands_are_not_swapped_but_integers_are()
    {
        var text = IrText.Run("""
            method M(%x: double, %y: double, %i: int32, %j: int32, %p: double&, %q: int32&) -> void
            entry:
              %a = add %x, %y
              %b = add %y, %x
              store double %p, %a
              store double %p, %b
              %k = add %i, %j
              %l = add %j, %i
              store int32 %q, %k
              store int32 %q, %l
              return
            """, ValueNumberingPass.Run);
        Assert.That(text, Does.Contain("store double %p, %b").And.Contain("store int32 %q, %k\n  store int32 %q, %k"));
    }

    [Test]
    public void Handler_does_not_use_what_the_try_part_may_not_have_computed()
    {
        var text = IrText.Run("""
            method M(%x: double) -> double
              ; catch System.Exception: try [body] handler [caught]
            entry:
              jump body
            body:
              %z = call AutoDiff.Tests.Passes.Counter::Twice(%x)
              %y = mul %x, %x
              leave end(%y)
            caught(%e: System.Exception):
              %w = mul %x, %x
              leave end(%w)
            end(%r: double):
              return %r
            """, ValueNumberingPass.Run);
        Assert.That(text, Does.Contain("%w = mul %x, %x"));
    }

    [Test]
    public void Length_that_a_loop_begins_with_moves_in_front_of_it()
    {
        const string Loop = """
            method M(%x: double[], %y: double[]) -> int32
            entry:
              jump loop(0)
            loop(%i: int32):
              %l = length %x
              %n = convert int32 %l
              %c = compare lt %i, %n
              branch %c, body, end
            body:
              %m = length %y
              %k = convert int32 %m
              %j = add %i, 1
              %s = add %j, %k
              jump loop(%s)
            end:
              return %i
            """;
        var text = IrText.Run(Loop, LoopInvariantMotionPass.Run);
        Assert.That(text, Does.Match(@"entry:\s+%l = length %x\s+%n = convert").And.Match(@"body:\s+%m = length %y"));

        // What has been written before it is written whether the array is there or not.
        var later = IrText.Run(
            Loop.Replace("  %l = length %x", "  %p = element double %y, 0\n  store double %p, 1.0\n  %l = length %x", StringComparison.Ordinal),
            LoopInvariantMotionPass.Run);
        Assert.That(later, Does.Match(@"store double %p, 1.0\s+%l = length %x"));
    }

    [Test]
    public void Invariants_move_out_of_all_loops_they_do_not_depend_on()
    {
        var text = IrText.Run("""
            method M(%x: double, %n: int32) -> double
            entry:
              jump outer(0.0, 0)
            outer(%s: double, %i: int32):
              %ci = compare lt %i, %n
              branch %ci, start, end
            start:
              jump inner(%s, 0)
            inner(%t: double, %j: int32):
              %sin = call.pure System.Math::Sin(%x)
              %di = convert double %i
              %m = mul %sin, %di
              %dj = convert double %j
              %mj = mul %m, %dj
              %t1 = add %t, %mj
              %j1 = add %j, 1
              %cj = compare lt %j1, %n
              branch %cj, inner(%t1, %j1), next
            next:
              %i1 = add %i, 1
              jump outer(%t1, %i1)
            end:
              return %s
            """, LoopInvariantMotionPass.Run);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Match(@"entry:\n  %sin = call.pure System.Math::Sin\(%x\)\n  jump outer"));
            Assert.That(text, Does.Match(@"start:\n  %di = convert double %i\n  %m = mul %sin, %di\n  jump inner"));
        });
    }

    [Test]
    public void What_may_throw_or_reads_memory_stays_in_the_loop()
    {
        var text = IrText.Run("""
            method M(%p: double&, %n: int32, %c: bool) -> double
            entry:
              jump loop(0.0)
            loop(%s: double):
              %d = div %n, %n
              %l = load double %p
              %t = add %s, %l
              branch %c, loop(%t), end
            end:
              return %t
            """, LoopInvariantMotionPass.Run);
        Assert.That(text, Does.Match(@"loop\(%s: double\):\n  %d = div %n, %n\n  %l = load double %p"));
    }

    [Test]
    public void Call_that_every_path_into_a_merge_has_made_is_not_made_again()
    {
        var text = IrText.Run("""
            method M(%x: double, %c: bool) -> double
            entry:
              branch %c, yes, merge(0.0, undefined double)
            yes:
              %a = call.pure System.Math::Sqrt(%x)
              %s = call.pure System.Math::Sin(%a)
              jump merge(%s, %a)
            merge(%r: double, %q: double):
              branch %c, again, end(%r)
            again:
              %t = call.pure System.Math::Sin(%q)
              %u = add %r, %t
              jump end(%u)
            end(%v: double):
              return %v
            """, CallsAcrossMergesPass.Run);
        Assert.That(text, Does.Contain("jump merge(%s, %a, %s)").And.Contain("merge(0.0, undefined double, undefined double)").And.Contain("add %r, %t"));
    }

    [Test]
    public void Call_is_made_where_some_path_has_not_made_it()
    {
        var text = IrText.Run("""
            method M(%x: double, %y: double, %c: bool) -> double
            entry:
              branch %c, yes, merge(0.0, %y)
            yes:
              %s = call.pure System.Math::Sin(%x)
              jump merge(%s, %x)
            merge(%r: double, %q: double):
              %t = call.pure System.Math::Sin(%q)
              %u = add %r, %t
              return %u
            """, CallsAcrossMergesPass.Run);
        Assert.That(text, Does.Contain("%t = call.pure System.Math::Sin(%q)"));
    }
}
