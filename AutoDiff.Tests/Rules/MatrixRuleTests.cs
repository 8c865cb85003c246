using System.Reflection;
using AutoDiff.Mathematics;

namespace AutoDiff.Tests.Rules;

/// <summary>Every rule of the runtime library over arrays and spans, found by its attribute: in both modes, over the same arguments, and with a test.</summary>
public sealed class MatrixRuleTests
{
    // The functions of Cases/Memory/Subjects/MatrixFunctions.cs that go through a rule, in both modes; there <cotangent, J tangent> = <pullback(cotangent),
    // tangent> is asked for to 1e-12.
    private static readonly Dictionary<string, string> s_tests = new()
    {
        ["ProductPrimitives.Set"] = "T_Product",
        ["ProductPrimitives.Add"] = "C_SecondDerivatives",
        ["VectorPrimitives.Multiply"] = "T_Vectors",
        ["Storage.Clear"] = "C_SecondDerivatives",
        ["Storage.Flat"] = "T_Solve",
        ["Storage.Table"] = "T_SolveSeveral",
        ["SystemPrimitives.Solve"] = "T_SolveSeveral",
        ["SystemPrimitives.SolveLower"] = "C_SecondDerivatives",
        ["SystemPrimitives.Invert"] = "T_Inverse",
        ["SystemPrimitives.Factorise"] = "T_Cholesky",
        ["SystemPrimitives.Determinant"] = "T_Determinant",
        ["SystemPrimitives.LogDeterminant"] = "T_LogDeterminant",
    };

    private delegate void Lower(ReadOnlySpan<double> l, bool transpose, ReadOnlySpan<double> b, int order, int columns, Span<double> x);

    private delegate void LowerPullback(
        ReadOnlySpan<double> l, bool transpose, ReadOnlySpan<double> b, int order, int columns, Span<double> x, Span<double> lCotangent,
        Span<double> bCotangent, Span<double> xCotangent);

    private delegate void LowerDifferential(
        ReadOnlySpan<double> l, bool transpose, ReadOnlySpan<double> b, int order, int columns, Span<double> x, ReadOnlySpan<double> lTangent,
        ReadOnlySpan<double> bTangent, Span<double> xTangent);

    private delegate void Add(
        ReadOnlySpan<double> a, bool transposeA, ReadOnlySpan<double> b, bool transposeB, int rows, int inner, int columns, Span<double> into, bool subtract);

    private delegate void AddPullback(
        ReadOnlySpan<double> a, bool transposeA, ReadOnlySpan<double> b, bool transposeB, int rows, int inner, int columns, Span<double> into, bool subtract,
        Span<double> aCotangent, Span<double> bCotangent, Span<double> intoCotangent);

    private delegate void AddDifferential(
        ReadOnlySpan<double> a, bool transposeA, ReadOnlySpan<double> b, bool transposeB, int rows, int inner, int columns, Span<double> into, bool subtract,
        ReadOnlySpan<double> aTangent, ReadOnlySpan<double> bTangent, Span<double> intoTangent);

    [Test]
    public void EveryRuleIsThereInBothModes()
    {
        var pullbacks = Rules<PullbackAttribute>(a => (a.Type, a.Member, a.Writes)).ToList();
        var differentials = Rules<DifferentialAttribute>(a => (a.Type, a.Member, a.Writes)).ToList();
        Assert.That(pullbacks, Is.Not.Empty);
        Assert.That(pullbacks.Select(p => p.Key), Is.EquivalentTo(differentials.Select(d => d.Key)));
    }

