using System.Text;

namespace AutoDiff.Tests.RandomPrograms;

/// <summary>
/// Random statements. What loops assign to variables from outside is drawn towards zero, so that nothing overflows: a derivative of nought times infinity
/// is not a number, even where the infinite value does not matter to the result.
/// </summary>
/// <param name="random">Decides everything.</param>
/// <param name="expressions">Makes the expressions in the statements.</param>
internal sealed class StatementGenerator(Random random, ExpressionGenerator expressions)
{
    private const int Depth = 3;
    private readonly StringBuilder _text = new();
    private int _names;
    private int _loops;
    private int _loopDepth;

    /// <summary>The text of everything generated so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Some statements and a return of a combination of what is in scope.</summary>
    public void Body(Scope scope, int statements)
    {
        Block(scope, statements, 2, 0);
        Line(2, $"return {expressions.Number(scope, Depth)} + (0.5 * {expressions.Pick(scope.Numbers)});");
    }

    private void Block(Scope scope, int statements, int indent, int nesting)
    {
        for (int i = 0; i < statements; i++)
            Statement(scope, indent, nesting);
    }

    private void Statement(Scope scope, int indent, int nesting)
    {
        switch (random.Next(nesting < 3 ? 24 : 14))
        {
            case 0 or 1 or 2:
                DeclareNumber(scope, indent);
                break;
            case 3:
                string pair = Name("p");
                Line(indent, $"Pair {pair} = {expressions.Pair(scope, Depth)};");
                scope.AddPair(pair);
                break;
            case 4:
                string nest = Name("n");
                Line(indent, $"var {nest} = new Nest {{ P = {expressions.Pair(scope, 2)}, C = {Moderate(scope)}, N = {random.Next(5)} }};");
                scope.AddNest(nest);
                break;
            case 5 or 6 or 7:
                Line(indent, $"{expressions.Pick(scope.Assignable)} = {Moderate(scope)};");
                break;
            case 8 or 9:
                string target = expressions.Pick(scope.Assignable);
                Line(indent, random.Next(3) == 0 ? $"{target} *= {Bounded(scope)};" : $"{target} {expressions.Pick(["+=", "-="])} {Bounded(scope)};");
                break;
            case 10 when scope.Pairs.Count > 0:
                Line(indent, $"{expressions.Pick(scope.Pairs)} = {(_loopDepth > 0 ? expressions.Pick(scope.Pairs) : expressions.Pair(scope, 2))} * 0.5;");
                break;
            case 11 when scope.Pairs.Count > 0:
                Line(indent, $"{expressions.Pick(scope.Pairs)}.Turn({Bounded(scope)});");
                break;
            case 12:
                Line(indent, $"Mix(ref {expressions.Pick(scope.Assignable)}, {Bounded(scope)});");
                break;
            case 13:
                Swap(scope, indent);
                break;
            case 14 or 15 or 16:
                If(scope, indent, nesting);
                break;
            case 17 or 18:
                For(scope, indent, nesting);
                break;
            case 19:
                While(scope, indent, nesting);
                break;
            case 20 when scope.Integers.Count > 0:
                Switch(scope, indent, nesting);
                break;
            case 21:
                Line(indent, $"if ({expressions.Condition(scope, 1)})");
                Line(indent + 1, random.Next(4) == 0 ? "return " + Moderate(scope) + ";" : $"{expressions.Pick(scope.Assignable)} = {Moderate(scope)};");
                break;
            case 22:
                Line(indent, $"if ({expressions.Pick(scope.Numbers)} > 1e9)");
                Line(indent + 1, "throw new InvalidOperationException();");
                break;
            default:
                DeclareNumber(scope, indent);
                break;
        }
    }

    private void DeclareNumber(Scope scope, int indent)
    {
        string name = Name("v");
        Line(indent, $"double {name} = {expressions.Number(scope, Depth)};");
        scope.AddNumber(name);
    }

