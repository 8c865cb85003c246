using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Vectors;
using Mono.Cecil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Tests.Passes;

/// <summary>Loops over vectors. In the texts, sums whose name begins with <c>d</c> are sums of cotangents.</summary>
internal sealed class VectorTests
{
    private const string Scaled = """
        method M(%x: double[], %y: double[], %a: double, %n: int32) -> void
        entry:
          jump loop(0)
        loop(%i: int32):
          %c = compare lt %i, %n
          branch %c, body, end
        body:
          %p = element.readonly double %x, %i
          %u = load double %p
          %v = mul %u, %a
          %q = element.readonly double %y, %i
          %w = load double %q
          %s = add %w, %v
          store double %q, %s
          %j = add %i, 1
          jump loop(%j)
        end:
          return
        """;

    [Test]
    public void Loop_stays_behind_a_call_that_runs_what_fills_vectors()
    {
        var (text, kernel) = Run(Scaled);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("compare ge").And.Contain("call Made::loop").And.Contain("%p = element.readonly double %x, %i"));
            Assert.That(kernel, Does.Contain("LoopVectors::Fits").And.Contain("LoopVectors::Apart").And.Contain("LoopVectors::Multiply")
                .And.Contain("LoopVectors::Add").And.Contain("LoopVectors::Store"));
        });
    }

    [TestCase("%i, %n", "%n, %i", TestName = "The counter is on the right")]
    [TestCase("double %y, %i", "double %x, %j", TestName = "What is written is read by the next iteration")]
    [TestCase("%c = compare lt %i, %n", "%c = compare lt.un %i, %n", TestName = "The bound is unsigned")]
    [TestCase("load double %p", "load.volatile double %p", TestName = "A read is volatile")]
    [TestCase("%v = mul %u, %a", "%v = call AutoDiff.Tests.Passes.Counter::Twice(%u)", TestName = "Something is called")]
    [TestCase("%j = add %i, 1", "%j = add %i, 2", TestName = "The step is 2")]
    [TestCase("%s = add %w, %v", "%s = add %w, %v\n  store double %q, %v\n  %b = mul %i, %i\n  %z = element double %x, %b\n  store double %z, %v",
        TestName = "An index is a square")]
    public void Loop_stays_as_it_is(string old, string other)
    {
        string changed = Scaled.Replace(old, other, StringComparison.Ordinal);
        if (other.Contains("%x, %j", StringComparison.Ordinal))
        {
            changed = changed.Replace("  %q =", "  %j = add %i, 1\n  %q =", StringComparison.Ordinal)
                .Replace("%s\n  %j = add %i, 1", "%s", StringComparison.Ordinal);
        }

        Assert.That(changed, Is.Not.EqualTo(Scaled));
        Assert.That(Run(changed).Kernel, Is.Null);
    }

    private const string Summed = """
        method M(%x: double[], %y: double[], %z: double[], %k: int32) -> double
        entry:
          jump loop(%k, 0.0)
        loop(%n: int32, %sum: double):
          branch %n, body, end
        body:
          %i = sub %n, 1
          %p = element.readonly double %x, %i
          %u = load double %p
          %q = element.readonly double %y, %i
          %v = load double %q
          %w = mul %u, %v
          %d = add %sum, %w
          %r = element.readonly double %z, 3
          %f = load double %r
          %g = mul %f, %u
          store double %q, %g
          jump loop(%i, %d)
        end:
          return %sum
        """;

    [Test]
    public void Sum_of_cotangents_is_summed_in_lanes()
    {
        var (text, kernel) = Run(Summed);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("slot double").And.Contain("LoopVectors::Peek").And.Contain("LoopVectors::Differ"));
            Assert.That(kernel, Does.Contain("LoopVectors::Sum").And.Contain("-0.0"));
        });
    }

    [Test]
    public void Sum_of_the_program_is_not() => Assert.That(Run(Summed.Replace("%d", "%t", StringComparison.Ordinal)).Kernel, Is.Null);

    [Test]
    public void Sum_that_is_used_on_the_way_is_not() =>
        Assert.That(Run(Summed.Replace("%g = mul %f, %u", "%g = mul %d, %u", StringComparison.Ordinal)).Kernel, Is.Null);

    private const string Neighbours = """
        method M(%x: double[], %y: double[], %n: int32) -> void
        entry:
          jump loop(0)
        loop(%i: int32):
          %c = compare lt %i, %n
          branch %c, body, end
        body:
          %j = add %i, 1
          %p = element.readonly double %x, %i
          %u = load double %p
          %q = element.readonly double %y, %i
          %v = load double %q
          %d1 = add %v, %u
          store double %q, %d1
          %r = element.readonly double %y, %j
          %w = load double %r
          %d2 = add %w, %u
          store double %r, %d2
          jump loop(%j)
        end:
          return
        """;

    [Test]
    public void Cotangents_are_added_to_neighbours_in_any_order() =>
        Assert.That(Run(Neighbours).Kernel, Does.Match(@"(?s)LoopVectors::Load.*LoopVectors::Store.*LoopVectors::Load.*LoopVectors::Store"));

    [Test]
    public void Numbers_of_the_program_are_not() => Assert.That(Run(Neighbours.Replace("%d1", "%t1", StringComparison.Ordinal)).Kernel, Is.Null);

    [Test]
    public void Neighbours_that_are_both_read_before_one_is_written_are_not()
    {
        string early = Neighbours.Replace("  %w = load double %r\n", "", StringComparison.Ordinal).Replace(
            "  %d1 =", "  %r = element.readonly double %y, %j\n  %w = load double %r\n  %d1 =", StringComparison.Ordinal);
        int second = early.LastIndexOf("  %r = ", StringComparison.Ordinal);
        early = early.Remove(second, early.IndexOf('\n', second) + 1 - second);
        Assert.That(Run(early).Kernel, Is.Null);
    }

    [Test]
    public void Nothing_is_added_where_the_one_cotangent_is_zero()
    {
        const string Zero = @"inside:\s+%\w+ = compare eq %number, 0.0\s+branch %\w+, end, setup";
        string summed = Scaled.Replace("%s", "%d", StringComparison.Ordinal).Replace("%v = mul %u, %a", "%dv = mul %a, %u", StringComparison.Ordinal)
            .Replace("%w, %v", "%w, %dv", StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(Run(summed).Kernel, Does.Match(Zero));
            Assert.That(Run(summed.Replace("%dv", "%v", StringComparison.Ordinal)).Kernel, Does.Not.Match(Zero), "a product of the program");
            Assert.That(Run(summed.Replace("mul %a, %u", "mul %u, %a", StringComparison.Ordinal)).Kernel, Does.Not.Match(Zero), "the cotangent is an element");
        });
    }

    [Test]
    public void Places_of_one_array_get_their_cotangents_in_rounds() =>
        Assert.That(Run(Neighbours).Kernel, Does.Match(@"(?s)LoopVectors::Store.*branch.*LoopVectors::Store.*branch"));

    private static (string Text, string? Kernel) Run(string text)
    {
        var method = IrText.Parse(text);
        var types = method.Types;
        var library = types.Module.AssemblyResolver.Resolve(AssemblyNameReference.Parse("AutoDiff.Runtime")).MainModule;
        var home = new TypeDefinition("", "Made", TypeAttributes.Class, types.Object);
        string? kernel = null;
        MethodReference Make(MethodIR body)
        {
            Verifier.Verify(body, "vectors");
            kernel = Printer.Print(body);
            var made = new MethodDefinition(body.Name, MethodAttributes.Static, body.ReturnType);
            foreach (var parameter in body.Parameters)
                made.Parameters.Add(new ParameterDefinition(parameter.Type));
            home.Methods.Add(made);
            return made;
        }

        bool IsAdjoint(Instruction i) => i.Name?.StartsWith('d') == true;
        bool changed = VectorisePass.Run(method, new LaneLibrary(types, new RuntimeLibrary(types, library)), Make, IsAdjoint, zeroStays: true);
        Verifier.Verify(method, "vectors");
        Assert.That(changed, Is.EqualTo(kernel is not null));
        return (Printer.Print(method), kernel);
    }
}