    [Test]
    public void EveryRuleHasATest()
    {
        var members = Rules<PullbackAttribute>(a => (a.Type, a.Member, a.Writes)).Select(r => r.Member).Distinct();
        Assert.That(members, Is.EquivalentTo(s_tests.Keys));
        var functions = Cases.Memory.Theme.Get("MatrixFunctions", release: true).Methods.Select(m => m.Identifier.Text).ToHashSet();
        Assert.That(s_tests.Values.Distinct(), Is.SubsetOf(functions));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void SolutionsWithTriangularMatricesAreTransposed(bool transpose)
    {
        const int N = 5, M = 3;
        double[] l = Made(N * N, 1), b = Made(N * M, 2), dl = Made(N * N, 3), db = Made(N * M, 4), cotangent = Made(N * M, 5);
        for (int i = 0; i < N; i++)
            l[(i * N) + i] += 3;
        double[] x = new double[N * M], dx = new double[N * M], byL = new double[N * N], byB = new double[N * M];
        Find<Lower>("SystemPrimitives", "SolveLower")(l, transpose, b, N, M, x);
        Find<LowerDifferential>("SystemPrimitives", "SolveLowerDifferential")(l, transpose, b, N, M, x, dl, db, dx);
        double expected = Inner(cotangent, dx);
        Find<LowerPullback>("SystemPrimitives", "SolveLowerPullback")(l, transpose, b, N, M, x, byL, byB, cotangent);
        Assert.That(Inner(byL, dl) + Inner(byB, db), Is.EqualTo(expected).Within(1e-12 * (1 + Math.Abs(expected))));
        Assert.That(cotangent, Is.All.Zero, "what was overwritten is taken out");
    }

    [Test]
    public void SumsOfProductsAreTransposed([Values] bool transposeA, [Values] bool transposeB, [Values] bool subtract)
    {
        const int R = 7, K = 9, C = 11;
        double[] a = Made(R * K, 1), b = Made(K * C, 2), into = Made(R * C, 3), da = Made(R * K, 4), db = Made(K * C, 5), dinto = Made(R * C, 6);
        double[] cotangent = Made(R * C, 7), byA = new double[R * K], byB = new double[K * C], tangent = [.. dinto];
        Find<Add>("ProductPrimitives", "Add")(a, transposeA, b, transposeB, R, K, C, into, subtract);
        Find<AddDifferential>("ProductPrimitives", "AddDifferential")(a, transposeA, b, transposeB, R, K, C, into, subtract, da, db, tangent);
        double expected = Inner(cotangent, tangent);
        Find<AddPullback>("ProductPrimitives", "AddPullback")(a, transposeA, b, transposeB, R, K, C, into, subtract, byA, byB, cotangent);
        double actual = Inner(byA, da) + Inner(byB, db) + Inner(cotangent, dinto);
        Assert.That(actual, Is.EqualTo(expected).Within(1e-12 * (1 + Math.Abs(expected))));
    }

    private static IEnumerable<(string Key, string Member)> Rules<T>(Func<T, (Type Type, string Member, string[]? Writes)> read)
        where T : Attribute =>
        from type in typeof(SpecialMath).Assembly.GetTypes()
        where type.Namespace == typeof(SpecialMath).Namespace
        from rule in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        from attribute in rule.GetCustomAttributes<T>()
        let target = read(attribute)
        let parameters = rule.GetParameters().TakeWhile(p => !IsFurther(p.Name!)).Select(p => p.Name + ":" + p.ParameterType.Name)
        let member = $"{target.Type.Name}.{target.Member}"
        select ($"{member}({string.Join(", ", parameters)}) writes {string.Join(", ", target.Writes ?? ["?"])}", member);

    private static bool IsFurther(string parameter) => parameter == "result" || parameter.EndsWith("angent", StringComparison.Ordinal);

    private static T Find<T>(string type, string member)
        where T : Delegate
    {
        var wanted = typeof(T).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray();
        return typeof(SpecialMath).Assembly.GetType($"AutoDiff.Mathematics.{type}", throwOnError: true)!
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(m => m.Name == member && m.IsGenericMethodDefinition)
            .Select(m => m.MakeGenericMethod(typeof(double)))
            .Single(m => m.GetParameters().Select(p => p.ParameterType).SequenceEqual(wanted))
            .CreateDelegate<T>();
    }

    private static double[] Made(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static double Inner(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
