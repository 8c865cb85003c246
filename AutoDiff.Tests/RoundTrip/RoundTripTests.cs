using System.Reflection;
using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>
/// Import, verification and emission prove themselves on code that was not written for them: assemblies whose every method went to IR and
/// back do what they did before.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RoundTripTests
{
    private static readonly Lazy<ReemittedAssembly> MathNetCopy = new(() => ReemittedAssembly.Of(typeof(MathNet.Numerics.SpecialFunctions).Assembly));

    [Test]
    public void MathNet_computes_the_same()
    {
        var original = typeof(MathNet.Numerics.SpecialFunctions).Assembly;
        var reemitted = MathNetCopy.Value;
        reemitted.Report("MathNet.Numerics");
        var copy = Loaded.From(reemitted.Image);
        TestContext.Out.WriteLine($"{Loaded.Prepare(copy)} methods compiled by the JIT");
        string[] themes = ["MathNet.Numerics", "MathNet.Numerics.Distributions", "MathNet.Numerics.Statistics", "MathNet.Numerics.Integration",
            "MathNet.Numerics.IntegralTransforms", "MathNet.Numerics.Interpolation", "MathNet.Numerics.RootFinding", "MathNet.Numerics.Financial"];
        // What the settings in Control do depends on what the process has asked of the package before.
        var comparison = Compare(original, copy, t => themes.Contains(t.Namespace) && t != typeof(MathNet.Numerics.Control), 4);
        Assert.That(comparison.Calls, Is.GreaterThan(2000));
        Assert.That(reemitted.Accepted, Is.GreaterThan(10000));
        Assert.That(reemitted.Refused, Is.Zero);
    }

    /// <summary>A program compiled against the package runs on the package and on its copy.</summary>
    [Test]
    public void MathNet_solves_the_same_linear_systems()
    {
        var image = File.ReadAllBytes(typeof(MathNet.Numerics.SpecialFunctions).Assembly.Location);
        var package = new CompiledAssembly("MathNet.Numerics", image, [], []);
        var program = TestWeaver.Compile(MathNetProgram.Source, release: true, "Program", package).Image;
        var expected = MathNetProgram.Run(program, image);
        Assert.That(expected, Has.Length.GreaterThan(10000));
        Assert.That(MathNetProgram.Run(program, MathNetCopy.Value.Image), Is.EqualTo(expected));
    }

    [Test]
    public void The_runtime_library_is_accepted()
    {
        var reemitted = ReemittedAssembly.Of(typeof(DifferentialOperators).Assembly);
        reemitted.Report("AutoDiff.Runtime");
        TestContext.Out.WriteLine($"{Loaded.Prepare(Loaded.From(reemitted.Image))} methods compiled by the JIT");
        Assert.That(reemitted.Refused, Is.Zero);
    }

    /// <summary>The weaver's importer and emitter, sent through themselves, still make the same of a sample: and every time the same.</summary>
    [Test]
    public void The_weaver_survives_itself()
    {
        var original = typeof(MethodEmitter).Assembly;
        var reemitted = ReemittedAssembly.Of(original);
        reemitted.Report("AutoDiff.Fody");
        Assert.That(reemitted.Refused, Is.Zero);
        var copy = Loaded.From(reemitted.Image);
        TestContext.Out.WriteLine($"{Loaded.Prepare(copy)} methods compiled by the JIT");
        var sample = Sample(release: true).Image;
        var expected = Reemit(original, sample);
        Assert.That(Reemit(original, sample), Is.EqualTo(expected), "the same again");
        Assert.That(Reemit(copy, sample), Is.EqualTo(expected), "the weaver through the weaver");
    }

    [Test]
    public void Everything_CSharp_has_works_as_before([Values] bool release)
    {
        var compiled = Sample(release);
        var reemitted = ReemittedAssembly.Of(compiled.Image, compiled.Symbols);
        reemitted.Report("the sample");
        var copy = Loaded.From(reemitted.Image);
        Loaded.Prepare(copy);
        Compare(Loaded.From(compiled.Image), copy, t => t.IsAbstract, 8);
        Assert.That(reemitted.Refused, Is.Zero);
    }

    /// <summary>The C# compiler, 59,000 methods, compiles the sample to the same bytes after its round trip.</summary>
    [Test]
    [Category("Long")]
    public void The_compiler_compiles_the_same()
    {
        var source = File.ReadAllText(Repository.File("AutoDiff.Tests", "RoundTrip", "Sample.cs.txt"));
        var common = typeof(Microsoft.CodeAnalysis.SyntaxTree).Assembly;
        var csharp = typeof(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree).Assembly;
        var context = new System.Runtime.Loader.AssemblyLoadContext("compiler");
        foreach (var assembly in new[] { common, csharp })
        {
            var reemitted = ReemittedAssembly.Of(assembly);
            reemitted.Report(assembly.GetName().Name!);
            context.LoadFromStream(new MemoryStream(reemitted.Image));
        }
        Assert.That(CompilerCall.Compile(context.Assemblies.ToArray(), source), Is.EqualTo(CompilerCall.Compile([common, csharp], source)));
    }

    private static CompiledAssembly Sample(bool release) =>
        TestWeaver.Compile(File.ReadAllText(Repository.File("AutoDiff.Tests", "RoundTrip", "Sample.cs.txt")), release, "Sample");

    private static CallComparison Compare(Assembly original, Assembly copy, Func<Type, bool> types, int rounds)
    {
        var comparison = new CallComparison(original, copy, types, rounds);
        comparison.Run();
        TestContext.Out.WriteLine($"{comparison.Calls} calls of {comparison.Methods} methods, {comparison.Differences.Count} differ");
        Assert.That(comparison.Differences, Is.Empty, () => string.Join('\n', comparison.Differences.Take(20)));
        return comparison;
    }

    /// <summary>Round trip by another copy of the weaver, which only reflection reaches.</summary>
    private static byte[] Reemit(Assembly weaver, byte[] image)
    {
        using var resolver = new Mono.Cecil.DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        using var module = Mono.Cecil.ModuleDefinition.ReadModule(new MemoryStream(image), new Mono.Cecil.ReaderParameters { AssemblyResolver = resolver });
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static;
        var types = Activator.CreateInstance(weaver.GetType("AutoDiff.Weaving.Types.TypeContext", throwOnError: true)!, module)!;
        var import = weaver.GetType("AutoDiff.Weaving.Import.MethodImporter", throwOnError: true)!.GetMethod("Import", Any)!;
        var emit = weaver.GetType("AutoDiff.Weaving.Emit.MethodEmitter", throwOnError: true)!.GetMethod("Emit", Any)!;
        foreach (var method in module.Types.SelectMany(t => t.NestedTypes.Append(t)).SelectMany(t => t.Methods).Where(m => m.HasBody).ToList())
            emit.Invoke(null, BindingFlags.DoNotWrapExceptions, null,
                [import.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [types, method], null), method], null);
        using var result = new MemoryStream();
        module.Write(result, new Mono.Cecil.WriterParameters { Timestamp = 0 });
        return result.ToArray();
    }
}
