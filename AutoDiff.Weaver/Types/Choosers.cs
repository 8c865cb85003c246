using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// Generated generic methods that go to one of several others by their type arguments: where these are known, the other is called right away.
/// </summary>
internal sealed class Choosers
{
    private readonly Dictionary<MethodDefinition, IReadOnlyDictionary<string, MethodReference>> cases = [];

    public void Add(MethodDefinition chooser, IEnumerable<(IReadOnlyList<TypeReference> Arguments, MethodReference Method)> chosen) =>
        cases.Add(chooser, chosen.ToDictionary(c => Key(c.Arguments), c => c.Method));

    /// <summary>The method that a generated one goes to for these type arguments; null when there is none, or the method is not such a one.</summary>
    public MethodReference? Choose(MethodReference method, IReadOnlyList<TypeReference> arguments) =>
        method is MethodDefinition chooser && cases.TryGetValue(chooser, out var known) && known.TryGetValue(Key(arguments), out var chosen) ? chosen : null;

    private static string Key(IEnumerable<TypeReference> arguments) => string.Join(",", arguments.Select(a => a.FullName));
}
