using AutoDiff.Weaving.IR.Text;

namespace AutoDiff.Tests.Passes;

internal sealed class ParserTests
{
    [Test]
    public void Text_comes_back_as_it_was()
    {
        const string Text = """
            method All(%x: double, %i: int32, %a: double[], %o: object, %s: AutoDiff.Tests.Passes.Segment, %p: double&) -> double
            entry:
              %slot = slot AutoDiff.Tests.Passes.Segment
              store AutoDiff.Tests.Passes.Segment %slot, %s
              %from = field %slot, AutoDiff.Tests.Passes.Segment::From
              %fx = field %from, AutoDiff.Tests.Passes.Vector::X
              %l = load double %fx
              store.volatile double %p, %l
              %n = neg %l
              %sum = add %n, 1.5
              %rem = rem.un %i, 3
              %small = and:uint8 %i, 255
              %ovf = add.ovf.un %i, %small
              %f = convert float %sum
              %u = convert.un double %i
              %w = convert.ovf.un uint16 %i
              %c = compare lt.un %sum, %u
              %pick = select %c, %sum, NaN
              %e = extract %s, AutoDiff.Tests.Passes.Segment::To
              %t = insert %e, AutoDiff.Tests.Passes.Vector::Y, -0.0
              %at = element.readonly double %a, %i
              %len = length %a
              %made = newarray double 4
              %v = new AutoDiff.Tests.Passes.Counter()
              %r = call.virt AutoDiff.Tests.Passes.Counter::Next(%v, 2.0)
              %sin = call.pure System.Math::Sin(%r)
              %abs = call System.Math::Abs[double](%sin)
              %box = il.pure box double (%abs) -> object
              %str = call.virt.throws.reads constrained double System.Object::ToString(%p)
              %empty = static System.String::Empty
              store string %empty, "a \"quoted\" line\n"
              %fn = function AutoDiff.Tests.Passes.Counter::Twice
              branch %c, loop(%sum, 1L, null, default AutoDiff.Tests.Passes.Vector), end(0.0)
            loop(%q: double, %k: int64, %ref: object, %vec: AutoDiff.Tests.Passes.Vector):
              switch %i, [end(%q), loop(Infinity, %k, %o, %vec)], out
            out:
              throw null
            end(%result: double):
              return %result

            """;
        var types = IrText.Types();
        Assert.That(Printer.Print(IrText.Parse(Text, types)), Is.EqualTo(Text));
    }

    [Test]
    public void Regions_come_back()
    {
        const string Text = """
            method Guarded(%x: double) -> double
              ; catch System.Exception: try [body] handler [caught]
            entry:
              jump body
            body:
              %y = call System.Math::Sqrt(%x)
              leave end(%y)
            caught(%e: System.Exception):
              leave end(-1.0)
            end(%r: double):
              return %r

            """;
        var method = IrText.Parse(Text);
        Assert.Multiple(() =>
        {
            Assert.That(Printer.Print(method), Is.EqualTo(Text));
            Assert.That(method.Regions[0].Handler.ExceptionParameter, Is.SameAs(method.Regions[0].Handler.Entry.Parameters[0]));
        });
    }

    [Test]
    public void Definitions_may_follow_their_uses_in_the_layout()
    {
        var method = IrText.Parse("""
            method M(%x: double) -> double
            entry:
              jump first
            last:
              %z = add %y, %x
              return %z
            first:
              %y = mul %x, %x
              jump last
            """);
        Assert.That(method.Blocks[1].First!.Operand(0), Is.SameAs(method.Blocks[2].First));
    }

    [TestCase("%y = frobnicate %x", "unknown instruction 'frobnicate'")]
    [TestCase("%y = add %x, %z", "no value '%z'")]
    [TestCase("%y = call System.Math::Frob(%x)", "0 methods 'System.Math::Frob'")]
    [TestCase("%y = default Nowhere.Type", "unknown instruction 'default'")]
    public void Mistakes_are_named(string line, string message)
    {
        var text = $"method M(%x: double) -> double\nentry:\n  {line}\n  return %y\n";
        Assert.That(() => Parser.Parse(IrText.Types(), text), Throws.TypeOf<FormatException>().With.Message.Contains(message));
    }
}
