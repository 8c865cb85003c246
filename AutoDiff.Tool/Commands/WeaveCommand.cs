using AutoDiff.Tool.Methods;
using AutoDiff.Tool.Output;
using AutoDiff.Tool.Weaving;
using Spectre.Console;

namespace AutoDiff.Tool.Commands;

/// <summary><c>weave</c>: writes an assembly whose methods have derivatives.</summary>
/// <param name="Output">The file or folder; null for the folder <c>woven</c> beside the assembly.</param>
/// <param name="KeyFile">The strong-name key, or null.</param>
/// <param name="SkipsRefused">Whether methods without derivative are left out instead of failing.</param>
internal sealed record WeaveCommand(WeavingRequest Request, string? Output, string? KeyFile, bool SkipsRefused)
{
    public int Run(Report report)
    {
        if (KeyFile is not null && !File.Exists(KeyFile))
            throw new UsageException($"there is no key file '{KeyFile}'.");
        var woven = report.WithProgress("differentiating", progress => WovenModule.Weave(Request, progress));
        var left = new List<MethodResult>();
        try
        {
            while (SkipsRefused && woven.Methods.Any(m => m.IsRefused))
            {
                var refused = woven.Methods.Where(m => m.IsRefused).ToList();
                left.AddRange(refused);
                woven.Dispose();
                var rest = Request with { Without = left.Select(m => m.Name).ToHashSet() };
                woven = report.WithProgress("differentiating again", progress => WovenModule.Weave(rest, progress));
            }
            var file = woven.IsRefused || woven.Methods.Count == 0 ? null : Destination();
            if (file is not null)
                woven.Write(file, KeyFile);
            Tell(report, woven, left, file);
            return file is null ? ExitCodes.Refused : ExitCodes.Success;
        }
        finally
        {
            woven.Dispose();
        }
    }

    private string Destination()
    {
        var name = Path.GetFileName(Request.Assembly);
        if (Output is null)
            return Path.Combine(Path.GetDirectoryName(Request.Assembly)!, "woven", name);
        return Path.GetFullPath(Output.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || Output.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)
            ? Output
            : Path.Combine(Output, name));
    }

    private void Tell(Report report, WovenModule woven, List<MethodResult> left, string? file)
    {
        if (report.IsJson)
        {
            report.Json(new
            {
                Assembly = Request.Assembly,
                Output = file,
                Methods = woven.Methods.Select(m => new
                {
                    m.Name,
                    m.IsRefused,
                    Derivatives = m.Derivatives.Select(TargetMethods.Display),
                    m.Findings,
                }),
                LeftOut = left.Select(m => new { m.Name, m.Findings }),
                woven.Others,
            });
            return;
        }
        foreach (var method in left.Concat(woven.Methods).Where(m => m.IsRefused || m.Findings.Any(f => f.Severity == "warning")))
            report.Tell(method.Name, method.Findings);
        if (woven.Others.Any())
            report.Tell(woven.Name, woven.Others);
        if (file is null)
        {
            report.Line($"nothing was written: {left.Count + woven.Methods.Count(m => m.IsRefused)} methods have no derivative.");
            return;
        }
        var table = new Table().AddColumns("method", "derivatives").Border(TableBorder.Simple);
        foreach (var method in woven.Methods)
            table.AddRow(Markup.Escape(method.Name), Markup.Escape(string.Join(", ", method.Derivatives.Select(d => d.DeclaringType.FullName + "." + d.Name))));
        report.Console.Write(table);
        report.Line($"{woven.Methods.Count} methods with derivatives, {left.Count} left out: {file}");
        if (woven.IsSigned && KeyFile is null)
            report.Line("the assembly had a strong name; its signature is gone. --keyfile signs again.");
    }
}
