using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Passes.Memory;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Tests.Passes;

internal sealed class SimplifyTests
{
    [TestCase("lt", "ge.un")]
    [TestCase("lt.un", "ge")]
    [TestCase("le", "gt.un")]
    [TestCase("gt", "le.un")]
    [TestCase("ge.un", "lt")]
    [TestCase("eq", "ne")]
    [TestCase("ne", "eq")]
    public void Negated_floating_comparison_counts_unordered_operands(string comparison, string inverse)
    {
        var text = IrText.Run($"""
            method M(%x: double, %y: double) -> bool
            entry:
              %c = compare {comparison} %x, %y
              %n = compare eq %c, 0
              return %n
            """, SimplifyPass.Run, DeadCodePass.Run);
        Assert.That(text, Does.Contain($"%n = compare {inverse} %x, %y\n"));
    }

    [TestCase("lt", "ge")]
    [TestCase("gt.un", "le.un")]
    public void Negated_integer_comparison_keeps_its_signedness(string comparison, string inverse)
    {
        var text = IrText.Run($"""
            method M(%x: int32, %y: int32) -> bool
            entry:
              %c = compare {comparison} %x, %y
              %n = compare eq %c, 0
              return %n
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain($"compare {inverse} %x, %y"));
    }

    [Test]
    public void Comparison_with_zero_in_front_of_a_branch_swaps_its_ways()
    {
        var text = IrText.Run("""
            method M(%x: int32) -> double
            entry:
              %c = compare eq %x, 0
              branch %c, a, b
            a:
              return 1.0
            b:
              return 2.0
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain("branch %x, b, a"));
    }

    [Test]
    public void Constant_branch_leaves_one_straight_line()
    {
        var text = IrText.Run("""
            method M(%x: double) -> double
            entry:
              branch 1, a, b
            a:
              %y = add %x, 1.0
              jump end(%y)
            b:
              jump end(%x)
            end(%r: double):
              return %r
            """, SimplifyPass.Run);
        Assert.That(text, Is.EqualTo("method M(%x: double) -> double\nentry:\n  %y = add %x, 1.0\n  return %y\n"));
    }

