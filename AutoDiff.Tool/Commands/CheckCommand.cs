using System.Globalization;
using AutoDiff.Tool.Checking;
using AutoDiff.Tool.Output;
using AutoDiff.Tool.Weaving;
using Spectre.Console;

namespace AutoDiff.Tool.Commands;

/// <summary><c>check</c>: compares derivatives with differences.</summary>
internal sealed record CheckCommand(WeavingRequest Request, CheckSettings Settings)
{
    public int Run(Report report)
    {
        using var woven = report.WithProgress("differentiating", progress => WovenModule.Weave(Request, progress));
        if (woven.IsRefused)
        {
            TellRefused(report, woven);
            return ExitCodes.Refused;
        }
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, Path.GetFileName(Request.Assembly));
        woven.Write(file, null);
        using var loaded = new LoadedAssembly(file, Request.Assembly, Request.References);
        var check = new DifferenceCheck(loaded, Settings);
        var results = report.WithProgress("checking", progress => woven.Methods.Select((m, i) =>
        {
            progress(m.Name, i + 1, woven.Methods.Count);
            return check.Check(m);
        }).ToList());
        Tell(report, results);
        return results.All(r => r.Verdict == CheckResult.Agrees) ? ExitCodes.Success : ExitCodes.Refused;
    }

    private void TellRefused(Report report, WovenModule woven)
    {
        if (report.IsJson)
            report.Json(new { Request.Assembly, Refused = woven.Methods.Where(m => m.IsRefused).Select(m => new { m.Name, m.Findings }), woven.Others });
        else
            woven.Methods.Where(m => m.IsRefused).ToList().ForEach(m => report.Tell(m.Name, m.Findings));
    }

    private void Tell(Report report, List<CheckResult> results)
    {
        if (report.IsJson)
        {
            report.Json(new { Request.Assembly, Settings, Results = results });
            return;
        }
        var table = new Table().AddColumns("method", "verdict", "points", "skipped", "largest error").Border(TableBorder.Simple);
        foreach (var result in results)
        {
            table.AddRow(Markup.Escape(result.Method), Markup.Escape(result.Verdict), Number(result.Points), Number(result.Skipped),
                result.Points == 0 ? "" : result.LargestError.ToString("E1", CultureInfo.InvariantCulture));
        }
        report.Console.Write(table);
        foreach (var result in results.Where(r => r.Problems.Count > 0))
        {
            report.Line($"{result.Method}:");
            foreach (var problem in result.Problems)
                report.Line($"  {problem}");
        }
        report.Line($"{results.Count(r => r.Verdict == CheckResult.Agrees)} of {results.Count} methods agree with differences.");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
