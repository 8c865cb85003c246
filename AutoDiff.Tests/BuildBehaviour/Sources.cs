namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>The programs that the projects of these tests are made of.</summary>
internal static class Sources
{
    /// <summary>Prints 6 and 2,4 (through the walk over an object, which needs more of the runtime library than scalars do).</summary>
    public const string App =
        """
        using static AutoDiff.DifferentialOperators;

        public sealed class Point { public double[] At = [1, 2]; }

        public static class Program
        {
            public static void Main()
            {
                System.Console.WriteLine(Gradient(at: 3.0, of: x => x * x));
                System.Console.WriteLine(string.Join(",", Gradient(at: new Point(), of: p => { double s = 0; foreach (var x in p.At) s += x * x; return s; }).At));
            }
        }
        """;

    public const string AppPrints = "6\n2,4";

    public const string Library =
        """
        using AutoDiff;
        using static AutoDiff.DifferentialOperators;

        namespace Woven;

        public static class Model
        {
            public static double Loss(double x) => x * x;

            public static double Slope(double x) => Gradient(at: x, of: Loss);

            public static readonly DifferentiableFunc<double, double> Function = Loss;
        }
        """;

    public const string UsesLibrary = "System.Console.WriteLine(Woven.Model.Slope(3));";

    public const string UsesOperators =
        "System.Console.WriteLine(AutoDiff.DifferentialOperators.Gradient(at: 2.0, of: x => x * x * x) + Woven.Model.Slope(3));";

    /// <summary>Turns a new project into a library that has the package for itself, or for those too that refer to it.</summary>
    public static Project MakeLibrary(this Project project, bool isPrivate)
    {
        var file = $"{project.Name}.csproj";
        project.Edit(file, "<OutputType>Exe</OutputType>", "");
        if (!isPrivate)
            project.Edit(file, " PrivateAssets=\"all\"", "");
        project.Write("Model.cs", Library);
        return project;
    }

    /// <summary>Puts other references in the place of the one to the package.</summary>
    public static Project Refer(this Project project, string references)
    {
        project.Edit(
            $"{project.Name}.csproj", $"<PackageReference Include=\"AutoDiff.Fody\" Version=\"{SharedPackage.Instance.Version}\" PrivateAssets=\"all\" />",
            references);
        return project;
    }
}
