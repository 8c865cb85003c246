using System.Reflection;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Interpolation;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Statistics;

namespace AutoDiff.Tests.Packages;

/// <summary>
/// A function of eight numbers for each public function of real numbers that MathNet.Numerics has: by reflection, with arguments by type and name.
/// Functions of complex or single numbers, of integers alone, those that answer with an integer or a truth, and those that draw random numbers are none.
/// </summary>
internal static class MathNetCalls
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly string[] s_otherNumbers = ["Complex", "Single", "Providers", "Random", "Optimization", "Mcmc", "Storage", "Solvers"];

    private static readonly string[] s_random = ["Uniform", "Normal", "Standard", "Random"];

    private static readonly HashSet<string> s_nothing =
    [
        "AppSwitches", "Control", "Combinatorics", "ComplexExtensions", "ContourIntegrate", "CreateVector", "CreateMatrix", "VectorExtensions",
        "MatrixExtensions",
    ];

    /// <summary>What methods of instances are called on, by class, and by member where the rest is called on another.</summary>
    private static readonly (Type Type, string Receiver)[] s_receivers =
    [
        (typeof(Vector<double>), "V(x, 0)"),
        (typeof(Matrix<double>), "M(x, 0)"),
        (typeof(Cholesky<double>), "P(x).Cholesky()"),
        (typeof(LU<double>), "M(x, 0).LU()"),
        (typeof(QR<double>), "M(x, 0).QR()"),
        (typeof(Svd<double>), "M(x, 0).Svd()"),
        (typeof(Evd<double>), "P(x).Evd()"),
        (typeof(Barycentric), "Barycentric.InterpolateRationalFloaterHormann(S(x, 0), A(x, 1))"),
        (typeof(BulirschStoerRationalInterpolation), "BulirschStoerRationalInterpolation.Interpolate(S(x, 0), A(x, 1))"),
        (typeof(CubicSpline), "CubicSpline.InterpolateNatural(S(x, 0), A(x, 1))"),
        (typeof(LinearSpline), "LinearSpline.Interpolate(S(x, 0), A(x, 1))"),
        (typeof(LogLinear), "LogLinear.Interpolate(S(x, 0), A(x, 1))"),
        (typeof(NevillePolynomialInterpolation), "NevillePolynomialInterpolation.Interpolate(S(x, 0), A(x, 1))"),
        (typeof(QuadraticSpline), "new QuadraticSpline(S(x, 0), B(x, 1), B(x, 2), B(x, 3))"),
        (typeof(StepInterpolation), "StepInterpolation.Interpolate(S(x, 0), A(x, 1))"),
        (typeof(TransformedInterpolation), "TransformedInterpolation.Interpolate(v => v * v, v => Math.Sqrt(v), S(x, 0), A(x, 1))"),
        (typeof(DescriptiveStatistics), "new DescriptiveStatistics(A(x, 0))"),
        (typeof(WeightedDescriptiveStatistics), "new WeightedDescriptiveStatistics(S(x, 0).Zip(A(x, 1), Tuple.Create))"),
        (typeof(RunningStatistics), "new RunningStatistics(A(x, 0))"),
        (typeof(RunningWeightedStatistics), "new RunningWeightedStatistics(S(x, 0).Zip(A(x, 1), Tuple.Create))"),
        (typeof(MovingStatistics), "new MovingStatistics(4, A(x, 0))"),
        (typeof(global::MathNet.Numerics.Polynomial), "new Polynomial(A(x, 0))"),
        (typeof(global::MathNet.Numerics.Integration.GaussLegendreRule), "new MathNet.Numerics.Integration.GaussLegendreRule(x[0], 1 + x[1], 5)"),
        (typeof(global::MathNet.Numerics.Differentiation.NumericalDerivative), "new MathNet.Numerics.Differentiation.NumericalDerivative()"),
        (typeof(global::MathNet.Numerics.Differentiation.NumericalHessian), "new MathNet.Numerics.Differentiation.NumericalHessian()"),
        (typeof(global::MathNet.Numerics.Differentiation.NumericalJacobian), "new MathNet.Numerics.Differentiation.NumericalJacobian()"),
    ];

    /// <summary>Every function, in the order of types and members.</summary>
    public static IReadOnlyList<PackageFunction> All()
    {
        var functions = new List<PackageFunction>();
        foreach (var type in typeof(global::MathNet.Numerics.SpecialFunctions).Assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            if (type.IsInterface || s_nothing.Contains(type.Name) || s_otherNumbers.Any(n => $"{type.FullName}.".Contains($".{n}.", StringComparison.Ordinal)))
                continue;
            var closed = !type.IsGenericTypeDefinition ? type : s_receivers.FirstOrDefault(r => Definition(r.Type) == type).Type;
            if (closed is null)
                continue;
            string? receiver = s_receivers.FirstOrDefault(r => r.Type == closed).Receiver;
            if ((type.IsAbstract && type.IsSealed) || receiver is not null)
                functions.AddRange(Of(closed, receiver));
            else if (typeof(IDistribution).IsAssignableFrom(type))
                functions.AddRange(Of(closed, Constructed(type)));
        }

        return functions.GroupBy(f => f.Name).Select(g => g.First()).ToList();
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string? Constructed(Type type)
    {
        foreach (var constructor in type.GetConstructors().OrderBy(c => c.GetParameters().Count(p => p.ParameterType == typeof(Random))))
        {
            var arguments = new Arguments(type.Name, "new");
            if (Call(arguments, [.. constructor.GetParameters().Where(p => p.ParameterType != typeof(Random))]) is { } call && arguments.AnyReal)
                return $"new {CSharp(type)}({call})";
        }

        return null;
    }

    /// <summary>Functions of the class that generates numbers whose numbers are random.</summary>
    private static bool IsRandom(MethodInfo method) =>
        method.Name.Contains("Sample", StringComparison.Ordinal)
        || (method.DeclaringType!.Name == "Generate" && s_random.Any(r => method.Name.StartsWith(r, StringComparison.Ordinal)));

    private static IEnumerable<PackageFunction> Of(Type type, string? receiver)
    {
        foreach (var method in type.GetMethods(Own | BindingFlags.Static | BindingFlags.Instance).OrderBy(m => m.ToString(), StringComparer.Ordinal))
        {
            if (IsRandom(method) || (receiver is null && !method.IsStatic))
                continue;
            var closed = Closed(method);
            if (closed is null || Body(type, closed, receiver) is not { } body)
                continue;
            yield return new(Area(type), Name(type, method), body);
        }
    }

    private static MethodInfo? Closed(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition)
            return method;
        try
        {
            return method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(double))]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The arguments in C#, or nothing where one of them cannot be given.</summary>
    private static string? Call(Arguments arguments, ParameterInfo[] parameters)
    {
        var texts = parameters.Select(arguments.Of).ToList();
        return texts.Contains(null) ? null : string.Join(", ", texts);
    }

    private static string? Body(Type type, MethodInfo method, string? receiver)
    {
        string member = method.Name;
        if (s_bodies.TryGetValue(Name(type, method), out string? replaced))
            return replaced;
        var arguments = new Arguments(type.Name.Split('`')[0], member);
        var parameters = method.GetParameters();
        var texts = parameters.Select(arguments.Of).ToList();
        if (texts.Contains(null) || (!arguments.AnyReal && (method.IsStatic || receiver is null)))
            return null;
        bool setter = member.StartsWith("set_", StringComparison.Ordinal);
        if (setter || member.StartsWith("op_Dot", StringComparison.Ordinal))
            return null;
        string on = method.IsStatic ? CSharp(type) : receiver!;
        if (method.ReturnType == typeof(void))
            return InPlace(method, on, texts!);
        if (!Returned(method.ReturnType))
            return null;
        string call = Expression(method, on, texts!);
        return typeof(IInterpolation).IsAssignableFrom(method.ReturnType) ? $"{call}.Interpolate(0.61)"
            : method.ReturnType == typeof(global::MathNet.Numerics.Polynomial) ? $"({call}).Evaluate(0.61)"
            : method.ReturnType.Name.StartsWith("Func`", StringComparison.Ordinal) ? $"{call}({Applied(method.ReturnType)})"
            : method.ReturnType == typeof(double) ? call
            : $"R({call})";
    }

    /// <summary>What a function that was returned is applied to.</summary>
    private static string Applied(Type function) => function.GetGenericArguments() switch
    {
        [var only, _] => only == typeof(int) ? "3" : only == typeof(double[]) ? "[0.45, 0.3]" : "0.45",
        _ => "0.45, 0.3",
    };

    private static string Expression(MethodInfo method, string on, List<string> texts)
    {
        string generic = method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(CSharp)) + ">" : "";
        string arguments = string.Join(", ", texts);
        if (method.Name.StartsWith("op_", StringComparison.Ordinal))
        {
            return method.Name switch
            {
                "op_UnaryPlus" => "+" + texts[0],
                "op_UnaryNegation" => "-" + texts[0],
                "op_Addition" => $"{texts[0]} + {texts[1]}",
                "op_Subtraction" => $"{texts[0]} - {texts[1]}",
                "op_Multiply" => $"{texts[0]} * {texts[1]}",
                "op_Division" => $"{texts[0]} / {texts[1]}",
                _ => $"{texts[0]} % {texts[1]}",
            };
        }

        if (method.Name == "get_Item")
            return $"{on}[{arguments}]";
        return method.Name.StartsWith("get_", StringComparison.Ordinal) ? $"{on}.{method.Name[4..]}" : $"{on}.{method.Name}{generic}({arguments})";
    }

    /// <summary>A call that changes what it is called on or given.</summary>
    private static string? InPlace(MethodInfo method, string on, List<string> texts)
    {
        var parameters = method.GetParameters();
        var text = new System.Text.StringBuilder("{ ");
        var results = new List<string>();
        for (int i = 0; i < parameters.Length; i++)
        {
            var kind = parameters[i].ParameterType;
            if (kind != typeof(double[]) && kind != typeof(Vector<double>) && kind != typeof(Matrix<double>))
                continue;
            text.Append($"var a{i} = {texts[i]}; ");
            results.Add($"R(a{i})");
            texts[i] = $"a{i}";
        }

        string receiver = on;
        if (!method.IsStatic)
        {
            text.Append($"var on = {on}; ");
            receiver = "on";
            if (method.DeclaringType == typeof(Vector<double>) || method.DeclaringType == typeof(Matrix<double>))
                results.Add("R(on)");
        }

        return results.Count == 0 ? null : $"{text}{Expression(method, receiver, texts)}; return {string.Join(" + ", results)}; }}";
    }

    private static bool Returned(Type type)
    {
        if (type == typeof(double) || type == typeof(double?) || type == typeof(double[]) || type == typeof(double[][]) || type == typeof(Vector<double>)
            || type == typeof(Vector<double>[]) || type == typeof(Matrix<double>) || typeof(IInterpolation).IsAssignableFrom(type)
            || type == typeof(global::MathNet.Numerics.Polynomial) || type == typeof(global::MathNet.Numerics.Polynomial[])
            || type == typeof(RunningStatistics) || type == typeof(RunningWeightedStatistics) || typeof(IContinuousDistribution).IsAssignableFrom(type)
            || type == typeof(MeanPrecisionPair))
            return true;
        if (!type.IsGenericType)
            return false;
        var arguments = type.GetGenericArguments();
        string name = type.Name.Split('`')[0];
        return name switch
        {
            "IEnumerable" => arguments[0] == typeof(double) || arguments[0] == typeof(Vector<double>) || arguments[0] == typeof((int, double))
                || arguments[0] == typeof((int, int, double)) || arguments[0] == typeof((int, Vector<double>)),
            "ValueTuple" => arguments.All(a => a == typeof(double)) || arguments.All(a => a == typeof(global::MathNet.Numerics.Polynomial)),
            "Tuple" => arguments.All(a => a == typeof(double) || a == typeof(int)) && arguments[^1] == typeof(double),
            "Func" => arguments.All(a => a == typeof(double))
                || (arguments.Length == 2 && arguments[1] == typeof(double) && (arguments[0] == typeof(int) || arguments[0] == typeof(double[]))),
            _ => false,
        };
    }

    /// <summary>Bodies of functions whose arguments depend on each other.</summary>
    private static readonly Dictionary<string, string> s_bodies = new()
    {
        ["Matrix.Append(Matrix<double> right, Matrix<double> result)"] = "{ var r = M(x, 1, 3, 6); M(x, 0).Append(M(x, 1), r); return R(r); }",
        ["Matrix.Stack(Matrix<double> lower, Matrix<double> result)"] = "{ var r = M(x, 1, 6, 3); M(x, 0).Stack(M(x, 1), r); return R(r); }",
        ["Matrix.DiagonalStack(Matrix<double> lower, Matrix<double> result)"] =
            "{ var r = M(x, 1, 6, 6); M(x, 0).DiagonalStack(M(x, 1), r); return R(r); }",
        ["Matrix.KroneckerProduct(Matrix<double> other, Matrix<double> result)"] =
            "{ var r = M(x, 1, 9, 9); M(x, 0).KroneckerProduct(M(x, 1), r); return R(r); }",
        ["Matrix.Acos(Matrix<double> x)"] = "R(Matrix<double>.Acos(0.3 * M(x, 0)))",
        ["Matrix.Asin(Matrix<double> x)"] = "R(Matrix<double>.Asin(0.3 * M(x, 0)))",
        ["Matrix.PointwiseAcos()"] = "R((0.3 * M(x, 0)).PointwiseAcos())",
        ["Matrix.PointwiseAsin()"] = "R((0.3 * M(x, 0)).PointwiseAsin())",
        ["Matrix.PointwiseAcos(Matrix<double> result)"] = "{ var r = M(x, 1); (0.3 * M(x, 0)).PointwiseAcos(r); return R(r); }",
        ["Matrix.PointwiseAsin(Matrix<double> result)"] = "{ var r = M(x, 1); (0.3 * M(x, 0)).PointwiseAsin(r); return R(r); }",
        ["Matrix.Row(int rowIndex, int columnIndex, int length, Vector<double> result)"] = "{ var r = V(x, 1, 2); M(x, 0).Row(1, 1, 2, r); return R(r); }",
        ["Matrix.Column(int columnIndex, int rowIndex, int length, Vector<double> result)"] =
            "{ var r = V(x, 1, 2); M(x, 0).Column(1, 1, 2, r); return R(r); }",
        ["Matrix.SetRow(int rowIndex, int columnIndex, int length, Vector<double> row)"] =
            "{ var m = M(x, 0); m.SetRow(1, 1, 2, V(x, 1, 2)); return R(m); }",
        ["Matrix.SetColumn(int columnIndex, int rowIndex, int length, Vector<double> column)"] =
            "{ var m = M(x, 0); m.SetColumn(1, 1, 2, V(x, 1, 2)); return R(m); }",
        ["Vector.SetSubVector(int index, int count, Vector<double> subVector)"] = "{ var v = V(x, 0); v.SetSubVector(1, 2, V(x, 1, 2)); return R(v); }",
        ["Vector.CopySubVectorTo(Vector<double> destination, int sourceIndex, int targetIndex, int count)"] =
            "{ var v = V(x, 1); V(x, 0).CopySubVectorTo(v, 0, 1, 2); return R(v); }",
    };

    private static string CSharp(Type type) =>
        type == typeof(double) ? "double"
        : type.IsGenericType ? $"{type.FullName!.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(CSharp))}>"
        : type.FullName!.Replace('+', '.');

    private static string Name(Type type, MethodInfo method) =>
        $"{type.Name.Split('`')[0]}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => Short(p.ParameterType) + " " + p.Name))})";

    private static string Short(Type type) =>
        type == typeof(double) ? "double" : type == typeof(int) ? "int" : type == typeof(bool) ? "bool"
        : type.IsByRef ? "out " + Short(type.GetElementType()!)
        : type.IsArray ? Short(type.GetElementType()!) + "[]"
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Nullable<>) ? Short(type.GetGenericArguments()[0]) + "?"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>"
        : type.Name;

    private static string Area(Type type)
    {
        string space = type.Namespace!["MathNet.Numerics".Length..].TrimStart('.');
        if (space == "LinearAlgebra")
            return "LinearAlgebra." + type.Name.Split('`')[0];
        return space.Length == 0 ? type.Name : space;
    }
}
