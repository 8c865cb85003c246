namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>Arrays, lists and dictionaries behind the interfaces they implement.</summary>
/// <param name="w">Gets the statements.</param>
internal sealed class ViewStatements(TrapWriter w)
{
    public void Statement()
    {
        string view = w.Name("view"), to = w.Variable();
        switch (w.Next(13))
        {
            case 0:
                w.Line($"IEnumerable<double> {view} = {Sequence()};");
                Enumerated(view, to);
                break;
            case 1:
                w.Line($"IReadOnlyList<double> {view} = {Indexed()};");
                w.Use(w.Pick($"MeanOf({view})", $"({view}[0] * {view}.Count)", $"{view}.Sum()"));
                break;
            case 2:
                w.Line($"IList<double> {view} = {Indexed()};");
                w.Line($"{view}[1] = {w.Moderate()};");
                w.Loop(i => w.Line($"{view}[{i} % {view}.Count] *= {w.Bounded(1)};"));
                w.Use($"({view}[0] + SumOf({view}))");
                break;
            case 3:
                w.Line($"ICollection<double> {view} = {w.Pick(w.SomeList(), $"new List<double> {{ {w.Leaf()} }}")};");
                w.Line($"{view}.Add({w.Moderate()});");
                w.Use(w.Pick($"CountOf({view}, {w.Leaf()})", $"SumOf({view})", $"{view}.Sum()"));
                break;
            case 4:
                w.Line($"IDictionary<string, double> {view} = {w.Pick(Dictionary(), "new SortedDictionary<string, double>(" + Dictionary() + ")")};");
                w.Line($"{view}[\"{w.Pick("a", "e")}\"] = {w.Moderate()};");
                w.Use(w.Pick($"Look({view}, \"a\", {w.Leaf()})", $"{view}.Values.Sum()", $"CountOf({view}.Values, {w.Leaf()})",
                    $"({view}[\"a\"] * {view}.Count)"));
                break;
            case 5:
                w.Line($"var {view} = new Dictionary<string, double>({Dictionary()}) {{ [\"{w.Pick("a", "q")}\"] = {w.Moderate()} }};");
                w.Use($"{view}.Values.Sum()");
                Own(view);
                break;
            case 6 when w.Has(Features.Refused):
                w.Line($"IReadOnlyDictionary<string, double> {view} = {Dictionary()};");
                string pair = w.Name("e");
                w.Line($"foreach (var {pair} in {view}) {to} = (0.8 * {to}) + (0.2 * {pair}.Value);");
                w.Use($"{view}[\"a\"]");
                break;
            case 7:
                w.Line($"ICollection<double> {view} = {Dictionary()}.Values;");
                w.Use(w.Pick($"CountOf({view}, {w.Leaf()})", $"SumOf({view})", $"{view}.Sum()"));
                break;
            case 8:
                string table = Dictionary(), key = w.Name("key");
                w.Line($"foreach (string {key} in {table}.Keys.{w.Pick("ToList()", "ToArray()")}) {table}[{key}] = (0.5 * {table}[{key}]) + {w.Bounded(1)};");
                break;
            case 9:
                string rectangle = w.Name("cells");
                w.Line($"var {rectangle} = new Cell[2, 2];");
                w.Line($"for (int i = 0; i < 4; i++) {rectangle}[i / 2, i % 2] = new Cell({w.Leaf()} * i, {w.Leaf()});");
                w.Use($"{rectangle}.Cast<Cell>().{w.Pick("Sum(c => c.V * c.V)", "Average(c => c.Energy)", "Select(c => c.V).Sum()")}");
                break;
            case 10:
                w.Line($"IList<double> {view} = {Indexed()};");
                w.Line($"double[] {view}To = new double[{view}.Count + 4];");
                w.Line($"{view}.CopyTo({view}To, {w.Next(3)});");
                w.Use($"{view}To.Sum()");
                break;
            case 11:
                w.Line($"{w.Pick("Set", "SetAll")}({w.Pick(w.SomeArray(), w.SomeList())}, {w.Moderate()});");
                break;
            default:
                w.Line($"IEnumerable<Cell> {view} = "
                    + $"{w.Pick($"new Cell[] {{ {w.SomeCell()}, new Cell({w.Leaf()}, {w.Leaf()}) }}", $"new List<Cell> {{ {w.SomeCell()} }}")};");
                string cell = w.Name("e");
                w.Line($"foreach (var {cell} in {view}) {cell}.Push({w.Leaf()});");
                w.Use($"{view}.Sum(c => c.V)");
                break;
        }
    }

    private void Enumerated(string view, string to)
    {
        string e = w.Name("e");
        switch (w.Next(4))
        {
            case 0:
                w.Line($"foreach (double {e} in {view}) {to} = (0.7 * {to}) + (0.3 * {e});");
                break;
            case 1:
                w.Use($"{w.Pick("SumOf", "SumOfFar")}({view})");
                break;
            case 2:
                w.Use($"{view}.{w.Pick("Sum()", "Average()", "Skip(1).Sum()", "Where(t => t > 0.1).Sum()")}");
                break;
            default:
                w.Line($"using (var {e} = {view}.GetEnumerator()) while ({e}.MoveNext()) {to} += 0.2 * {e}.Current;");
                break;
        }
    }

    private string Sequence() => w.Pick(w.SomeArray(), w.SomeList(), $"{Dictionary()}.Values", $"({w.Condition()} ? {w.SomeArray()} : {w.SomeList()})",
        $"{w.SomeArray()}.Select(t => t * {w.Leaf()})");

    private string Indexed() =>
        w.Pick(w.SomeArray(), w.SomeList(), $"({w.Condition()} ? {w.SomeArray()} : {w.SomeList()})", $"new double[] {{ {w.Leaf()}, {w.Leaf()} }}");

    private string Dictionary() =>
        w.Some("Dictionary<string, double>", "table", $"new Dictionary<string, double> {{ [\"a\"] = {w.Leaf()}, [\"b\"] = {w.Moderate()} }}", Own);

    private void Own(string name)
    {
        w.Scope.Add("Dictionary<string, double>", name);
        w.Scope.AddNumber($"{name}[\"a\"]");
    }
}
