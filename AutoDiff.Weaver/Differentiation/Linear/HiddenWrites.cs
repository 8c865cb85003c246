using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>
/// Refuses calls of the framework's code that may run an override of the program's which changes what the result depends on: that has no derivative.
/// </summary>
internal static class HiddenWrites
{
    public static void Check(MethodIR method, Activity activity, CallClassifier classifier, HiddenCalls hidden)
    {
        Lazy<IReadOnlyList<AliasCell>> touched = new(() => [.. activity.Aliases.All
            .Where(c => c.Kinds.Any() && (c.Has(MemoryFacts.Useful) || activity.HoldsActive(c)))]);
        if (touched.Value.Count == 0)
            return;
        foreach (var instruction in method.Instructions)
        {
            foreach (var member in hidden.Behind(instruction))
            {
                var written = touched.Value.Where(c => c.Kinds.Any(k => Meets(member.Writes, k))).ToList();
                if (written.Count == 0)
                    continue;
                if (written.Any(c => c.Has(MemoryFacts.Active) || activity.HoldsActive(c))
                    || activity.Aliases.All.Any(c => c.Has(MemoryFacts.Varied) && c.Kinds.Any(k => Meets(member.Reads, k))))
                    throw Explain(instruction is Call call ? classifier.AsWritten(call).Method : null, member.Member, instruction.Location);
            }
        }
    }

    /// <summary>Arrays of references convert: theirs are one kind.</summary>
    private static bool Meets(HashSet<string> footprint, string kind)
    {
        if (footprint.Contains(Footprint.Anything))
            return true;
        if (!kind.EndsWith(MemoryPart.Elements, StringComparison.Ordinal))
            return footprint.Contains("field " + kind);
        var element = kind.Substring(0, kind.Length - MemoryPart.Elements.Length);
        return footprint.Contains("element " + element) || footprint.Contains("item " + element)
            || ((footprint.Contains("element reference") || footprint.Contains("item reference"))
                && element is not ("System.Double" or "System.Single" or "System.Half"));
    }

    private static UnsupportedConstructException Explain(MethodReference? callee, MethodReference member, SourceLocation? location)
    {
        var caller = callee is null || location?.Method is { DeclaringType.Namespace: "AutoDiff.Implementations" } ? "the framework"
            : $"'{UserNames.Of(callee)}'";
        return new(
            "AD1002", location,
            $"'{UserNames.Of(member)}', which {caller} may call here, changes what the result "
            + "depends on, and is not followed there. "
            + $"Let '{UserNames.Alone(member)}' leave that alone, or do it where it can be seen");
    }
}
