using AutoDiff.Weaving.Passes.Memory;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Tests.Passes;

internal sealed class SlotPromotionTests
{
    [Test]
    public void Fields_of_nested_structs_become_values()
    {
        var text = IrText.Run("""
            method M(%s: AutoDiff.Tests.Passes.Segment, %x: double) -> double
            entry:
              %slot = slot AutoDiff.Tests.Passes.Segment
              store AutoDiff.Tests.Passes.Segment %slot, %s
              %to = field %slot, AutoDiff.Tests.Passes.Segment::To
              %y = field %to, AutoDiff.Tests.Passes.Vector::Y
              store double %y, %x
              %all = load AutoDiff.Tests.Passes.Vector %to
              %r = extract %all, AutoDiff.Tests.Passes.Vector::Y
              return %r
            """, SlotPromotionPass.Run, SimplifyPass.Run, DeadCodePass.Run);
        Assert.That(text, Does.EndWith("entry:\n  return %x\n"));
    }

    [Test]
    public void Content_survives_from_one_iteration_to_the_next_and_starts_at_zero()
    {
        var text = IrText.Run("""
            method M(%x: double, %c: bool) -> double
            entry:
              %slot = slot double
              jump loop
            loop:
              %old = load double %slot
              %new = add %old, %x
              store double %slot, %new
              branch %c, loop, end
            end:
              %r = load double %slot
              return %r
            """, SlotPromotionPass.Run);
        Assert.That(text, Does.Contain("jump loop(0.0)").And.Contain("branch %c, loop(%new), end").And.Contain("return %new").And.Not.Contain("load"));
    }

    [Test]
    public void Small_integer_fields_keep_their_bits_only()
    {
        var text = IrText.Run("""
            method M(%i: int32) -> int32
            entry:
              %slot = slot AutoDiff.Tests.Passes.Segment
              %tag = field %slot, AutoDiff.Tests.Passes.Segment::Tag
              store uint8 %tag, %i
              %a = load uint8 %tag
              %b = load int8 %tag
              %r = add %a, %b
              return %r
            """, SlotPromotionPass.Run);
        Assert.That(text, Does.Contain("convert uint8 %i").And.Contain("convert int8").And.Not.Contain("load"));
    }

    [TestCase("call.reads System.Object::Equals[object,object](null, null)", true)]
    [TestCase("il.pure conv.u (%slot) -> nint", false)]
    [TestCase("compare eq %slot, %slot", false)]
    public void Addresses_used_otherwise_keep_the_slot(string use, bool promoted)
    {
        var text = IrText.Run($"""
            method M(%x: double) -> double
            entry:
              %slot = slot double
              store double %slot, %x
              %use = {use}
              %r = load double %slot
              return %r
            """, SlotPromotionPass.Run);
        Assert.That(text.Contains("slot"), Is.Not.EqualTo(promoted));
    }

    [Test]
    public void Slot_seen_by_a_handler_stays_where_it_is_written_in_the_try_part()
    {
        var text = IrText.Run("""
            method M(%x: double) -> double
              ; catch System.Exception: try [body] handler [caught]
            entry:
              %slot = slot double
              store double %slot, 1.0
              jump body
            body:
              store double %slot, 2.0
              %y = call System.Math::Sqrt(%x)
              leave end
            caught(%e: System.Exception):
              leave end
            end:
              %r = load double %slot
              return %r
            """, SlotPromotionPass.Run);
        Assert.That(text, Does.Contain("slot double"));
    }

    [Test]
    public void Slot_untouched_by_the_regions_passes_through_the_handler()
    {
        var text = IrText.Run("""
            method M(%x: double) -> double
              ; catch System.Exception: try [body] handler [caught]
            entry:
              %slot = slot double
              store double %slot, %x
              jump body
            body:
              %y = call System.Math::Sqrt(%x)
              leave end
            caught(%e: System.Exception):
              leave end
            end:
              %r = load double %slot
              return %r
            """, SlotPromotionPass.Run);
        Assert.That(text, Does.Contain("return %x").And.Not.Contain("slot"));
    }

