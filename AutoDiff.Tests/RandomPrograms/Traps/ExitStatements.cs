namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>Nested loops that are left in the middle, with slices and spans in them.</summary>
/// <param name="w">Gets the statements.</param>
/// <param name="block">Writes some statements of any kind.</param>
internal sealed class ExitStatements(TrapWriter w, Action<int> block)
{
    public void Statement()
    {
        string a = w.SomeArray(), to = w.Any(TrapScope.Settable);
        string? outer = w.Next(3) == 0 ? w.Name("Next") : null, after = w.Next(3) == 0 ? w.Name("After") : null;
        w.Loop(i =>
        {
            if (w.Next(3) == 0)
                block(1);
            w.Loop(j =>
            {
                Exit(i, j, outer, after);
                Slice(a, i, j, to);
                if (w.Next(3) == 0)
                    Exit(i, j, outer, after);
                if (w.Next(4) == 0)
                    w.Loop(k => { Exit(j, k, outer, after); Slice(a, j, k, to); });
            });
            w.Assign(w.Next(3) == 0 ? $"{to} * 1.3" : w.Moderate());
            if (outer is not null)
                w.Line($"{outer}: ;");
        });
        if (after is not null)
            w.Line($"{after}: ;");
    }

    private void Exit(string i, string j, string? outer, string? after)
    {
        string condition = w.Next(3) switch
        {
            0 => $"{j} > {w.Next(2) + 1} && {i} > 0",
            1 => $"{j} > 9",
            _ => w.Condition(),
        };
        var ways = new List<string> { "break;", "continue;" };
        if (outer is not null)
            ways.Add($"goto {outer};");
        if (after is not null)
            ways.Add($"goto {after};");
        if (w.Exits.Return)
            ways.AddRange([$"return {w.Moderate()};", $"return {w.Any(TrapScope.Readable)};"]);
        if (w.Exits.Throw)
            ways.Add($"throw new Carrier({w.Leaf()});");
        w.Line($"if ({condition}) {w.Pick(ways)}");
    }

    private void Slice(string a, string i, string j, string to)
    {
        string from = $"{i} % 3", t = $"({w.Bounded(1)} * 0.3)";
        string part = w.Pick($"{a}[1..]", $"{a}[..^1]", $"{a}[({from})..]", $"{a}[1..3]", $"{a}[..(1 + {from})]");
        switch (w.Next(9))
        {
            case 0 or 1:
                w.Line($"{to} += SumSlice({part}, {t});");
                break;
            case 2:
                w.Line($"{to} += SumSliceFar({part}, {t});");
                break;
            case 3:
                w.Line($"{to} += SumSpan({part.Replace("[", ".AsSpan()[", StringComparison.Ordinal)}, {t});");
                break;
            case 4:
                string e = w.Name("e");
                w.Line($"foreach (double {e} in {part}) {to} = (0.7 * {to}) + (0.2 * {e});");
                break;
            case 5:
                string s = w.Name("s");
                w.Block("", () =>
                {
                    w.Line($"Span<double> {s} = {a}.AsSpan({from});");
                    w.Line($"{s}[0] = (0.5 * {s}[^1]) + {t};");
                    w.Line($"if ({s}[0] > 0.4) {s} = {s}[..1];");
                    w.Line($"for (int k = 0; k < {s}.Length; k++) {to} += 0.2 * {s}[k];");
                });
                break;
            case 6:
                string copy = w.Name("a");
                w.Line($"double[] {copy} = [.. {a}[1..], {t}];");
                w.Line($"{to} += 0.3 * {copy}[{j} % 4];");
                break;
            case 7:
                w.Line($"{a}[{j} % 4] = 0.6 * Total({part.Replace("[", ".AsSpan()[", StringComparison.Ordinal)});");
                break;
            default:
                w.Line($"{to} += 0.3 * {a}[^(1 + {from})] * {t};");
                break;
        }
    }
}
