namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>What is singular where its guard keeps the program away.</summary>
internal static class Guards
{
    public static string Expression(TrapWriter w)
    {
        string p = w.Any(TrapScope.Readable), q = w.Any(TrapScope.Readable);
        return w.Next(18) switch
        {
            0 => $"({p} != 0 ? Math.Sin({p}) / {p} : 1)",
            1 => $"({p} > 0 ? {p} * Math.Log({p}) : 0)",
            2 => $"({p} > 0 ? Math.Sqrt({p}) : 0)",
            3 => $"(Math.Abs({p}) > 1e-12 ? Math.Atan({q} / {p}) : {q})",
            4 => $"BoxCox(1 + ({q} * {q}), {p})",
            5 => $"({p} > 0 ? Math.Pow({p}, 1.5) : 0)",
            6 => $"({p} == {q} ? 1 : Math.Sin({p} - {q}) / ({p} - {q}))",
            7 => $"(({p} * {p}) + ({q} * {q}) > 0 ? {p} / Math.Sqrt(({p} * {p}) + ({q} * {q})) : 0)",
            8 => $"({p} != 0 || {q} != 0 ? Math.Atan2({p}, {q}) : 0)",
            9 => $"({p} * {p} < 1 ? Math.Acos({p}) : 0)",
            10 => $"Sinc({p})",
            11 => $"SincFar({p})",
            12 => $"Safe({p})",
            13 => $"Entropy({p})",
            14 => $"(Usable({p}) ? Math.Tanh(1 / {p}) : 0.5)",
            15 => $"Math.Tanh(BoxCox(1 + Math.Abs({q}), {p} - {q}))",
            16 => $"({p} > 0 && Math.Log({p}) < 1 ? Math.Tanh(Math.Log({p})) : {q})",
            _ => $"({p} == 0 ? {q} : {p} * Math.Sin(1 / {p}))",
        };
    }

    public static void Statement(TrapWriter w)
    {
        string p = w.Any(TrapScope.Readable), q = w.Any(TrapScope.Readable), v = w.Any(TrapScope.Settable);
        switch (w.Next(14))
        {
            case 0:
                string safe = w.NewNumber("0");
                w.Loop(_ => w.Line($"if ({p} != 0) {safe} += Math.Atan({w.Constant()} / {p});"));
                break;
            case 1:
                string sum = w.NewNumber("0"), item = w.Name("e");
                w.Line($"foreach (double {item} in {w.SomeArray()}) {sum} += {item} * Sinc({p});");
                break;
            case 2:
                string a = w.SomeArray(), entropy = w.NewNumber(w.Leaf());
                w.Loop(i => w.Loop(j => w.Line($"if ({a}[{i}] > 0) {entropy} -= 0.2 * {a}[({i} + {j}) % 4] * {a}[{i}] * Math.Log({a}[{i}]);")));
                break;
            case 3:
                w.Use($"Slab(new double[] {{ {p}, {w.Leaf()}, {q} }}, new double[] {{ {w.Leaf()}, {p}, {w.Leaf()} }})");
                break;
            case 4:
                string root = w.Name("u");
                w.Line($"double {root} = Math.{w.Pick("Sqrt", "Log")}({p});");
                w.Use($"({p} > 0.5 ? {root} : {w.Leaf()})");
                break;
            case 5:
                string unread = w.Name("a");
                w.Line($"double[] {unread} = [{w.Leaf()}, {q} / {p}, {w.Leaf()}, {p} / {p}];");
                w.Use($"{unread}[{w.Pick("0", "2", $"({p} != 0 ? 1 : 0)")}]");
                break;
            case 6:
                string once = w.Name("k");
                w.Line($"int {once} = 0;");
                w.Block("do", () =>
                {
                    w.Line($"if ({p} > 0) {v} = (0.5 * {v}) + Math.Sqrt({p});");
                    w.Line($"{once}++;");
                });
                w.Line($"while ({once} < 3);");
                break;
            case 7:
                string ok = w.Name("ok");
                w.Line($"bool {ok} = {p} != 0 && {q} > -0.5;");
                w.Loop(i => w.Line($"if ({ok}) {v} = (0.5 * {v}) + Math.Sin({i} / {p});"));
                break;
            case 8:
                w.Loop(i =>
                {
                    w.Line($"if ({p} <= 0) {w.Pick("continue", "break")};");
                    w.Use($"({p} * Math.Log({p}))");
                });
                break;
            case 9:
                string quotient = w.Name("r");
                w.Line($"if (TryDivide({q}, {p}, out double {quotient}))");
                w.Line($"    {v} = (0.5 * {v}) + Math.Tanh({quotient});");
                break;
            case 10:
                w.Use($"EntropyFar({w.SomeArray()}, {q})");
                break;
            case 11 when w.Has(Features.Exceptions):
                w.Loop(_ =>
                {
                    string e = w.Name("e");
                    w.Line("try { " + $"{v} = (0.5 * {v}) + Math.Atan(Checked({q}, {p}));" + " }");
                    w.Line($"catch (Carrier {e}) {{ {v} += 0.3 * {e}.V; }}");
                });
                break;
            case 12:
                string s = w.Name("s");
                w.Line($"double {s} = {p} switch {{ var p when p > 0 => Math.Log(p), var p when p < 0 => Math.Sqrt(-p), _ => 0 }};");
                w.Use($"Math.Tanh({s})");
                break;
            default:
                string norm = w.NewNumber("0"), b = w.SomeArray();
                w.Loop(i => w.Line($"{norm} += {b}[{i} % 4] * {b}[{i} % 4];"));
                w.Line($"if ({norm} > 0)");
                w.Line($"    for (int i = 0; i < 4; i++) {b}[i] = 0.8 * {b}[i] / Math.Sqrt({norm});");
                break;
        }
    }
}
