using System.Text;
using Mono.Cecil;

namespace AutoDiff.Tests.Supported;

/// <summary>The page that lists what is supported of the framework, from the tables that the weaver goes by.</summary>
internal static class SupportedPage
{
    public static string Text(FrameworkMembers members)
    {
        var text = new StringBuilder("""
            # What is supported of the framework

            This page is made from the library's own tables, and a test keeps it true: the rules and implementations of the runtime library, the types that
            models stand for, and the calls that are known to do nothing to numbers. It lists every public member of each type that any of these names. Code
            of packages and projects is read instead: what is called there is differentiated like your own.

            * *Differentiated*: in both modes, where its arguments vary. `(2 of 4)` counts overloads.
            * *Constant*: no number with a derivative goes in, or none comes out and nothing is written: it is called as it is.
            * *Refused*: where what it is given varies and what comes out matters, with the reason; with arguments that are constant it is called as it is.
              For numbers you can write the rule yourself ([AD1011](AD1011.md)).

            A generic member is listed as one that is used with numbers, or with what holds some. Keys of dictionaries are constants.
            The members of a type that is not listed here are refused where numbers go in and out, and constant otherwise.


            """);
        foreach (var page in FrameworkMembers.Elsewhere.GroupBy(e => e.Value, e => e.Key))
        {
            text.Append($"On a page of {(page.Count() == 1 ? "its" : "their")} own, [{page.Key}]({page.Key}): ");
            text.Append(string.Join(", ", page.Select(n => $"`{n[(n.LastIndexOf('.') + 1)..]}`")) + ".\n\n");
        }
        foreach (var space in members.All().GroupBy(t => Namespace(t.Type)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append($"## {space.Key}\n\n");
            foreach (var (type, listed) in space)
                Type(text, type, listed);
        }
        return text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static void Type(StringBuilder text, TypeDefinition type, IReadOnlyList<FrameworkMember> members)
    {
        text.Append($"### {Display(type)}\n\n");
        Row(text, "Differentiated", members, members.Where(m => m.Outcome == Outcome.Differentiated));
        Row(text, "Constant", members, members.Where(m => m.Outcome == Outcome.Constant));
        foreach (var reason in members.Where(m => m.Outcome == Outcome.Refused).GroupBy(m => m.Reason).OrderBy(g => g.Key, StringComparer.Ordinal))
            Row(text, $"Refused ({reason.Key})", members, reason);
    }

    private static void Row(StringBuilder text, string title, IReadOnlyList<FrameworkMember> all, IEnumerable<FrameworkMember> some)
    {
        string[] names =
        [
            .. some.GroupBy(m => m.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
                $"`{g.Key}`" + (all.Count(m => m.Name == g.Key) is var count && count != g.Count() ? $" ({g.Count()} of {count})" : "")),
        ];
        if (names.Length > 0)
            text.Append($"{title}: {string.Join(", ", names)}.\n\n");
    }

    private static string Namespace(TypeDefinition type) => type.DeclaringType is { } outer ? Namespace(outer) : type.Namespace;

    private static string Display(TypeDefinition type)
    {
        var own = type.Name.Split('`')[0];
        var generic = type.GenericParameters.Skip(type.DeclaringType?.GenericParameters.Count ?? 0).Select(p => p.Name).ToList();
        return (type.DeclaringType is { } outer ? Display(outer) + "." : "") + own + (generic.Count > 0 ? $"\\<{string.Join(", ", generic)}>" : "");
    }
}