    [Test]
    public void Flag_of_a_conjunction_is_threaded_to_the_branch_on_it()
    {
        var text = IrText.Run("""
            method M(%x: double, %y: double) -> double
            entry:
              %a = compare gt %x, 0.0
              branch %a, second, decide(0:bool)
            second:
              %b = compare gt %y, 0.0
              jump decide(%b)
            decide(%both: bool):
              branch %both, yes, no
            yes:
              return %x
            no:
              return %y
            """, SimplifyPass.Run);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("branch %a, second, no"));
            Assert.That(text, Does.Contain("branch %b, yes, no"));
            Assert.That(text, Does.Not.Contain("decide"));
        });
    }

    [Test]
    public void Entry_of_a_loop_is_not_threaded_into_its_middle()
    {
        var text = IrText.Run("""
            method M(%x: int32) -> int32
            entry:
              jump header(1)
            header(%go: int32):
              branch %go, body, end
            body:
              %n = call System.Math::Abs[int32](%x)
              jump header(%n)
            end:
              return %x
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain("jump header(1)"));
    }

    [Test]
    public void Two_ways_to_one_target_with_different_arguments_stay_apart()
    {
        var text = IrText.Run("""
            method M(%c: bool, %x: double, %y: double) -> double
            entry:
              branch %c, a, b
            a:
              jump end(%x)
            b:
              jump end(%y)
            end(%r: double):
              return %r
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain("branch %c, a, end(%y)").And.Contain("jump end(%x)"));
    }

    [Test]
    public void Parameters_that_are_no_choice_vanish()
    {
        var text = IrText.Run("""
            method M(%c: bool, %x: double) -> double
            entry:
              jump header(%x, %x, 0.0)
            header(%a: double, %b: double, %s: double):
              %t = add %s, %a
              branch %c, header(%a, %b, %t), end
            end:
              %r = add %t, %b
              return %r
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain("header(%s: double)").And.Contain("add %s, %x").And.Contain("add %t, %x"));
    }

    [Test]
    public void Extract_sees_through_insertions()
    {
        var text = IrText.Run("""
            method M(%v: AutoDiff.Tests.Passes.Vector, %x: double) -> double
            entry:
              %w = insert %v, AutoDiff.Tests.Passes.Vector::X, %x
              %x1 = extract %w, AutoDiff.Tests.Passes.Vector::X
              %y1 = extract %w, AutoDiff.Tests.Passes.Vector::Y
              %s = add %x1, %y1
              return %s
            """, SimplifyPass.Run, DeadCodePass.Run);
        Assert.That(text, Does.Contain("%y1 = extract %v, AutoDiff.Tests.Passes.Vector::Y\n  %s = add %x, %y1").And.Not.Contain("insert"));
    }

    [Test]
    public void Putting_back_all_fields_gives_the_value_they_came_from()
    {
        var text = IrText.Run("""
            method M(%v: AutoDiff.Tests.Passes.Vector) -> AutoDiff.Tests.Passes.Vector
            entry:
              %x = extract %v, AutoDiff.Tests.Passes.Vector::X
              %y = extract %v, AutoDiff.Tests.Passes.Vector::Y
              %a = insert default AutoDiff.Tests.Passes.Vector, AutoDiff.Tests.Passes.Vector::X, %x
              %b = insert %a, AutoDiff.Tests.Passes.Vector::Y, %y
              return %b
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain("return %v"));
    }

    [Test]
    public void Overwritten_insertion_is_skipped_and_a_full_chain_forgets_its_origin()
    {
        var text = IrText.Run("""
            method M(%v: AutoDiff.Tests.Passes.Vector, %x: double, %y: double) -> AutoDiff.Tests.Passes.Vector
            entry:
              %a = insert %v, AutoDiff.Tests.Passes.Vector::X, 1.0
              %b = insert %a, AutoDiff.Tests.Passes.Vector::Y, %y
              %c = insert %b, AutoDiff.Tests.Passes.Vector::X, %x
              return %c
            """, SimplifyPass.Run, DeadCodePass.Run);
        Assert.That(text, Does.Contain("%b = insert default AutoDiff.Tests.Passes.Vector, AutoDiff.Tests.Passes.Vector::Y, %y\n  %c = insert %b"));
    }

    [Test]
    public void Signed_zero_is_not_zero()
    {
        var text = IrText.Run("""
            method M() -> AutoDiff.Tests.Passes.Vector
            entry:
              %a = insert default AutoDiff.Tests.Passes.Vector, AutoDiff.Tests.Passes.Vector::X, -0.0
              %b = insert %a, AutoDiff.Tests.Passes.Vector::Y, 0.0
              return %b
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain("::X, -0.0"));
    }

    [Test]
    public void Constant_switch_takes_its_way()
    {
        var text = IrText.Run("""
            method M(%x: double) -> double
            entry:
              switch 1, [a, b], c
            a:
              return 0.0
            b:
              return %x
            c:
              return 1.0
            """, SimplifyPass.Run);
        Assert.That(text, Is.EqualTo("method M(%x: double) -> double\nentry:\n  return %x\n"));
    }

    [Test]
    public void Switch_that_tells_one_number_from_the_others_is_a_comparison()
    {
        var text = IrText.Run("""
            method M(%n: int32) -> double
            entry:
              switch %n, [a, b, a, a], a
            a:
              return 0.0
            b:
              return 1.0
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain("%v = compare eq %n, 1\n  branch %v, b, a"));
    }

    [Test]
    public void Switch_has_no_entries_at_its_end_that_go_the_default_way()
    {
        var text = IrText.Run("""
            method M(%n: int32) -> double
            entry:
              switch %n, [a, b, a], a
            a:
              return 0.0
            b:
              switch %n, [a, b1, c, a, a], a
            b1:
              return 1.0
            c:
              return 2.0
            """, SimplifyPass.Run);
        Assert.That(text, Does.Contain("switch %n, [a, b1, c], a"));
    }

    [Test]
    public void Box_is_of_its_type_alone_and_not_null()
    {
        var text = IrText.Run("""
            method M(%x: double) -> double
            entry:
              %b = il.throws box double (%x) -> object
              branch %b, next, never
            next:
              %c = il.pure isinst System.IDisposable (%b) -> System.IDisposable
              branch %c, never, further
            further:
              %d = il.pure isinst System.Int32 (%b) -> System.Object
              branch %d, never, last
            last:
              %e = il.pure isinst double (%b) -> object
              %a = il.throws unbox double (%e) -> double&
              %v = load double %a
              return %v
            never:
              return 0.0
            """, SimplifyPass.Run);
        Assert.That(text, Does.Not.Contain("branch").And.Not.Contain("isinst"));
    }

    [Test]
    public void Box_that_is_only_unboxed_is_a_local()
    {
        var text = IrText.Run("""
            method M(%x: double) -> double
            entry:
              %b = il.throws box double (0.0) -> object
              %a = il.throws unbox double (%b) -> double&
              store double %a, %x
              %c = il.throws unbox double (%b) -> double&
              %v = load double %c
              return %v
            """, method => ObjectPromotionPass.Run(method, _ => false), SlotPromotionPass.Run, SimplifyPass.Run);
        Assert.That(text, Is.EqualTo("method M(%x: double) -> double\nentry:\n  return %x\n"));
    }

    [Test]
    public void Test_for_a_type_is_answered_by_the_class_that_a_reference_is_declared_with()
    {
        var text = IrText.Run("""
            method M(%x: System.Collections.Generic.List`1<System.Double>, %y: System.Object) -> System.Object
            entry:
              %a = il.pure isinst double[] (%x) -> double[]
              branch %a, never, next
            never:
              return %y
            next:
              %b = il.pure isinst System.Collections.Generic.List`1<System.Double> (%x) -> System.Collections.Generic.List`1<System.Double>
              branch %b, list, open
            list:
              return %b
            open:
              %c = il.pure isinst System.Collections.Generic.IEnumerable`1<System.Double> (%x) -> System.Collections.Generic.IEnumerable`1<System.Double>
              branch %c, list1, open1
            list1:
              return %c
            open1:
              %d = il.pure isinst double[] (%y) -> double[]
              return %d
            """, SimplifyPass.Run, DeadCodePass.Run);
        Assert.That(text, Does.Not.Contain("%a").And.Contain("branch %x, list").And.Contain("return %x").And.Contain("isinst double[] (%y)"));
    }

    [TestCase("System.Array", "double[]")]
    [TestCase("System.Object", "System.String")]
    [TestCase("System.Collections.Generic.IEnumerable`1<System.Double>", "System.Collections.Generic.List`1<System.Double>")]
    [TestCase("System.Exception", "System.InvalidOperationException")]
    [TestCase("System.Object[]", "System.String[]")]
    [TestCase("System.ValueType", "System.Double")]
    public void Test_for_a_type_that_an_object_may_have_stays(string declared, string wanted)
    {
        var text = IrText.Run($"""
            method M(%x: {declared}) -> System.Object
            entry:
              %a = il.pure isinst {wanted} (%x) -> System.Object
              return %a
            """, SimplifyPass.Run, DeadCodePass.Run);
        Assert.That(text, Does.Contain("isinst"));
    }

    [Test]
    public void Branch_on_what_a_branch_above_has_tested_is_decided()
    {
        var text = IrText.Run("""
            method M(%x: System.String, %c: bool) -> double
            entry:
              branch %x, some, none
            some:
              branch %c, again, both
            again:
              %n = compare eq %x, null:System.String
              branch %n, dead, alive
            dead:
              return 1.0
            alive:
              return 2.0
            none:
              branch %x, dead1, both
            dead1:
              return 3.0
            both:
              branch %x, a, b
            a:
              return 4.0
            b:
              return 5.0
            """, KnownConditionsPass.Run, SimplifyPass.Run);
        Assert.That(text, Does.Not.Contain("return 1.0").And.Not.Contain("return 3.0").And.Contain("return 2.0"));
        // Both ways lead there.
        Assert.That(text, Does.Contain("return 4.0").And.Contain("return 5.0"));
    }
}
