using System.Globalization;

namespace AutoDiff.Tests.RandomPrograms;

/// <summary>
/// Random expressions of type double whose values stay moderate: divisors and arguments of roots and logarithms are kept away from zero, exponents small.
/// </summary>
/// <param name="random">Decides everything.</param>
/// <param name="callees">Functions that may be called: name, number of doubles they take, whether an integer follows.</param>
internal sealed class ExpressionGenerator(Random random, IReadOnlyList<Callee> callees)
{
    public string Number(Scope scope, int depth)
    {
        if (depth <= 0 || random.Next(8) == 0)
            return Leaf(scope);

        string a() => Number(scope, depth - 1);
        return random.Next(26) switch
        {
            0 or 1 or 2 => $"({a()} + {a()})",
            3 or 4 => $"({a()} - {a()})",
            5 or 6 or 7 => $"({a()} * {a()})",
            8 => $"({a()} / (1.5 + Square({a()})))",
            9 => $"Math.Sin({a()})",
            10 => $"Math.Cos({a()})",
            11 => $"Math.Tanh({a()})",
            12 => $"Math.Atan({a()})",
            13 => $"Math.Sqrt(1 + Square({a()}))",
            14 => $"Math.Log(2 + Square({a()}))",
            15 => $"Math.Exp(Math.Sin({a()}))",
            16 => $"-({a()})",
            17 => $"({Condition(scope, depth - 1)} ? {a()} : {a()})",
            18 => $"Math.Max({a()}, {a()})",
            19 => $"Math.Abs({a()})",
            20 => $"Math.Pow(2 + Math.Sin({a()}), 3 * Math.Cos({Leaf(scope)}))",
            21 => $"Math.Atan2({a()}, 3 + Math.Cos({a()}))",
            22 => scope.Pairs.Count > 0 ? $"{Pick(scope.Pairs)}.{Pick(["Sum()", "Product", "Dot(" + Pair(scope, depth - 1) + ")"])}" : a(),
            23 => $"{Pair(scope, depth - 1)}.{Pick(["A", "B"])}",
            _ => callees.Count > 0 ? Call(scope, depth - 1) : a(),
        };
    }

    public string Pair(Scope scope, int depth)
    {
        if (scope.Pairs.Count > 0 && (depth <= 0 || random.Next(3) == 0))
            return Pick(scope.Pairs);

        string a() => Number(scope, depth - 1);
        return random.Next(5) switch
        {
            0 => $"new Pair {{ A = {a()}, B = {a()} }}",
            1 when scope.Pairs.Count > 0 => $"({Pick(scope.Pairs)} with {{ {Pick(["A", "B"])} = {a()} }})",
            2 when scope.Pairs.Count > 0 => $"({Pick(scope.Pairs)} + {Pair(scope, depth - 1)})",
            3 when scope.Pairs.Count > 0 => $"({Pick(scope.Pairs)} * {a()})",
            _ => $"new Pair({a()}, {a()})",
        };
    }

    public string Condition(Scope scope, int depth)
    {
        if (scope.Integers.Count > 0 && random.Next(3) == 0)
            return $"{Pick(scope.Integers)} % {random.Next(2, 4)} {Pick(["==", "!=", ">"])} {random.Next(2)}";

        string comparison = $"{Number(scope, depth - 1)} {Pick(["<", ">", "<=", ">="])} {Number(scope, depth - 1)}";
        return depth <= 0
            ? comparison
            : random.Next(6) switch
            {
                0 => $"({comparison} && {Condition(scope, depth - 1)})",
                1 => $"({comparison} || {Condition(scope, depth - 1)})",
                2 => $"!({comparison})",
                _ => comparison,
            };
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private string Leaf(Scope scope) => random.Next(7) switch
    {
        0 => (random.Next(1, 21) / 10.0).ToString("F1", CultureInfo.InvariantCulture),
        1 when scope.Integers.Count > 0 => $"(0.3 * {Pick(scope.Integers)})",
        _ => Pick(scope.Numbers),
    };

    private string Call(Scope scope, int depth)
    {
        var callee = Pick(callees);
        var arguments = Enumerable.Range(0, callee.Numbers).Select(_ => Number(scope, depth - 1));
        return $"{callee.Name}({string.Join(", ", callee.Integer ? arguments.Append(random.Next(4).ToString(CultureInfo.InvariantCulture)) : arguments)})";
    }
}

/// <summary>A function that generated code may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Numbers">How many doubles it takes.</param>
/// <param name="Integer">Whether an integer follows, which bounds its recursion or its loop.</param>
internal sealed record Callee(string Name, int Numbers, bool Integer);
