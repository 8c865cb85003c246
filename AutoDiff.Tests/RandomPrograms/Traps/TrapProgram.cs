using System.Text.RegularExpressions;
using AutoDiff.Tests.RandomPrograms.Memory;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>A random program: a class with a function and its helpers.</summary>
/// <param name="Number">The number it was made from.</param>
/// <param name="Arguments">How many numbers the function takes, those of an array included.</param>
/// <param name="WithArray">Whether the first four are an array.</param>
/// <param name="Members">The text of the function and its helpers.</param>
internal sealed partial record TrapProgram(int Number, int Arguments, bool WithArray, string Members)
{
    private static readonly string s_things = File.ReadAllText(Repository.File("AutoDiff.Tests", "RandomPrograms", "Traps", "Library", "Things.cs"));
    private static readonly string s_dual = File.ReadAllText(Repository.File("AutoDiff.Tests", "RandomPrograms", "Traps", "Library", "Dual.cs"));

    /// <summary>The name of its class.</summary>
    public string Name => $"T{Number}";

    public string Source => Class(Members, EntryPoints);

    /// <summary>The text of an assembly with the programs and operators on them.</summary>
    public static string Assembly(IEnumerable<TrapProgram> programs) =>
        MemoryProgramGenerator.Prelude + s_things + string.Concat(programs.Select(p => p.Source));

    /// <summary>The text of an assembly in which the same programs compute with dual numbers.</summary>
    public static string Reference(IEnumerable<TrapProgram> programs) =>
        "global using Math = DualMath;\n" + NumberType().Replace(MemoryProgramGenerator.Prelude + s_things, "Dual")
        + string.Concat(programs.Select(p => p.Class(NumberType().Replace(p.Members, "Dual"), p.ReferenceEntry)))
        + s_dual.Replace("Math.", "System.Math.", StringComparison.Ordinal);

    private string At => WithArray ? "(double[])[.. at[..4]], at[4]" : string.Join(", ", Enumerable.Range(0, Arguments).Select(i => $"at[{i}]"));

    private string EntryPoints => $$"""
            public static double Value(double[] at) => F({{At}});

            public static (double, double[]) ValueAndGradient(double[] at)
            {
                var (value, g) = ValueWithGradient(at: ({{At}}), of: F);
                return (value, [{{(WithArray ? ".. " : "")}}g.Item1, g.Item2]);
            }

            public static double[] Pulled(double[] at, double cotangent)
            {
                var pullback = Pullback(at: ({{At}}), of: F);
                pullback(1);
                var g = pullback(cotangent);
                return [{{(WithArray ? ".. " : "")}}g.Item1, g.Item2];
            }

            public static (double, double) ValueAlong(double[] at, double[] along) =>
                ValueWithJacobianVectorProduct(at: ({{At}}), along: ({{At.Replace("at[", "along[", StringComparison.Ordinal)}}), of: F);

        """;

    private string ReferenceEntry => $$"""
            public static (double, double) Along(double[] point, int direction)
            {
                var at = Dual.At(point, direction);
                var r = F({{At.Replace("double", "Dual", StringComparison.Ordinal)}});
                return (r.Value, r.Tangent);
            }

        """;

    private string Class(string members, string entries) => $"public class {Name} : TrapCommon\n{{\n{members}{entries}}}\n\n";

    [GeneratedRegex(@"\bdouble\b")]
    private static partial Regex NumberType();
}
