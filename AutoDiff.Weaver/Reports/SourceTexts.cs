using System.Security.Cryptography;
using AutoDiff.Weaving.Diagnostics;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reports;

/// <summary>The text of source files, from the debug information or from the disk, where it still is what was compiled.</summary>
internal sealed class SourceTexts(SourcePaths paths)
{
    private readonly Dictionary<string, IReadOnlyList<string>?> known = [];

    /// <summary>The lines of a document; null where its text is not at hand.</summary>
    public IReadOnlyList<string>? LinesOf(Document document)
    {
        if (!known.TryGetValue(document.Url, out var lines))
            known.Add(document.Url, lines = Read(document)?.Replace("\r\n", "\n").Split('\n'));
        return lines;
    }

    /// <summary>The path of a document, below the root of the repository where it is there.</summary>
    public string PathOf(Document document) => paths.ToRepositoryRelative(paths.ToLocal(document.Url));

    public string PathOf(string file) => paths.ToRepositoryRelative(file);

    private string? Read(Document document)
    {
        if (document.CustomDebugInformations.OfType<EmbeddedSourceDebugInformation>().FirstOrDefault() is { } embedded)
            return Decode(embedded.Content);
        try
        {
            var file = paths.ToLocal(document.Url);
            return File.Exists(file) && File.ReadAllBytes(file) is var content && IsWhatWasCompiled(document, content) ? Decode(content) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Decode(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content));
        return reader.ReadToEnd();
    }

    private static bool IsWhatWasCompiled(Document document, byte[] content)
    {
        using HashAlgorithm? algorithm = document.HashAlgorithm switch
        {
            DocumentHashAlgorithm.SHA256 => SHA256.Create(),
            DocumentHashAlgorithm.SHA1 => SHA1.Create(),
            _ => null,
        };
        return algorithm is null || document.Hash is not { Length: > 0 } hash || algorithm.ComputeHash(content).SequenceEqual(hash);
    }
}
