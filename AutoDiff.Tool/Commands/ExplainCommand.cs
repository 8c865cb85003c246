using AutoDiff.Tool.Output;
using AutoDiff.Tool.Weaving;

namespace AutoDiff.Tool.Commands;

/// <summary><c>explain</c>: says of every method whether it has a derivative, and if not, what is in the way and how it was reached.</summary>
internal sealed record ExplainCommand(WeavingRequest Request)
{
    public int Run(Report report)
    {
        using var woven = report.WithProgress("differentiating", progress => WovenModule.Weave(Request, progress));
        if (report.IsJson)
        {
            report.Json(new
            {
                Assembly = Request.Assembly,
                Methods = woven.Methods.Select(m => new { m.Name, m.IsRefused, m.Findings }),
                woven.Others,
            });
        }
        else
        {
            foreach (var method in woven.Methods.Where(m => m.Findings.Count > 0))
                report.Tell(method.Name, method.Findings);
            foreach (var method in woven.Methods.Where(m => m.Findings.Count == 0))
                report.Line($"{method.Name}: differentiable");
            if (woven.Others.Any())
                report.Tell(woven.Name, woven.Others);
            var codes = woven.Methods.SelectMany(m => m.Findings).Concat(woven.Others).GroupBy(f => f.Code);
            foreach (var code in codes.OrderBy(g => g.Key, StringComparer.Ordinal))
                report.Line($"{code.Key}, {code.Count()} times: {code.First().Title} ({code.First().Help})");
            report.Line($"{woven.Methods.Count(m => !m.IsRefused)} of {woven.Methods.Count} methods have a derivative.");
        }
        return woven.IsRefused ? ExitCodes.Refused : ExitCodes.Success;
    }
}
