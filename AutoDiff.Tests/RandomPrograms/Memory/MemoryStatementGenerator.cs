using System.Text;
using static AutoDiff.Tests.RandomPrograms.Memory.MemoryScope;

namespace AutoDiff.Tests.RandomPrograms.Memory;

/// <summary>Random statements on arrays, spans, lists and objects, with aliases and writes in place. What is stored is drawn towards zero.</summary>
/// <param name="random">Decides everything.</param>
/// <param name="expressions">Makes the expressions in the statements.</param>
internal sealed class MemoryStatementGenerator(Random random, ExpressionGenerator expressions)
{
    private readonly StringBuilder _text = new();
    private int _names;
    private int _loops;
    private int _loopDepth;
    private string? _counter;

    public override string ToString() => _text.ToString();

    public void Body(MemoryScope scope, int statements)
    {
        for (int i = 0; i < 2; i++)
            Declare(scope, 2);
        Block(scope, statements, 2, 0);
        var arrays = scope.All(Kind.Array);
        string total = arrays.Count > 0 ? $" + (0.25 * Total({expressions.Pick(arrays)}))" : "";
        Line(2, $"return {expressions.Number(scope.Numbers, 3)} + (0.5 * {expressions.Pick(scope.Numbers.Numbers)}){total};");
    }

    private void Block(MemoryScope scope, int statements, int indent, int nesting)
    {
        for (int i = 0; i < statements; i++)
            Statement(scope, indent, nesting);
    }

    private void Statement(MemoryScope scope, int indent, int nesting)
    {
        switch (random.Next(nesting < 3 ? 24 : 17))
        {
            case 0 or 1 or 2:
                Declare(scope, indent);
                break;
            case 3 or 4 or 5:
                Line(indent, $"{Target(scope)} = {Moderate(scope)};");
                break;
            case 6 or 7:
                Line(indent, $"{Target(scope)} {expressions.Pick(["+=", "-=", "*="])} {Bounded(scope)};");
                break;
            case 8 when scope.All(Kind.Variable) is { Count: > 0 } variables:
                Line(indent, $"Mix(ref {expressions.Pick(variables)}, {Bounded(scope)});");
                break;
            case 9:
                Line(indent, $"({Target(scope)}, {Target(scope)}) = ({Moderate(scope)}, {expressions.Pick(scope.Numbers.Numbers)});");
                break;
            case 10 or 11 when scope.All(Kind.Array) is { Count: > 0 } arrays:
                OnArrays(scope, arrays, indent);
                break;
            case 12 when scope.All(Kind.Cell) is { Count: > 0 } cells:
                OnCells(scope, cells, indent);
                break;
            case 13 when scope.All(Kind.List) is { Count: > 0 } lists:
                Line(indent, $"{expressions.Pick(lists)}.Add({Moderate(scope)});");
                break;
            case 14 when scope.All(Kind.Slots) is { Count: > 0 } slots:
                string slot = expressions.Pick(slots);
                Line(indent, random.Next(2) == 0
                    ? $"{slot}[{Index(2)}].Turn({Bounded(scope)});"
                    : $"{slot}[{random.Next(2)}] = {expressions.Pick(slots)}[{random.Next(2)}];");
                break;
            case 15 when scope.All(Kind.Variable) is { Count: > 0 } variables:
                string reference = Name("r");
                Line(indent, $"ref double {reference} = ref {expressions.Pick(variables)};");
                Line(indent, $"{reference} = {Moderate(scope)};");
                scope.AddVariable(reference);
                break;
            case 16 when scope.All(Kind.Array) is { Count: > 0 } arrays:
                Choose(scope, arrays, indent);
                break;
            case 17 or 18 or 19:
                If(scope, indent, nesting);
                break;
            case 20 or 21:
                For(scope, indent, nesting);
                break;
            case 22:
                Foreach(scope, indent);
                break;
            case 23:
                Line(indent, $"if ({expressions.Condition(scope.Numbers, 1)})");
                Line(indent + 1, random.Next(4) == 0 ? $"return {Moderate(scope)};" : $"{Target(scope)} = {Moderate(scope)};");
                break;
            default:
                Line(indent, $"{Target(scope)} = {Moderate(scope)};");
                break;
        }
    }

