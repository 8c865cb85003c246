using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>Whether a method does the same again when it runs again with the same arguments and the same in what they lead to.</summary>
internal sealed class Repeatability(TypeContext types, Footprints footprints)
{
    /// <summary>What is in the way, as the end of a sentence about the method; null where nothing is.</summary>
    public string? ObstacleTo(MethodReference method)
    {
        var footprint = footprints.WithCallees(method);
        if (footprint.Reads.Contains(Footprint.Anything) || footprint.Writes.Contains(Footprint.Anything))
            return "calls what is not seen, or what may read or write any memory";
        var all = footprint.Reads.Concat(footprint.Writes).ToList();
        if (all.Contains(Footprints.Outside))
            return "reads or changes what is outside of the program's memory (the console, a clock, random numbers)";
        if (footprint.Writes.FirstOrDefault(IsStatic) is { } written)
            return $"writes to the static field '{NameOf(written)}'";
        if (footprint.Reads.FirstOrDefault(k => IsStatic(k) && !IsConstant(k)) is { } read)
            return $"reads the static field '{NameOf(read)}', where something else may be by then; hand it over as an argument";
        return footprints.CountsItsRuns(method) ? "has effects that would be there twice" : null;
    }

    private static bool IsStatic(string kind) => kind.StartsWith("static ", StringComparison.Ordinal);

    private static string NameOf(string kind) => kind.Substring(kind.LastIndexOf('.') + 1).Replace("::", ".").Replace("static ", "");

    /// <summary>Set once, and nothing to look into.</summary>
    private bool IsConstant(string kind)
    {
        var name = kind["static ".Length..];
        var end = name.IndexOf("::", StringComparison.Ordinal);
        return types.Module.GetType(name[..end])?.Fields.FirstOrDefault(f => f.Name == name[(end + 2)..]) is
        { IsInitOnly: true, FieldType: { IsPrimitive: true } or { MetadataType: MetadataType.String } };
    }
}
