using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Handlers;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Tests.Passes;

internal sealed class FilterTests
{
    private const string TwoFilters = """
        method M(%x: double, %k: int32) -> double
          ; filter: try [tried] filter [asked, told, answer] handler [taken]
          ; filter: try [tried] filter [other] handler [last]
        entry:
          jump tried
        tried:
          %s = call System.Math::Sqrt(%x)
          leave end(%s)
        asked(%e: object):
          %t = il.pure isinst System.ArithmeticException (%e) -> System.ArithmeticException
          branch %t, told, answer(0)
        told:
          %v = compare gt %k, 3
          jump answer(%v)
        answer(%a: int32):
          endfilter %a
        taken(%e2: object):
          leave end(1.0)
        other(%e3: object):
          endfilter %k
        last(%e4: object):
          leave end(2.0)
        end(%r: double):
          return %r
        """;

    [Test]
    public void Handlers_become_one_that_asks_in_order()
    {
        string text = IrText.Run(TwoFilters, Lower, SimplifyPass.Run, DeadCodePass.Run);
        Assert.That(text, Does.Contain("; catch object: try [tried] handler").And.Not.Contain("filter:").And.Not.Contain("endfilter").And.Contain("rethrow"));
        Assert.That(text, Does.Match("branch %(v|k|x), taken, ").And.Match("branch %k, last, refused"));
    }

    [Test]
    public void Only_what_a_filter_asks_for_is_caught()
    {
        string text = IrText.Run("""
            method M(%x: double, %k: int32) -> double
              ; filter: try [tried] filter [asked, told, answer] handler [taken]
              ; catch System.DivideByZeroException: try [tried] handler [last]
            entry:
              jump tried
            tried:
              %s = call System.Math::Sqrt(%x)
              leave end(%s)
            asked(%e: object):
              %t = il.pure isinst System.OverflowException (%e) -> System.OverflowException
              branch %t, told, answer(0)
            told:
              jump answer(%k)
            answer(%a: int32):
              endfilter %a
            taken(%e2: object):
              leave end(1.0)
            last(%e3: System.DivideByZeroException):
              leave end(2.0)
            end(%r: double):
              return %r
            """, Lower);
        Assert.That(text, Does.Contain("; catch System.ArithmeticException: try [tried] handler"));
    }

    [Test]
    public void A_filter_that_may_throw_is_protected()
    {
        string text = IrText.Run("""
            method M(%x: double, %a: int32[]) -> double
              ; filter: try [tried] filter [asked] handler [taken]
            entry:
              jump tried
            tried:
              %s = call System.Math::Sqrt(%x)
              leave end(%s)
            asked(%e: object):
              %at = element int32 %a, 1
              %v = load int32 %at
              endfilter %v
            taken(%e2: object):
              leave end(1.0)
            end(%r: double):
              return %r
            """, Lower);
        Assert.That(text, Does.Contain("; catch object: try [asked] handler [failed]\n  ; catch object: try [tried] handler ["));
    }

    [Test]
    public void What_has_to_run_early_stays()
    {
        var method = IrText.Parse(TwoFilters);
        Assert.That(FilterPass.Run(method, (_, _) => "why"), Is.False);
        Assert.That(method.Regions.Select(r => r.Obstacle), Is.All.EqualTo("why"));
    }

    [Test]
    public void Handlers_of_what_cannot_throw_go()
    {
        string text = IrText.Run("""
            method M(%x: double) -> double
              ; catch System.Exception: try [tried] handler [taken]
            entry:
              jump tried
            tried:
              %s = mul %x, %x
              leave end(%s)
            taken(%e: System.Exception):
              leave end(1.0)
            end(%r: double):
              return %r
            """, IdleHandlersPass.Run, SimplifyPass.Run);
        Assert.That(text, Does.Not.Contain("catch").And.Contain("return %s"));
    }

    private static bool Lower(MethodIR method) => FilterPass.Run(method, (_, _) => null);
}
