using System.Globalization;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;

namespace AutoDiff.Weaving;

/// <summary>
/// Writes the IR of one method, and of what is made of it, after each step to files of its own: <c>01 imported.txt</c> and so on, in a folder
/// per method.
/// </summary>
internal sealed class IntermediateForms(string wanted, string directory)
{
    private readonly Dictionary<string, int> steps = [];

    public void Write(string step, MethodIR method)
    {
        if (!IsWanted(method))
            return;
        var folder = Path.Combine(directory, Safe(method.Name));
        if (!steps.TryGetValue(folder, out var number) && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        steps[folder] = ++number;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, string.Format(CultureInfo.InvariantCulture, "{0:00} {1}.txt", number, Safe(step))), Printer.Print(method));
    }

    /// <summary>The name is the method's, alone or after its type's: <c>Loss</c>, <c>Model.Loss</c>; that of a local function counts as C# writes it.</summary>
    private bool IsWanted(MethodIR method) =>
        method.Origin is { } origin
            ? origin.Name == wanted || origin.DeclaringType.Name + "." + origin.Name == wanted || origin.Name.Contains("g__" + wanted + "|")
            : method.Name == wanted;

    /// <summary>The name as the name of a file.</summary>
    public static string Safe(string name) =>
        string.Concat(name.Select(c => Array.IndexOf(Path.GetInvalidFileNameChars(), c) >= 0 || c is '<' or '>' or '|' ? '_' : c));
}
