using System.Reflection;
using System.Text;
using AutoDiff.Implementations;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Architecture;

/// <summary>
/// Every operator of <see cref="Enumerable"/> has a body in the runtime library or a reason why not, and <c>docs/linq.md</c> says which: its table is made
/// here.
/// </summary>
public sealed class EnumerableTests
{
    /// <summary>What has no body of its own, by name or, where only some overloads have none, by name and parameters.</summary>
    private static readonly Dictionary<string, string> s_reasons = new()
    {
        ["InfiniteSequence"] = "It has no end, and sequences are taken whole: use `Sequence`, or a loop.",
        ["Sequence"] = "Differentiated for `double` and `float`. Other numbers have no derivative: free to be used.",
        ["Shuffle"] = "Every enumeration draws another order. Draw a permutation of the indices outside the function, and `Select` by it.",
        ["TryGetNonEnumeratedCount"] = "It tells how the framework makes a sequence, which here is made another way. `Count` is differentiated.",
    };

    private static readonly ILookup<string, MethodInfo> s_operators = typeof(Enumerable).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .OrderBy(m => m.Name, StringComparer.Ordinal).ToLookup(m => m.Name);

    private static readonly HashSet<string> s_implemented =
    [
        .. from type in typeof(ImplementationAttribute).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
           where method.GetCustomAttributes<ImplementationAttribute>().Any(a => a.Type == typeof(Enumerable))
           from attribute in method.GetCustomAttributes<ImplementationAttribute>()
           select Shape(attribute.Member, method),
    ];

    [Test]
    public void EveryOperatorHasABodyOrAReason()
    {
        var unknown = s_operators.SelectMany(g => g).Where(m => !IsImplemented(m) && ReasonOf(m) is null).Select(m => Shape(m.Name, m));
        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void NoReasonIsGivenForWhatHasABody()
    {
        var both = s_operators.SelectMany(g => g).Where(m => IsImplemented(m) && ReasonOf(m) is not null).Select(m => Shape(m.Name, m));
        var gone = s_reasons.Keys.Where(k => s_operators.SelectMany(g => g).All(m => k != m.Name && k != Shape(m.Name, m)));
        Assert.That(both.Concat(gone), Is.Empty);
    }

    [Test]
    public void ThePageHasTheTable()
    {
        string table = Table();
        Assert.That(File.ReadAllText(Repository.File("docs", "linq.md")).ReplaceLineEndings("\n"), Does.EndWith(table), table);
    }

    private static bool IsImplemented(MethodInfo method) => s_implemented.Contains(Shape(method.Name, method));

    private static string? ReasonOf(MethodInfo method) => s_reasons.GetValueOrDefault(method.Name) ?? s_reasons.GetValueOrDefault(Shape(method.Name, method));

    private static string Table()
    {
        var table = new StringBuilder("| operator | overloads | differentiated | otherwise |\n|---|---|---|---|\n");
        foreach (var group in s_operators)
        {
            string reasons = string.Join(' ', group.Where(m => !IsImplemented(m)).Select(ReasonOf).Distinct());
            table.Append($"| `{group.Key}` | {group.Count()} | {group.Count(IsImplemented)} | {reasons} |\n");
        }

        return table.ToString();
    }

    /// <summary>Name and parameters, those that are generic by their place.</summary>
    private static string Shape(string name, MethodInfo method) => $"{name}({string.Join(", ", method.GetParameters().Select(p => Shape(p.ParameterType)))})";

    private static string Shape(Type type) => type switch
    {
        { IsGenericMethodParameter: true } => $"{type.GenericParameterPosition}",
        { IsArray: true } => Shape(type.GetElementType()!) + "[]",
        { IsByRef: true } => "ref " + Shape(type.GetElementType()!),
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Shape))}>",
        _ => type.Name,
    };
}