    private void Swap(Scope scope, int indent)
    {
        string first = expressions.Pick(scope.Assignable), second = expressions.Pick(scope.Assignable);
        Line(indent, $"({first}, {second}) = ({second}, {Moderate(scope)});");
    }

    private void If(Scope scope, int indent, int nesting)
    {
        Line(indent, $"if ({expressions.Condition(scope, 2)})");
        Braces(indent, () => Block(new Scope(scope), random.Next(1, 4), indent + 1, nesting + 1));
        if (random.Next(2) == 0)
            return;
        Line(indent, "else");
        Braces(indent, () => Block(new Scope(scope), random.Next(1, 3), indent + 1, nesting + 1));
    }

    private void For(Scope scope, int indent, int nesting)
    {
        string counter = Name("i");
        string bound = scope.Integers.Count > 0 && random.Next(2) == 0 ? $"{expressions.Pick(scope.Integers)} % 4 + 1" : $"{random.Next(1, 6)}";
        string header = random.Next(3) == 0
            ? $"int {counter} = {random.Next(1, 5)}; {counter} > 0; {counter}--"
            : $"int {counter} = 0; {counter} < {bound}; {counter}++";
        Line(indent, $"for ({header})");
        Loop(scope, counter, indent, nesting);
    }

    private void While(Scope scope, int indent, int nesting)
    {
        string counter = Name("i");
        Line(indent, $"int {counter} = 0;");
        if (random.Next(2) == 0)
        {
            Line(indent, $"while ({counter} < 5 && {expressions.Condition(scope, 1)})");
            Loop(scope, counter, indent, nesting, $"{counter}++;");
        }
        else
        {
            Line(indent, "do");
            Loop(scope, counter, indent, nesting, $"{counter}++;");
            Line(indent, $"while ({counter} < 4 && {expressions.Condition(scope, 1)});");
        }
    }

    private void Loop(Scope scope, string counter, int indent, int nesting, string? first = null) => Braces(indent, () =>
    {
        // Programs with more than three loops, nested or not, take long and grow wildly.
        _loopDepth++;
        var inner = new Scope(scope);
        inner.AddInteger(counter);
        if (first is not null)
            Line(indent + 1, first);
        Block(inner, random.Next(1, 4), indent + 1, ++_loops > 3 ? 3 : nesting + 1);
        if (random.Next(4) == 0)
        {
            Line(indent + 1, $"if ({expressions.Condition(inner, 1)})");
            Line(indent + 2, random.Next(2) == 0 ? "break;" : "continue;");
            Block(inner, 1, indent + 1, 3);
        }

        _loopDepth--;
    });

    private void Switch(Scope scope, int indent, int nesting)
    {
        Line(indent, $"switch ({expressions.Pick(scope.Integers)})");
        Braces(indent, () =>
        {
            for (int label = 0; label < random.Next(2, 5); label++)
            {
                Line(indent + 1, $"case {label}:");
                Braces(indent + 1, () => Block(new Scope(scope), random.Next(1, 3), indent + 2, nesting + 1));
                Line(indent + 2, "break;");
            }

            Line(indent + 1, "default:");
            Braces(indent + 1, () => Block(new Scope(scope), 1, indent + 2, nesting + 1));
            Line(indent + 2, "break;");
        });
    }

    private void Braces(int indent, Action inside)
    {
        Line(indent, "{");
        inside();
        Line(indent, "}");
    }

    private string Moderate(Scope scope) => _loopDepth == 0 && random.Next(3) == 0
        ? expressions.Number(scope, 2)
        : $"(0.6 * {expressions.Pick(scope.Numbers)}) + {Bounded(scope)}";

    private string Bounded(Scope scope) => $"Math.{expressions.Pick(["Sin", "Cos", "Tanh", "Atan"])}({expressions.Number(scope, 2)})";

    private string Name(string prefix) => $"{prefix}{_names++}";

    private void Line(int indent, string text) => _text.Append(' ', 4 * indent).AppendLine(text);
}
