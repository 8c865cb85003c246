using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Lanes;
using Mono.Cecil;

namespace AutoDiff.Tests.Passes;

/// <summary>Lane forms of methods whose last parameter is different in each lane.</summary>
internal sealed class LaneTests
{
    private const string Squares = """
        method M(%x: double[], %dx: double[]) -> double[]
        entry:
          %l = length %x
          %n = convert int32 %l
          %y = newarray double %n
          %dy = newarray double %n
          jump loop(0)
        loop(%i: int32):
          %c = compare lt %i, %n
          branch %c, body, end
        body:
          %p = element.readonly double %x, %i
          %v = load double %p
          %q = element.readonly double %dx, %i
          %dv = load double %q
          %w = mul %v, %v
          %dw = mul %dv, %v
          %r = element.readonly double %y, %i
          store double %r, %w
          %s = element.readonly double %dy, %i
          store double %s, %dw
          %j = add %i, 1
          jump loop(%j)
        end:
          return %dy
        """;

    [Test]
    public void Only_what_differs_between_lanes_is_in_vectors()
    {
        string? text = Run(Squares);
        Assert.That(text, Does.Contain("%x: double[], %dx: AutoDiff.LaneNumber[], %memory: AutoDiff.LaneMemory) -> AutoDiff.LaneNumber[]")
            .And.Contain("newarray double").And.Contain("AutoDiff.LaneMemory::Array")
            .And.Match(@"%w = mul (%\w+), \1").And.Contain("op_Multiply").And.Not.Contain("op_Addition"));
    }

    [Test]
    public void Zeros_and_numbers_of_all_lanes_are_made_lanes_where_they_meet_them() =>
        Assert.That(Run("""
            method M(%n: int32, %x: double, %d: double) -> double
            entry:
              branch %n, one, end(%x)
            one:
              %m = neg %d
              jump end(%m)
            end(%r: double):
              %s = select %n, %r, 0.0
              %t = sub %s, %x
              return %t
            """), Does.Match(@"(?s)Create\[double\]\(%x\).*op_UnaryNegation.*Create\[double\]\(0\.0\).*select.*op_Subtraction"));

    [Test]
    public void A_choice_of_several_ways_passes_lanes() =>
        Assert.That(Run("""
            method M(%n: int32, %x: double, %d: double) -> double
            entry:
              switch %n, [end(%d), end(%x)], other
            other:
              %m = neg %d
              jump end(%m)
            end(%r: double):
              return %r
            """), Does.Match(@"(?s)Create\[double\]\(%x\).*switch %n, \[end\(%\w+\), end\(%\w+\)\], other"));

    [Test]
    public void Two_arrays_that_may_be_one_are_both_of_lanes() =>
        Assert.That(Run("""
            method M(%n: int32, %d: double[]) -> double[]
            entry:
              %a = newarray double %n
              branch %n, end(%a), end(%d)
            end(%r: double[]):
              return %r
            """), Does.Contain("AutoDiff.LaneMemory::Array").And.Not.Contain("newarray double"));

    [Test]
    public void Products_are_added_to_arrays_of_lanes() =>
        Assert.That(Run("""
            method M(%x: double[], %dx: double[], %g: double[]) -> void
            entry:
              %p = element.readonly double %dx, 0
              %d = load double %p
              %q = element.readonly double %x, 0
              %v = load double %q
              %w = mul %d, %v
              %r = element.readonly double %g, 0
              %s = load double %r
              %t = add %s, %w
              store double %r, %t
              return
            """, (method, numbers) => LaneForm.Of(method, [1, 2], numbers)),
            Does.Contain("%dx: AutoDiff.LaneNumber[], %g: AutoDiff.LaneNumber[], %memory: AutoDiff.LaneMemory) -> void").And.Contain("op_Multiply")
            .And.Contain("op_Addition").And.Match(@"load double %q"));

    [TestCase("%w = mul %v, %v", "%w = mul %dv, %v\n  %u = convert int32 %w", TestName = "An integer is made of what varies")]
    [TestCase("%dw = mul %dv, %v", "%dw = mul %dv, %dv", TestName = "A product of two that vary")]
    [TestCase("%dw = mul %dv, %v", "%dw = div %v, %dv", TestName = "A divisor varies")]
    [TestCase("%dw = mul %dv, %v", "%dw = call.pure System.Math::Sin(%dv)", TestName = "A function of what varies")]
    [TestCase("%dw = mul %dv, %v", "%b = compare lt %dv, 0.0\n  %dw = select %b, %dv, %v", TestName = "What varies is compared")]
    [TestCase(
        "%s = element.readonly double %dy, %i", "%s = element.readonly double %x, %i", TestName = "What varies is written to an array of the caller's")]
    [TestCase("return %dy", "%z = call AutoDiff.Tests.Passes.LaneTests::Kept(%dy)\n  return %z", TestName = "An array leaves")]
    [TestCase("%dw = mul %dv, %v", "%dw = rem %dv, %v", TestName = "A remainder")]
    public void There_is_none_where(string old, string other)
    {
        string changed = Squares.Replace(old, other, StringComparison.Ordinal);
        Assert.That(changed, Is.Not.EqualTo(Squares));
        Assert.That(Run(changed), Is.Null);
    }

