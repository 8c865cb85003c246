namespace Everyday.Calculator;

/// A calculator: text is tokenised, parsed by precedence climbing into a tree, evaluated with variables and a table of functions.
public enum Kind { Number, Name, Operator, Open, Close, Comma, End }

public readonly record struct Token(Kind Kind, string Text, int Position);

public sealed class ParseException(string message, int position) : Exception($"{message} at {position}");

public static class Lexer
{
    public static IEnumerable<Token> Tokenise(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            char c = text[i];
            if (char.IsWhiteSpace(c)) { i++; continue; }
            if (char.IsAsciiDigit(c) || c == '.')
            {
                while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] == '.')) i++;
                yield return new(Kind.Number, text[start..i], start);
            }
            else if (char.IsLetter(c))
            {
                while (i < text.Length && char.IsLetterOrDigit(text[i])) i++;
                yield return new(Kind.Name, text[start..i], start);
            }
            else
            {
                i++;
                yield return c switch
                {
                    '(' => new(Kind.Open, "(", start),
                    ')' => new(Kind.Close, ")", start),
                    ',' => new(Kind.Comma, ",", start),
                    '+' or '-' or '*' or '/' or '^' => new(Kind.Operator, c.ToString(), start),
                    _ => throw new ParseException($"unexpected '{c}'", start),
                };
            }
        }
        yield return new(Kind.End, "", text.Length);
    }
}

public abstract record Expression
{
    public abstract double Evaluate(Environment e);
}

public sealed record Number(double Value) : Expression { public override double Evaluate(Environment e) => Value; }
public sealed record Variable(string Name) : Expression { public override double Evaluate(Environment e) => e.Lookup(Name); }
public sealed record Negate(Expression Operand) : Expression { public override double Evaluate(Environment e) => -Operand.Evaluate(e); }
public sealed record Binary(char Operator, Expression Left, Expression Right) : Expression
{
    public override double Evaluate(Environment e)
    {
        double l = Left.Evaluate(e), r = Right.Evaluate(e);
        return Operator switch
        {
            '+' => l + r, '-' => l - r, '*' => l * r, '/' => l / r, '^' => Math.Pow(l, r),
            _ => throw new InvalidOperationException(),
        };
    }
}
public sealed record Call(string Function, Expression[] Arguments) : Expression
{
    public override double Evaluate(Environment e) => e.Apply(Function, Arguments.Select(a => a.Evaluate(e)).ToArray());
}

public sealed class Environment
{
    private static readonly Dictionary<string, Func<double, double>> s_unary = new()
    {
        ["sin"] = Math.Sin, ["cos"] = Math.Cos, ["exp"] = Math.Exp, ["ln"] = Math.Log, ["sqrt"] = Math.Sqrt, ["sqr"] = x => x * x,
    };

    private readonly Dictionary<string, double> _variables = new() { ["pi"] = Math.PI, ["e"] = Math.E };

    public double this[string name] { set => _variables[name] = value; }

    public double Lookup(string name) => _variables.TryGetValue(name, out double v) ? v : throw new KeyNotFoundException(name);

    public double Apply(string name, double[] a) => name switch
    {
        "max" => a.Max(),
        "atan2" => Math.Atan2(a[0], a[1]),
        "mean" => a.Average(),
        _ when a is [var x] && s_unary.TryGetValue(name, out var f) => f(x),
        _ => throw new MissingMethodException(name),
    };
}

public sealed class Parser
{
    private readonly IEnumerator<Token> _tokens;

    private Parser(string text)
    {
        _tokens = Lexer.Tokenise(text).GetEnumerator();
        _tokens.MoveNext();
    }

    public static Expression Parse(string text)
    {
        var parser = new Parser(text);
        var e = parser.Sum(0);
        return parser._tokens.Current.Kind == Kind.End ? e : throw new ParseException("trailing text", parser._tokens.Current.Position);
    }

    private static int Precedence(Token t) => t is { Kind: Kind.Operator } ? t.Text switch { "+" or "-" => 1, "*" or "/" => 2, _ => 3 } : 0;

    private Token Next() { var t = _tokens.Current; _tokens.MoveNext(); return t; }

    private Expression Sum(int level)
    {
        var left = Factor();
        while (Precedence(_tokens.Current) is var p && p > level)
        {
            var op = Next();
            left = new Binary(op.Text[0], left, Sum(op.Text == "^" ? p - 1 : p));
        }
        return left;
    }

    private Expression Factor()
    {
        var t = Next();
        switch (t.Kind)
        {
            case Kind.Number: return new Number(double.Parse(t.Text, System.Globalization.CultureInfo.InvariantCulture));
            case Kind.Operator when t.Text == "-": return new Negate(Sum(2));
            case Kind.Open:
                var inner = Sum(0);
                Next();
                return inner;
            case Kind.Name when _tokens.Current.Kind == Kind.Open:
                var arguments = new List<Expression>();
                do
                {
                    Next();
                    arguments.Add(Sum(0));
                }
                while (_tokens.Current.Kind == Kind.Comma);
                Next();
                return new Call(t.Text, [.. arguments]);
            case Kind.Name: return new Variable(t.Text);
            default: throw new ParseException($"unexpected {t.Kind}", t.Position);
        }
    }
}

public static class Program
{
    static readonly Expression s_parsed = Parser.Parse("exp(-a * t) * sin(b*t + c) + sqrt(a^2 + b^2) / max(1, c, 2*a) - -mean(a, b, c)^2");

    static double Evaluate(double[] p)
    {
        double sum = 0;
        for (int k = 0; k < 4; k++)
        {
            var e = new Environment { ["a"] = p[0], ["b"] = p[1], ["c"] = p[2], ["t"] = 0.5 * k };
            sum += s_parsed.Evaluate(e);
        }
        return sum + Parser.Parse("atan2(x, 2) + sqr(ln(x + e))").Evaluate(new Environment { ["x"] = p[0] * p[1] });
    }

    public static void Go() => Check.All(Evaluate, [0.7, 1.9, 0.4], "calculator");
}