    private void Declare(MemoryScope scope, int indent)
    {
        var arrays = scope.All(Kind.Array);
        var cells = scope.All(Kind.Cell);
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                string array = Name("a");
                Line(indent, $"double[] {array} = {NewArray(scope, arrays)};");
                scope.AddArray(array);
                break;
            case 3 when arrays.Count > 0:
                string alias = Name("a");
                Line(indent, $"double[] {alias} = "
                    + $"{(arrays.Count > 1 && random.Next(2) == 0 ? $"{expressions.Condition(scope.Numbers, 1)} ? {expressions.Pick(arrays)} : {expressions.Pick(arrays)}" : expressions.Pick(arrays))};");
                scope.AddArray(alias);
                break;
            case 4 or 5 when arrays.Count > 0:
                string span = Name("s");
                Line(indent, $"Span<double> {span} = {expressions.Pick(arrays)}{expressions.Pick(["", ".AsSpan()", ".AsSpan(0, 4)"])};");
                scope.AddSpan(span);
                break;
            case 6 when _loopDepth == 0:
                string local = Name("s");
                Line(indent, $"Span<double> {local} = stackalloc double[4];");
                Line(indent, $"{local}[{random.Next(4)}] = {Moderate(scope)};");
                scope.AddSpan(local);
                break;
            case 7:
                string list = Name("l");
                Line(indent, $"List<double> {list} = [{Moderate(scope)}, {Moderate(scope)}, {Bounded(scope)}];");
                scope.AddList(list);
                break;
            case 8:
                string cell = Name("c");
                Line(indent, $"var {cell} = "
                    + $"{(cells.Count > 1 && random.Next(3) == 0 ? $"{expressions.Condition(scope.Numbers, 1)} ? {expressions.Pick(cells)} : {expressions.Pick(cells)}" : $"new Cell({Moderate(scope)}, {Bounded(scope)})")};");
                scope.AddCell(cell);
                break;
            case 9:
                string slots = Name("q");
                Line(indent, $"var {slots} = new Slot[2];");
                Line(indent, $"{slots}[{random.Next(2)}] = new Slot {{ A = {Moderate(scope)}, B = {Bounded(scope)} }};");
                scope.AddSlots(slots);
                break;
            default:
                string number = Name("v");
                Line(indent, $"double {number} = {expressions.Number(scope.Numbers, 2)};");
                scope.AddVariable(number);
                break;
        }
    }

    private string NewArray(MemoryScope scope, IReadOnlyList<string> arrays) => random.Next(5) switch
    {
        0 => "new double[4]",
        1 when arrays.Count > 0 => $"(double[]){expressions.Pick(arrays)}.Clone()",
        2 when arrays.Count > 0 => $"[.. {expressions.Pick(arrays)}[1..], {Bounded(scope)}]",
        3 when arrays.Count > 0 => $"Scaled({expressions.Pick(arrays)}, {Bounded(scope)})",
        _ => $"[{string.Join(", ", Enumerable.Range(0, 4).Select(_ => Moderate(scope)))}]",
    };

    private void OnArrays(MemoryScope scope, IReadOnlyList<string> arrays, int indent)
    {
        string a = expressions.Pick(arrays), b = expressions.Pick(arrays);
        Line(indent, random.Next(7) switch
        {
            0 => $"({a}, {b}) = ({b}, {a});",
            1 => $"Array.Copy({a}, {random.Next(2)}, {b}, {random.Next(2)}, 3);",
            2 => $"Array.Reverse({a});",
            3 => $"{a}.AsSpan({random.Next(3)}, 2).Fill({Bounded(scope)});",
            4 => $"{a} = {b};",
            _ => $"Blend({a}, {b}, {Bounded(scope)});",
        });
    }

    /// <summary>An array is one or another, and what is written through any of the names is read through the others.</summary>
    private void Choose(MemoryScope scope, IReadOnlyList<string> arrays, int indent)
    {
        string a = random.Next(3) == 0 ? expressions.Pick(arrays) : Fresh(), b = random.Next(2) == 0 ? expressions.Pick(arrays) : Fresh(), chosen;
        switch (random.Next(4))
        {
            case 0:
                chosen = Name("s");
                Line(indent, $"Span<double> {chosen} = {expressions.Condition(scope.Numbers, 1)} ? {a} : {b};");
                scope.AddSpan(chosen);
                break;
            case 1:
                chosen = Name("a");
                Line(indent, $"double[] {chosen} = {a};");
                Line(indent, $"if ({expressions.Condition(scope.Numbers, 1)})");
                Line(indent + 1, $"{chosen} = {b};");
                scope.AddArray(chosen);
                break;
            case 2 when _counter is not null:
                chosen = Name("a");
                Line(indent, $"double[] {chosen} = {_counter} % 2 == 0 ? {a} : {b};");
                scope.AddArray(chosen);
                break;
            default:
                chosen = Name("a");
                Line(indent, $"double[] {chosen} = {expressions.Condition(scope.Numbers, 1)} ? {a} : {b};");
                scope.AddArray(chosen);
                break;
        }

        string[] names = [chosen, a, chosen, b];
        for (int i = random.Next(2, 5); i > 0; i--)
        {
            string to = $"{names[i % 4]}[{Index(4)}]", from = $"{names[(i + 1) % 4]}[{Index(4)}]";
            Line(indent, expressions.Pick([$"{to} = (0.6 * {from}) + {Bounded(scope)};", $"{to} += 0.5 * Math.Sin({from});", $"{to} *= Math.Cos({from});",
                $"({to}, {from}) = ({from}, 0.7 * {to});"]));
        }

        if (random.Next(4) == 0 && chosen[0] == 'a')
            Line(indent, $"{a} = {chosen};");

        string Fresh()
        {
            string array = Name("a");
            Line(indent, $"double[] {array} = [{string.Join(", ", Enumerable.Range(0, 4).Select(_ => Moderate(scope)))}];");
            scope.AddArray(array);
            return array;
        }
    }

    private void OnCells(MemoryScope scope, IReadOnlyList<string> cells, int indent)
    {
        string cell = expressions.Pick(cells), other = expressions.Pick(cells);
        var arrays = scope.All(Kind.Array);
        Line(indent, random.Next(5) switch
        {
            0 => $"{cell}.Link = {other};",
            1 when arrays.Count > 0 => $"{cell}.Data = {expressions.Pick(arrays)};",
            2 => $"{cell}.Exchange({other});",
            _ => $"{cell}.Push({Bounded(scope)});",
        });
    }

    private void If(MemoryScope scope, int indent, int nesting)
    {
        Line(indent, $"if ({expressions.Condition(scope.Numbers, 2)})");
        Braces(indent, () => Block(new(scope), random.Next(1, 4), indent + 1, nesting + 1));
        if (random.Next(2) == 0)
            return;
        Line(indent, "else");
        Braces(indent, () => Block(new(scope), random.Next(1, 3), indent + 1, nesting + 1));
    }

    private void For(MemoryScope scope, int indent, int nesting)
    {
        string counter = Name("i");
        string? before = _counter;
        Line(indent, random.Next(3) == 0
            ? $"for (int {counter} = {random.Next(1, 5)}; {counter} > 0; {counter}--)"
            : $"for (int {counter} = 0; {counter} < {random.Next(1, 6)}; {counter}++)");
        Braces(indent, () =>
        {
            _loopDepth++;
            _counter = counter;
            var inner = new MemoryScope(scope);
            inner.Numbers.AddInteger(counter);
            foreach (string array in scope.All(Kind.Array).Take(3))
                inner.Numbers.AddNumber($"{array}[{Index(4)}]");
            Block(inner, random.Next(1, 4), indent + 1, ++_loops > 3 ? 3 : nesting + 1);
            if (random.Next(5) == 0)
            {
                Line(indent + 1, $"if ({expressions.Condition(inner.Numbers, 1)})");
                Line(indent + 2, random.Next(2) == 0 ? "break;" : "continue;");
                Block(inner, 1, indent + 1, 3);
            }

            _counter = before;
            _loopDepth--;
        });
    }

    /// <summary>The body writes numbers only: a list must not change while it is enumerated.</summary>
    private void Foreach(MemoryScope scope, int indent)
    {
        string[] sources = [.. scope.All(Kind.Array), .. scope.All(Kind.Span), .. scope.All(Kind.List)];
        string sum = Name("v"), item = Name("e");
        Line(indent, $"double {sum} = {Bounded(scope)};");
        if (sources.Length > 0)
        {
            Line(indent, $"foreach (double {item} in {expressions.Pick(sources)})");
            Line(indent + 1, expressions.Pick([$"{sum} = (0.6 * {sum}) + Math.Sin({item});", $"{sum} += 0.5 * {item} * Math.Cos({sum});",
                $"{sum} += {item} > 0 ? {item} : 0.3 * {item} * {item};"]));
        }

        scope.AddVariable(sum);
    }

    private string Target(MemoryScope scope)
    {
        string[] indexable = [.. scope.All(Kind.Array), .. scope.All(Kind.Span)];
        return indexable.Length > 0 && random.Next(2) == 0
            ? $"{expressions.Pick(indexable)}[{Index(4)}]"
            : expressions.Pick(scope.All(Kind.Settable));
    }

    private string Index(int length) =>
        _counter is null || random.Next(3) == 0 ? $"{random.Next(length)}" : $"({_counter} + {random.Next(length)}) % {length}";

    private void Braces(int indent, Action inside)
    {
        Line(indent, "{");
        inside();
        Line(indent, "}");
    }

    private string Moderate(MemoryScope scope) => $"(0.6 * {expressions.Pick(scope.Numbers.Numbers)}) + {Bounded(scope)}";

    private string Bounded(MemoryScope scope) => $"Math.{expressions.Pick(["Sin", "Cos", "Tanh", "Atan"])}({expressions.Number(scope.Numbers, 2)})";

    private string Name(string prefix) => $"{prefix}{_names++}";

    private void Line(int indent, string text) => _text.Append(' ', 4 * indent).AppendLine(text);
}
