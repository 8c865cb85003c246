using System.Text;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// The two files a build leaves beside the compiled assembly. The package's target prints the first on every build; its existence says that
/// weaving came to an end.
/// </summary>
internal static class DiagnosticFiles
{
    public static void Write(DiagnosticBag diagnostics, string directory, SarifWriter sarif)
    {
        var list = diagnostics.ToSortedList();
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        File.WriteAllText(Path.Combine(directory, "autodiff.sarif"), sarif.Write(list), encoding);
        File.WriteAllText(
            Path.Combine(directory, "autodiff.diagnostics.txt"),
            string.Concat(MSBuildWriter.Lines(list).Select(line => line + "\n")),
            encoding);
    }
}
