using System.Runtime.Loader;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;
using Mono.Cecil;
using MethodAttributes = Mono.Cecil.MethodAttributes;
using TypeAttributes = Mono.Cecil.TypeAttributes;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>Emitted code does what the IR says, in the order it says, whatever the IR: random methods against an interpreter.</summary>
[TestFixture]
internal sealed class RandomMethodTests
{
    private delegate double Signature(int a, int b, double x, double[] array, ref double reference, Box? box, Outer given);

    [Test]
    public void Emitted_code_agrees_with_an_interpreter_of_the_IR([Range(1, 1201, 200)] int firstSeed)
    {
        var methods = Enumerable.Range(firstSeed, 200).ToDictionary(seed => seed, _ => default(MethodIR)!);
        var emitted = Emit(methods);
        var runs = 0;
        foreach (var (seed, ir) in methods)
        {
            var code = emitted.GetMethod(ir.Name)!.CreateDelegate<Signature>();
            foreach (var (a, b, x, hasBox) in new[] { (3, 2, 1.5, true), (-7, 0, -2.25, true), (1, 5, double.NaN, true), (2, 1, 0.5, false) })
            {
                var expected = Observe(cell => Interpreter.Run(ir, a, b, x, cell.Array, cell.Cell, cell.Box, cell.Given), hasBox);
                var actual = Observe(cell => code(a, b, x, cell.Array, ref cell.Cell[0], cell.Box, cell.Given), hasBox);
                Assert.That(actual, Is.EqualTo(expected), () => $"seed {seed}, a = {a}\nexpected {expected}\nactual   {actual}\n{Printer.Print(ir)}");
                runs++;
            }
        }
        TestContext.Out.WriteLine($"{runs} runs agree");
    }

    internal static Type Emit(Dictionary<int, MethodIR> methods)
    {
        using var module = ModuleDefinition.CreateModule("Random", ModuleKind.Dll);
        var host = new TypeDefinition("", "Host", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        module.Types.Add(host);
        foreach (var seed in methods.Keys.ToList())
        {
            var ir = methods[seed] = RandomMethod.Create(module, seed);
            Verifier.Verify(ir, "generation");
            // The optimising JIT hoists checks out of loops past other checks: which exception comes first is certain only without it.
            var target = new MethodDefinition(ir.Name, MethodAttributes.Public | MethodAttributes.Static, ir.ReturnType) { NoOptimization = true };
            foreach (var parameter in ir.Parameters)
                target.Parameters.Add(new ParameterDefinition(parameter.Type));
            host.Methods.Add(target);
            MethodEmitter.Emit(ir, target);
        }
        using var image = new MemoryStream();
        module.Write(image);
        image.Position = 0;
        return new AssemblyLoadContext("Random", isCollectible: true).LoadFromStream(image).GetType("Host", throwOnError: true)!;
    }

    private static string Observe(Func<(double[] Array, double[] Cell, Box? Box, Outer Given), double> run, bool hasBox)
    {
        Playground.Calls.Clear();
        Playground.Global = 0.5;
        var state = (
            Array: new[] { 1.0, -2.0, 0.25, 8.0 }, Cell: new[] { 0.75 }, Box: hasBox ? new Box { D = 4 } : null,
            Given: new Outer { X = 1.25, I = new Inner { P = 3, Q = 1 }, J = new Inner { P = -0.5, Q = 2 } });
        string outcome;
        try
        {
            outcome = Playground.Bits(run(state));
        }
        catch (Exception e) when (e is ApplicationException or ArithmeticException or NullReferenceException or IndexOutOfRangeException)
        {
            outcome = e.GetType().Name + e.Message;
        }
        return $"{outcome} | {string.Join(' ', state.Array.Select(Playground.Bits))} | {Playground.Bits(state.Cell[0])} | {state.Box?.D} {state.Box?.O.X} "
            + $"{state.Box?.O.I.P} {state.Box?.O.J.Q} | "
            + $"{Playground.Bits(Playground.Global)} | {string.Join(' ', Playground.Calls)}";
    }
}