    [TestCase("store double %slot, %x", true)]
    [TestCase("%effect = call AutoDiff.Tests.Passes.Counter::Twice(0.0)", false)]
    public void Slot_within_a_try_part_is_promoted_when_written_before_it_is_read(string first, bool promoted)
    {
        var text = IrText.Run($"""
            method M(%x: double) -> double
              ; catch System.Exception: try [body] handler [caught]
            entry:
              %slot = slot double
              jump again
            again:
              jump body
            body:
              {first}
              %r = load double %slot
              %s = add %r, %x
              store double %slot, %s
              %t = call AutoDiff.Tests.Passes.Counter::Twice(%s)
              leave end(%t)
            caught(%e: System.Exception):
              leave again
            end(%u: double):
              return %u
            """, SlotPromotionPass.Run);
        Assert.That(text.Contains("slot double"), Is.Not.EqualTo(promoted));
    }

    [Test]
    public void Slot_that_no_handler_reads_is_promoted_across_a_finally()
    {
        var text = IrText.Run("""
            method M(%x: double) -> double
              ; finally: try [body] handler [last]
            entry:
              %slot = slot AutoDiff.Tests.Passes.Vector
              %fx = field %slot, AutoDiff.Tests.Passes.Vector::X
              store double %fx, 1.0
              jump body
            body:
              %old = load double %fx
              %new = add %old, %x
              store double %fx, %new
              leave end
            last:
              %effect = call AutoDiff.Tests.Passes.Counter::Twice(0.0)
              endfinally
            end:
              %r = load double %fx
              return %r
            """, SlotPromotionPass.Run);
        Assert.That(text, Does.Contain("%new = add 1.0, %x").And.Contain("return %new").And.Not.Contain("slot"));
    }

    [Test]
    public void Slot_written_by_a_finally_and_read_after_it_stays()
    {
        var text = IrText.Run("""
            method M(%x: double) -> double
              ; finally: try [body] handler [last]
            entry:
              %slot = slot double
              jump body
            body:
              %effect = call AutoDiff.Tests.Passes.Counter::Twice(%x)
              leave end
            last:
              store double %slot, %x
              endfinally
            end:
              %r = load double %slot
              return %r
            """, SlotPromotionPass.Run);
        Assert.That(text, Does.Contain("slot double"));
    }

    [Test]
    public void Struct_parameters_of_blocks_are_split()
    {
        var text = IrText.Run("""
            method M(%s: AutoDiff.Tests.Passes.Vector, %x: double, %c: bool) -> double
            entry:
              jump loop(%s)
            loop(%v: AutoDiff.Tests.Passes.Vector):
              %vx = extract %v, AutoDiff.Tests.Passes.Vector::X
              %sum = add %vx, %x
              %w = insert %v, AutoDiff.Tests.Passes.Vector::X, %sum
              branch %c, loop(%w), end
            end:
              %r = extract %w, AutoDiff.Tests.Passes.Vector::Y
              %t = add %r, %sum
              return %t
            """, AggregateParametersPass.Run, SimplifyPass.Run, DeadCodePass.Run);
        Assert.That(text, Does.Contain("loop(%v.X: double)").And.Contain("branch %c, loop(%sum), end").And.Not.Contain("insert"));
    }

    [Test]
    public void Struct_selections_are_split()
    {
        var text = IrText.Run("""
            method M(%a: AutoDiff.Tests.Passes.Vector, %b: AutoDiff.Tests.Passes.Vector, %c: bool) -> double
            entry:
              %v = select %c, %a, %b
              %x = extract %v, AutoDiff.Tests.Passes.Vector::X
              return %x
            """, AggregateParametersPass.Run, SimplifyPass.Run, DeadCodePass.Run);
        Assert.That(text, Does.Match(@"select %c, %v\d*, %v\d*\n  return"));
    }

    [Test]
    public void Shapes()
    {
        var types = IrText.Types();
        StructShape Of(string name) => StructShape.Of(types, IrText.Parse($"method M(%x: {name}) -> void\nentry:\n  return\n", types).Parameters[0].Type);
        Assert.Multiple(() =>
        {
            Assert.That(Of("AutoDiff.Tests.Passes.Segment").LeafCount, Is.EqualTo(5));
            Assert.That(Of("System.ValueTuple`2<double,AutoDiff.Tests.Passes.Vector>").LeafCount, Is.EqualTo(3));
            Assert.That(Of(typeof(System.Numerics.Vector3).FullName!).Fields.Select(f => f.Name), Is.EqualTo(new[] { "X", "Y", "Z" }));
            Assert.That(Of("System.DateTime").IsOpaque);
            Assert.That(Of("System.Nullable`1<double>").IsOpaque);
            Assert.That(Of("double").IsOpaque);
            Assert.That(Of("AutoDiff.Tests.Passes.Counter").IsOpaque);
        });
    }
}
