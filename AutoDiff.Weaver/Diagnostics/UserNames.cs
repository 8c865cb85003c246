using System.Text.RegularExpressions;
using Mono.Cecil;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// What members are called in messages: <c>Black.Value</c>, enough to recognise and short enough for a sentence. Where the compiler made up a name, what was
/// written stands for it: <c>lambda in Program.Main</c>, <c>local function Inner in Program.Main</c>, the iterator for its state machine, the property for its
/// accessor.
/// </summary>
internal static class UserNames
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_UnaryNegation"] = "-",
        ["op_UnaryPlus"] = "+",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_GreaterThan"] = ">",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_Increment"] = "++",
        ["op_Decrement"] = "--",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_ExclusiveOr"] = "^",
        ["op_LogicalNot"] = "!",
        ["op_True"] = "true",
        ["op_False"] = "false",
        ["op_Implicit"] = "implicit conversion",
        ["op_Explicit"] = "explicit conversion",
    };

    // C#: <F>b__0_1, <>c__DisplayClass1_0, <F>d__3.MoveNext, clo@12-1.Invoke of F#, _Lambda$__0-1 and VB$StateMachine_1_F of Visual Basic.
    private static readonly Regex Mangled = new(
        @"(?:\b[\w.]+[./:]+)?(?:(?:<\w*>\w*(?:`\d+)?|_Closure\$__[\d-]*|VB\$StateMachine_\d+_\w+)[./:]+)?"
        + @"(?<name><(?:<\w+>\$|<\w*>\w+(?:\|[\d_]+)?|\w+\$?)>[a-z]_{1,2}[\w|]*|_Lambda\$__[\w-]+)");

    private static readonly Regex Arity = new(@"(?<=\w)`\d+");

    public static string Of(MethodReference method)
    {
        var owner = method.DeclaringType;
        var carrier = (string?)null;
        while (owner.DeclaringType is not null && IsMadeUp(owner.Name))
        {
            carrier = IsOfWeaver(owner) ? carrier : MethodIn(owner.Name) ?? carrier;
            owner = owner.DeclaringType;
        }
        var prefix = IsMadeUp(owner.Name) ? "" : Simple(owner.Name) + ".";
        return Written(carrier is null || (IsMadeUp(method.Name) && Close(method.Name) > 1) ? Origin(method) : carrier, prefix);
    }

    /// <summary>The name of a method, or of the one that a generated method stands for.</summary>
    private static string Origin(MethodReference method) =>
        IsOfWeaver(method.DeclaringType) && method.Name.LastIndexOf("__", StringComparison.Ordinal) is > 0 and var end
            ? method.Name.Substring(0, end)
            : method.Name;

    private static bool IsOfWeaver(TypeReference type) => type.Name == "<AutoDiff>";

    /// <summary>Without the type, where it is clear which that is.</summary>
    public static string Alone(MethodReference method) =>
        IsMadeUp(method.Name) || IsMadeUp(method.DeclaringType.Name) || method.Name is ".ctor" or ".cctor" ? Of(method) : Member(method.Name, "");

    public static string Of(FieldReference field)
    {
        var owner = field.DeclaringType;
        while (owner.DeclaringType is not null && IsMadeUp(owner.Name))
            owner = owner.DeclaringType;
        var name = field.Name.StartsWith("<", StringComparison.Ordinal) && Close(field.Name) is > 1 and var close
            ? field.Name.Substring(1, close - 1)
            : field.Name;
        return $"{Simple(owner.Name)}.{(name.StartsWith("$VB$Local_", StringComparison.Ordinal) ? name.Substring(10) : name)}";
    }

    /// <summary>A static field by its full name.</summary>
    public static string OfField(string fullName)
    {
        var end = fullName.LastIndexOf("::", StringComparison.Ordinal);
        var type = fullName.Substring(0, end).Split('<')[0];
        return $"{Simple(type.Substring(type.LastIndexOfAny(['.', '/', ' ']) + 1))}.{fullName.Substring(end + 2)}";
    }

    public static string Of(TypeReference type) => IsMadeUp(type.Name) && type.DeclaringType is not null ? Of(type.DeclaringType) : Simple(type.Name);

    /// <summary>A type as <c>typeof</c> takes it: <c>List&lt;&gt;</c> for a generic one.</summary>
    public static string InTypeOf(TypeReference type)
    {
        var element = type.GetElementType();
        var tick = element.Name.IndexOf('`');
        return tick < 0 ? Of(element)
            : $"{element.Name.Substring(0, tick)}"
                + $"<{new string(',', int.Parse(element.Name.Substring(tick + 1), System.Globalization.CultureInfo.InvariantCulture) - 1)}>";
    }

    /// <summary>A text whose parts may come from elsewhere, without the names that compilers make up.</summary>
    public static string InText(string text)
    {
        if (text.IndexOf('<') < 0 && text.IndexOf('$') < 0 && text.IndexOf('`') < 0)
            return text;
        return Arity.Replace(Mangled.Replace(text, m => Written(m.Groups["name"].Value, "")), "");
    }

    /// <summary>Whether the compiler made a type: a closure, a state machine.</summary>
    public static bool IsMadeUp(TypeReference type) => IsMadeUp(type.Name);

    private static bool IsMadeUp(string name) =>
        name.StartsWith("<", StringComparison.Ordinal) || name.Contains('@') || name.Contains("$__") || name.StartsWith("VB$", StringComparison.Ordinal);

    /// <summary>The method that the compiler turned into a type: an iterator, an asynchronous method, a closure of F#.</summary>
    private static string? MethodIn(string type)
    {
        if (type.StartsWith("VB$StateMachine_", StringComparison.Ordinal))
            return type.Substring(type.IndexOf('_', 16) + 1);
        if (type.Contains('@'))
            return type;
        return type.StartsWith("<", StringComparison.Ordinal) && Close(type) > 1 ? type : null;
    }

    private static string Written(string name, string prefix)
    {
        if (name.IndexOf('@') is >= 0 and var at)
        {
            var line = new string([.. name.Skip(at + 1).TakeWhile(char.IsDigit)]);
            var function = name.Substring(0, at);
            // A function that F# puts in place of its calls, as a method of its own for the debugger.
            if (function.StartsWith("<", StringComparison.Ordinal) && function.EndsWith(">__debug", StringComparison.Ordinal))
                return function.Substring(1, function.Length - 9);
            return function is "clo" or "" || function.StartsWith("pipe", StringComparison.OrdinalIgnoreCase)
                ? $"lambda in {prefix.TrimEnd('.')} (line {line})" : $"local function {function} in {prefix.TrimEnd('.')} (line {line})";
        }
        if (name.Contains("_Lambda$__"))
            return prefix.Length == 0 ? "lambda" : $"lambda in {prefix.TrimEnd('.')}";
        if (!name.StartsWith("<", StringComparison.Ordinal))
            return Member(name, prefix);
        var close = Close(name);
        if (close <= 1)
            return prefix.Length == 0 ? "code that the compiler made" : prefix.TrimEnd('.');
        var outer = Written(name.Substring(1, close - 1), prefix);
        var rest = name.Substring(close + 1);
        return rest.Length == 0 ? outer : rest[0] switch
        {
            'b' => $"lambda in {outer}",
            'g' when rest.Length > 3 => $"local function {rest.Substring(3).Split('|')[0]} in {outer}",
            _ => outer,
        };
    }

    private static string Member(string name, string prefix)
    {
        // An explicit implementation has the interface in front.
        if (name.LastIndexOf('.') is > 0 and var dot)
            (prefix, name) = (prefix + name.Substring(0, dot + 1), name.Substring(dot + 1));
        if (name is ".ctor" or ".cctor")
            return $"new {prefix.TrimEnd('.')}";
        if (name.StartsWith("op_", StringComparison.Ordinal) && Operators.TryGetValue(name, out var symbol))
            return $"{prefix}operator {symbol}";
        foreach (var accessor in new[] { "get_", "set_", "init_", "add_", "remove_" })
        {
            if (name.StartsWith(accessor, StringComparison.Ordinal) && name.Length > accessor.Length)
                return name == accessor + "Item" ? $"{prefix}this[]" : prefix + name.Substring(accessor.Length);
        }
        return prefix + name;
    }

    /// <summary>Where the bracket closes that a name begins with.</summary>
    private static int Close(string name)
    {
        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '<')
                depth++;
            else if (name[i] == '>' && --depth == 0)
                return i;
        }
        return -1;
    }

    private static string Simple(string type) => type.Split('`')[0];
}
