using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Asks for derivatives and reports what stands in the way: the cause where it is, with the chain of calls that leads there, and the function
/// that is not differentiable for it where that was asked for.
/// </summary>
internal sealed class Derivation(Derivatives derivatives, PendingBodies pending, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, string> failures = [];

    public FusedGradient? Gradient(DerivativeRequest request, bool withValue, RequestSite site) => Ask(request, site, () => derivatives.Gradient(request, withValue));

    public SplitDerivative? Split(DerivativeRequest request, RequestSite site) => Ask(request, site, () => derivatives.Split(request));

    /// <summary>Why the last attempt at a request failed, for the exception that generated code throws instead.</summary>
    public string Failure(DerivativeRequest request) =>
        failures.TryGetValue(request.Key, out var text) ? text : $"'{Locator.ShortName(request.Method)}' is not differentiable.";

    private T? Ask<T>(DerivativeRequest request, RequestSite site, Func<T> derive)
        where T : class
    {
        pending.WriteReachedFrom(request.Method);
        try
        {
            return derive();
        }
        catch (UnsupportedConstructException obstacle)
        {
            Report(request.Method, obstacle, site);
            failures[request.Key] = $"{obstacle.Code}: cannot differentiate '{Locator.ShortName(request.Method)}': {obstacle.Message}";
        }
        catch (Exception defect)
        {
            diagnostics.ReportInternalError(defect, site.Location);
            failures[request.Key] = $"{Catalogue.InternalError.Code}: internal error while differentiating '{Locator.ShortName(request.Method)}': {defect.Message}";
        }
        return null;
    }

    private void Report(MethodReference target, UnsupportedConstructException obstacle, RequestSite site)
    {
        var locator = diagnostics.Locator;
        var descriptor = Catalogue.Find(obstacle.Code);
        var message = $"cannot differentiate '{Locator.ShortName(target)}': {obstacle.Message}";
        if (obstacle.Location is not { } location)
        {
            diagnostics.Report(descriptor, site.Location, message);
            return;
        }
        var inlined = locator.InliningChain(location);
        var isElsewhere = location.Method.FullName != target.GetElementMethod().FullName;
        var chain = new List<DiagnosticNote>();
        if (isElsewhere && inlined.Count == 0)
            chain.AddRange([locator.Note(target, (target as MethodDefinition ?? target.Resolve()) is { } body ? new(body, 0, null) : null), locator.Note(location.Method, location)]);
        diagnostics.Report(descriptor, location, message, chain.Count > 0 ? chain : inlined);
        if (locator.Locate(location) is var cause && isElsewhere && cause != locator.Locate(site.Location))
            diagnostics.Report(Catalogue.NotDifferentiable, site.Location, $"'{Locator.ShortName(target)}' is not differentiable: {obstacle.Message} ({descriptor.Code}, {Path.GetFileName(cause.File)}:{cause.Line})");
    }
}
