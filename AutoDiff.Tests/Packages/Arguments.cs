using System.Globalization;
using System.Reflection;
using MathNet.Numerics.LinearAlgebra;

namespace AutoDiff.Tests.Packages;

/// <summary>
/// The arguments of one call in C#, chosen by type and name: each real one depends on the eight numbers, and lies where the function is defined.
/// </summary>
internal sealed partial class Arguments(string type, string member)
{
    private int _numbers;
    private int _arrays;

    /// <summary>Whether an argument depends on the numbers.</summary>
    public bool AnyReal => _numbers + _arrays > 0;

    /// <summary>The argument, or nothing where there is none of this kind.</summary>
    public string? Of(ParameterInfo parameter) => parameter.IsOut ? "out _" : Of(parameter.ParameterType, parameter.Name!, parameter);

    private static string? Constant(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => "default",
        bool b => b ? "true" : "false",
        double d => d.ToString("R", CultureInfo.InvariantCulture) + "d",
        var member when parameter.ParameterType.IsEnum =>
            $"({FullName(parameter.ParameterType)}){Convert.ToInt64(member, CultureInfo.InvariantCulture)}",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string FullName(Type type) => type.FullName!.Replace('+', '.');

    private static bool Fits(string known, Type kind) =>
        kind == typeof(double) || (kind == typeof(int) && !known.Contains('x', StringComparison.Ordinal)) || known.Contains('(', StringComparison.Ordinal);

    private string? Known(string name)
    {
        foreach (string key in (string[])[$"{type}.{member}.{name}", $"{type}.{name}", $"{member}.{name}", name])
        {
            if (s_known.TryGetValue(key, out string? known))
                return known;
        }

        return null;
    }

    private string? Of(Type kind, string name, ParameterInfo? parameter)
    {
        if (Known(name) is { } known && Fits(known, kind))
        {
            if (known.Contains("x[", StringComparison.Ordinal) || known.Contains("(x", StringComparison.Ordinal))
                _numbers++;
            return known;
        }

        if (parameter is { HasDefaultValue: true } && kind != typeof(double))
            return Constant(parameter);
        if (kind == typeof(double))
            return $"x[{_numbers++ % 8}]";
        if (kind == typeof(double?))
            return "null";
        if (kind == typeof(int) || kind == typeof(long))
            return "2";
        if (kind == typeof(bool))
            return "true";
        if (kind.IsEnum)
            return $"({FullName(kind)})0";
        if (kind == typeof(double[]) || kind == typeof(IEnumerable<double>) || kind == typeof(IList<double>))
            return type is "Matrix" or "Vector" ? $"V(x, {_arrays++}).ToArray()" : Grows(name) ? $"S(x, {_arrays++})" : $"A(x, {_arrays++})";
        if (kind == typeof(IEnumerable<double?>))
            return $"A(x, {_arrays++}).Select(v => (double?)v)";
        if (kind == typeof(IEnumerable<Tuple<double, double>>))
            return $"S(x, {_arrays++}).Zip(A(x, {_arrays++}), Tuple.Create)";
        if (kind == typeof(IEnumerable<(double, double)>))
            return $"S(x, {_arrays++}).Zip(A(x, {_arrays++}))";
        if (kind == typeof(IEnumerable<Tuple<double[], double>>))
            return $"Rows(x).Zip(A(x, {_arrays++}), Tuple.Create)";
        if (kind == typeof(IEnumerable<(double[], double)>))
            return $"Rows(x).Zip(A(x, {_arrays++}))";
        if (kind == typeof(double[][]) || kind == typeof(IEnumerable<double[]>))
            return Real("Rows(x)");
        if (kind == typeof(Vector<double>))
            return $"V(x, {_arrays++})";
        if (kind == typeof(Matrix<double>))
            return $"M(x, {_arrays++})";
        return kind.IsGenericType && kind.Name.StartsWith("Func`", StringComparison.Ordinal) ? Function(kind.GetGenericArguments()) : null;
    }

    private string? Function(Type[] types)
    {
        var terms = new List<string>();
        for (int i = 0; i < types.Length - 1; i++)
        {
            if (types[i] == typeof(double) || types[i] == typeof(int))
                terms.Add(type == "FindMinimum" ? $"(a{i} - x[{i}]) * (a{i} - x[{i}])" : i == 0 ? "a0 * a0 * x[3]" : $"a{i} * x[{i + 1}] * 0.5");
            else if (types[i] == typeof(double[]))
                terms.Add($"a{i}[0] * a{i}[1] * x[2]");
            else if (types[i] != typeof(Vector<double>))
                return null;
        }

        string parameters = string.Join(", ", Enumerable.Range(0, types.Length - 1).Select(i => "a" + i));
        if (types[^1] == typeof(double) && terms.Count == types.Length - 1)
            return Real($"({parameters}) => {string.Join(" + ", terms)} + Math.Sin(x[4])");
        if (types[^1] == typeof(bool) && types[0] == typeof(double))
            return $"({parameters}) => a0 > 0.5";
        if (types[^1] == typeof(Vector<double>) && types[^2] == typeof(Vector<double>))
            return Real($"({parameters}) => a{types.Length - 2} * x[3]" + (types[0] == typeof(Vector<double>) ? " + a0" : ""));
        return null;
    }

    private string Real(string text)
    {
        _arrays++;
        return text;
    }

    private bool Grows(string name) =>
        (name is "x" or "points" && type != "Distance") || (type is "SortedArrayStatistics" && name == "data");
}