    private const string Gradient = """
        method G(%p: double, %s: AutoDiff.Tests.Passes.Vector) -> System.ValueTuple`2<System.Double,System.Double>
        entry:
          %x = extract %s, AutoDiff.Tests.Passes.Vector::X
          %y = extract %s, AutoDiff.Tests.Passes.Vector::Y
          %v = mul %p, %x
          %c = compare gt %v, 0.0
          branch %c, positive, end(%y)
        positive:
          %n = neg %v
          jump end(%n)
        end(%w: double):
          %d = compare ne %w, %w
          branch %d, again, done
        again:
          %a = call AutoDiff.Tests.Passes.Counter::Twice(%p)
          jump done2(%a)
        done:
          %e = call.pure System.Math::Exp(%w)
          jump done2(%e)
        done2(%z: double):
          %t = insert default System.ValueTuple`2<System.Double,System.Double>, System.ValueTuple`2<System.Double,System.Double>::Item1, %z
          %u = insert %t, System.ValueTuple`2<System.Double,System.Double>::Item2, %x
          return %u
        """;

    [Test]
    public void Results_are_added_in_order_unless_lanes_differ() =>
        Assert.That(Sum(Gradient), Does.Match(@"(?s)Create\[double,.*ConditionalSelect.*ExtractMostSignificantBits.*branch").And.Contains("return 0")
            .And.Match(@"(?s)GetElement.*add.*store double.*GetElement.*store double.*return 1").And.Not.Contains("Twice"));

    [TestCase("2.0", "op_Multiply", "0.5")]
    [TestCase("-0.25", "op_Multiply", "-4.0")]
    [TestCase("3.0", "op_Division", "3.0")]
    [TestCase("1E-320", "op_Division", "1E-320")]
    public void Vectors_are_divided_by_powers_of_two_without_a_division(string divisor, string operation, string factor) =>
        Assert.That(Sum(Gradient.Replace("%v = mul %p, %x", "%v = div %x, " + divisor, StringComparison.Ordinal)),
            Does.Match($@"(?s)(%\w+) = call\.pure \S*Create\[double\]\({factor}\).*{operation}\S*\(%\w+, \1\)"));

    [TestCase("%e = call.pure System.Math::Exp(%w)", "LaneFunctions::Exp")]
    [TestCase("%e = call.pure System.Math::Pow(%w, %p)", "LaneFunctions::Pow")]
    [TestCase("%e = call.pure System.Math::Tan(%w)", "Math::Tan")]
    public void Functions_of_vectors_are_called_where_there_are_some(string call, string called) =>
        Assert.That(Sum(Gradient.Replace("%e = call.pure System.Math::Exp(%w)", call, StringComparison.Ordinal)), Does.Contain(called));

    [TestCase("%v = mul %p, %x", "%i = convert int32 %x\n  %v = convert double %i", TestName = "An integer is made of what differs")]
    [TestCase("%v = mul %p, %x", "%v = call AutoDiff.Tests.Passes.Counter::Twice(%x)", TestName = "Something is called with what differs")]
    public void There_is_no_sum_where(string old, string other) => Assert.That(Sum(Gradient.Replace(old, other, StringComparison.Ordinal)), Is.Null);

    public static double[] Kept(double[] array) => array;

    private static string? Sum(string text) => Run(text, (method, numbers) => LaneForm.Summing(method, method.Parameters.Count - 1, numbers));

    private static string? Run(string text) => Run(text, (method, numbers) => LaneForm.Of(method, [method.Parameters.Count - 1], numbers));

    private static string? Run(string text, Func<MethodIR, LaneNumbers, MethodIR?> lanesOf)
    {
        var method = IrText.Parse(text);
        var types = method.Types;
        var library = types.Module.AssemblyResolver.Resolve(AssemblyNameReference.Parse("AutoDiff.Runtime")).MainModule;
        if (lanesOf(method, new LaneNumbers(types, new RuntimeLibrary(types, library), _ => throw new InvalidOperationException())) is not { } lanes)
            return null;
        Verifier.Verify(lanes, "lanes");
        return Printer.Print(lanes);
    }
}
