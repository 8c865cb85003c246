using AutoDiff.Tool.Output;
using AutoDiff.Tool.Weaving;
using AutoDiff.Weaving;

namespace AutoDiff.Tool.Commands;

/// <summary><c>show</c>: prints the derivatives, as C#.</summary>
internal sealed record ShowCommand(WeavingRequest Request)
{
    public int Run(Report report)
    {
        using var woven = report.WithProgress("differentiating", progress => WovenModule.Weave(Request, progress));
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, Path.GetFileName(Request.Assembly));
        var refused = woven.Methods.Where(m => m.IsRefused).ToList();
        List<(string Name, string Code)> shown = [];
        if (!woven.IsRefused)
        {
            woven.Write(file, null);
            shown = [.. woven.Methods.Select(m => m.Method.Name).Distinct().SelectMany(Code)];
        }
        if (report.IsJson)
        {
            report.Json(new { Request.Assembly, Code = shown.Select(s => new { s.Name, s.Code }), Refused = refused.Select(m => new { m.Name, m.Findings }) });
        }
        else
        {
            refused.ForEach(m => report.Tell(m.Name, m.Findings));
            foreach (var (_, code) in shown)
                report.Line(code.TrimEnd() + "\n");
        }
        return woven.IsRefused ? ExitCodes.Refused : ExitCodes.Success;

        IEnumerable<(string Name, string Code)> Code(string name)
        {
            var own = woven.Methods.Where(m => m.Method.Name == name).SelectMany(m => m.Derivatives).Select(d => (d.DeclaringType.Name, d.Name)).ToHashSet();
            return DecompiledCode.Of(file, woven.References, (type, method) =>
                own.Contains((type, method)) || (type == "<AutoDiff>" && DecompiledCode.IsMadeOf(name, method)));
        }
    }
}
