using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.Loops;
using Block = AutoDiff.Weaving.IR.Block;

namespace AutoDiff.Tests.Passes;

internal sealed class LoopTests
{
    private const string Nested = """
        method M(%x: double, %a: bool, %b: bool, %c: bool) -> double
        entry:
          branch %a, outer(%x), outer(0.0)
        outer(%s: double):
          branch %b, inner(%s), end(%s)
        inner(%t: double):
          %u = add %t, %x
          branch %c, inner(%u), test
        test:
          branch %a, inner(%t), between
        between:
          branch %b, outer(%u), end(%u)
        end(%r: double):
          %w = add %r, %x
          return %w
        """;

    [Test]
    public void Nesting()
    {
        var method = IrText.Parse(Nested);
        var loops = NaturalLoops.Of(method);
        var (outer, inner) = (loops.All[0], loops.All[1]);
        Assert.Multiple(() =>
        {
            Assert.That(loops.All, Has.Count.EqualTo(2));
            Assert.That(outer.Header.Name, Is.EqualTo("outer"));
            Assert.That(inner.Header.Name, Is.EqualTo("inner"));
            Assert.That(inner.Parent, Is.SameAs(outer));
            Assert.That(inner.Depth, Is.EqualTo(2));
            Assert.That(outer.Blocks.Select(b => b.Name), Is.EquivalentTo(new[] { "outer", "inner", "test", "between" }));
            Assert.That(inner.Latches.Select(b => b.Name), Is.EquivalentTo(new[] { "inner", "test" }));
            Assert.That(outer.Exits, Has.Count.EqualTo(2));
            Assert.That(inner.Exits.Single().Target.Name, Is.EqualTo("between"));
            Assert.That(loops.HasIrreducible, Is.False);
        });
    }

    [Test]
    public void Second_entry_into_a_cycle_is_irreducible()
    {
        var loops = NaturalLoops.Of(IrText.Parse("""
            method M(%a: bool) -> void
            entry:
              branch %a, one, two
            one:
              jump two
            two:
              branch %a, one, end
            end:
              return
            """));
        Assert.That(loops.HasIrreducible);
        Assert.That(loops.All, Is.Empty);
    }

    [Test]
    public void Canonical_form_has_preheaders_latches_and_exits_of_its_own()
    {
        var method = IrText.Parse(Nested);
        IrText.Run(method, LoopSimplifyPass.Run);
        foreach (var loop in NaturalLoops.Of(method).All)
        {
            Assert.That(loop.Preheader, Is.Not.Null, loop.ToString());
            Assert.That(loop.Latch, Is.Not.Null, loop.ToString());
            Assert.That(loop.Exits.SelectMany(e => e.Target.Predecessors), Has.All.Matches<Block>(b => loop.Contains(b!)));
        }
        Assert.That(LoopSimplifyPass.Run(method), Is.False);
    }

    [Test]
    public void Values_leave_loops_through_exit_blocks_only()
    {
        var method = IrText.Parse("""
            method M(%x: double, %a: bool, %b: bool) -> double
            entry:
              jump loop(%x)
            loop(%s: double):
              %t = add %s, %x
              branch %a, more, left
            more:
              %u = mul %t, %x
              branch %b, loop(%u), right
            left:
              jump end
            right:
              %v = add %u, %t
              jump end
            end:
              %w = add %t, %s
              return %w
            """);
        var text = IrText.Run(method, LoopSimplifyPass.Run, LoopClosedSsaPass.Run);
        foreach (var loop in NaturalLoops.Of(method).All)
        {
            foreach (var value in loop.Blocks.SelectMany(b => b.Instructions))
                Assert.That(value.Users.Select(u => u.Block!), Has.All.Matches<Block>(b => loop.Contains(b!)), text);
        }
        Assert.That(text, Does.Match(@"left\(.*\):").And.Match(@"right\(.*\):").And.Match(@"end\(.*\):"));
    }

    [Test]
    public void Handlers_belong_to_the_loop_around_their_try_part()
    {
        var loops = NaturalLoops.Of(IrText.Parse("""
            method M(%x: double, %c: bool) -> void
              ; filter: try [body] filter [test] handler [caught]
              ; finally: try [guarded, body, test, caught] handler [last]
            entry:
              jump loop
            loop:
              branch %c, guarded, end
            guarded:
              jump body
            body:
              %y = call AutoDiff.Tests.Passes.Counter::Twice(%x)
              leave loop
            test(%f: object):
              endfilter 1
            caught(%e: object):
              leave loop
            last:
              %z = call AutoDiff.Tests.Passes.Counter::Twice(%x)
              endfinally
            end:
              return
            """));
        Assert.That(loops.All.Single().Blocks.Select(b => b.Name), Is.EquivalentTo(new[] { "loop", "guarded", "body", "test", "caught", "last" }));
        Assert.That(loops.All.Single().Latches.Select(b => b.Name), Is.EquivalentTo(new[] { "body", "caught" }));
    }
}
