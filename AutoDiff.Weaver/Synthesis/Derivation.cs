using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Asks for derivatives and reports what stands in the way: the cause where it is, with the chain of calls that leads there, and the function
/// that is not differentiable for it where that was asked for.
/// </summary>
internal sealed class Derivation(TypeContext types, Derivatives derivatives, PendingBodies pending, DiagnosticBag diagnostics)
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
            failures[request.Key] = $"{obstacle.Code}: {Sentence(request.Method, obstacle)}";
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
        var message = Sentence(target, obstacle);
        if (obstacle.Location is not { } location)
        {
            diagnostics.Report(descriptor, site.Location, message);
            return;
        }
        diagnostics.Report(descriptor, location, message, Chain(target, location));
        var cause = locator.Locate(location);
        if (location.Method != site.Host && locator.Locate(site.Location) is var asked && (asked.Line != cause.Line || asked.File != cause.File))
        {
            diagnostics.Report(
                Catalogue.NotDifferentiable, site.Location,
                $"'{Locator.ShortName(target)}' is not differentiable: {descriptor.Code} at {Path.GetFileName(cause.File)}({cause.Line},{cause.Column}).");
        }
    }

    /// <summary>The calls from the function that was asked for to the instruction in the way; generated methods in between are left out.</summary>
    private List<DiagnosticNote> Chain(MethodReference target, SourceLocation location)
    {
        var locator = diagnostics.Locator;
        var chain = new List<DiagnosticNote>();
        for (var current = location; current is not null; current = current.InlinedAt)
        {
            if (!IsGenerated(current.Method.DeclaringType))
                chain.Insert(0, locator.Note(current.Method, current));
        }
        var outermost = location;
        while (outermost.InlinedAt is { } outer)
            outermost = outer;
        if (types.ResolveMethod(target) is { } definition && outermost.Method != definition && !IsGenerated(definition.DeclaringType))
            chain.Insert(0, locator.Note(target, new SourceLocation(definition, 0, null)));
        return chain.Count > 1 ? chain : [];
    }

    private static bool IsGenerated(TypeDefinition? type) => type is not null && (type.Name == "<AutoDiff>" || IsGenerated(type.DeclaringType));

    private static string Sentence(MethodReference target, UnsupportedConstructException obstacle) =>
        obstacle.Message.StartsWith("cannot differentiate", StringComparison.Ordinal)
            ? obstacle.Message
            : $"cannot differentiate '{Locator.ShortName(target)}': {obstacle.Message}";
}
