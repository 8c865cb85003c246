using System.Text;

namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>Makes random, well-typed programs that end, out of what is easily got wrong. The same number and features give the same program.</summary>
internal static class TrapProgramGenerator
{
    public static TrapProgram Generate(int number, Features features = Features.All)
    {
        var random = new Random(number);
        bool withArray = random.Next(3) == 0;
        var text = new StringBuilder();
        if (random.Next(3) == 0)
            Method(text, random, features, $"{(random.Next(2) == 0 ? "[MethodImpl(Far)] " : "")}private static double H(double x, double y)", withArray: false,
                random.Next(1, 3));
        Method(text, random, features, $"public static double F({(withArray ? "double[] x" : "double x")}, double y)", withArray, random.Next(2, 6));
        return new(number, withArray ? 5 : 2, withArray, text.ToString());
    }

    private static void Method(StringBuilder text, Random random, Features features, string header, bool withArray, int statements)
    {
        var w = new TrapWriter(random, features);
        if (withArray)
            w.Scope.AddArray("x");
        else
            w.Scope.AddNumber("x");
        w.Scope.AddNumber("y");
        if (text.Length > 0)
            w.NewNumber($"H({w.Leaf()}, {w.Leaf()})");
        new TrapStatements(w).Body(statements);
        text.AppendLine($"    {header}");
        text.AppendLine("    {");
        text.Append(w);
        text.AppendLine("    }");
        text.AppendLine();
    }
}
