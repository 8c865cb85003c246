namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>Packages that bring rules are found by being referred to: no type of theirs is named in the program.</summary>
[Category("Build"), Parallelizable(ParallelScope.Children)]
internal sealed class RulePackageTests
{
    private static LocalPackage Package => SharedPackage.Instance;

    [Test]
    public void Rules_for_a_third_package()
    {
        var app = Package.NewProject("Factorised");
        app.Edit(
            "Factorised.csproj", "</ItemGroup>",
            $"""
              <PackageReference Include="AutoDiff.MathNet" Version="{Package.Version}" />
              <PackageReference Include="MathNet.Numerics" Version="5.0.0" />
              </ItemGroup>
            """);
        // Without the rules: AD1002, the providers of MathNet are chosen when the program runs.
        app.Write("Program.cs",
            """
            using System;
            using MathNet.Numerics.LinearAlgebra.Double;
            using static AutoDiff.DifferentialOperators;

            static double Loss(double[] p)
            {
                var a = new DenseMatrix(2, 2, [4 + p[0], 1, p[0] * p[1], 3 + p[1]]);
                return a.LU().Solve(new DenseVector([p[0], 1.0]))[0] + a.LU().Determinant;
            }

            double[] at = [0.5, -0.25];
            var gradient = Gradient(at: at, of: Loss);
            for (var i = 0; i < 2; i++)
            {
                double[] above = [.. at], below = [.. at];
                above[i] += 1e-5;
                below[i] -= 1e-5;
                Console.WriteLine(Math.Abs(gradient[i] - (Loss(above) - Loss(below)) / 2e-5) < 1e-8 ? "equal" : "different");
            }
            """);
        Assert.That(app.Build().Where(l => l.Contains(": error ", StringComparison.Ordinal)), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("equal\nequal"));
    }
}
