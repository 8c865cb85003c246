using AutoDiff.Tests.Support;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Tests.Passes;

/// <summary>Runs passes on IR written as text, with the invariants checked before and after each.</summary>
internal static class IrText
{
    private static readonly Lazy<ModuleDefinition> Module = new(ReadOwnModule);

    /// <summary>A fresh view of the types of this assembly and of what it references.</summary>
    public static TypeContext Types(bool withOptional = false)
    {
        if (!withOptional)
            return new TypeContext(Module.Value);
        var library = Module.Value.AssemblyResolver.Resolve(AssemblyNameReference.Parse("AutoDiff.Runtime")).MainModule;
        return new TypeContext(Module.Value, new WithOptional(Module.Value.ImportReference(library.GetType("AutoDiff.Optional"))));
    }

    private sealed class WithOptional(TypeReference optional) : StandIns
    {
        public override TypeReference? Optional => optional;
    }

    public static MethodIR Parse(string text, TypeContext? types = null)
    {
        var method = Parser.Parse(types ?? Types(), text);
        Verifier.Verify(method, "parsing");
        return method;
    }

    /// <summary>The text after the passes.</summary>
    public static string Run(string text, params Func<MethodIR, bool>[] passes) => Run(Parse(text), passes);

    public static string Run(MethodIR method, params Func<MethodIR, bool>[] passes)
    {
        foreach (var pass in passes)
        {
            pass(method);
            Verifier.Verify(method, pass.Method.DeclaringType!.Name);
        }
        return Printer.Print(method);
    }

    private static ModuleDefinition ReadOwnModule() => ModuleDefinition.ReadModule(
        typeof(IrText).Assembly.Location, new ReaderParameters { AssemblyResolver = new References([], withLibrary: true) });
}

internal struct Vector(double x, double y)
{
    public double X = x;
    public double Y = y;
}

internal struct Segment(Vector from, Vector to, byte tag)
{
    public Vector From = from;
    public Vector To = to;
    public byte Tag = tag;
}

internal sealed class Counter
{
    public double Count;

    public double Next(double by) => Count += by;

    public static double Twice(double x) => x + x;

    public static double Again(double x) => x > 0 ? Again(x - 1) : x;
}
