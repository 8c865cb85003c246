using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Asks for derivatives and reports what stands in the way: the cause where it is, with the chain of calls that leads there, and the function
/// that is not differentiable for it where that was asked for.
/// </summary>
internal sealed class Derivation(TypeContext types, Derivatives derivatives, PendingBodies pending, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, string> failures = [];

    public FusedGradient? Gradient(DerivativeRequest request, bool withValue, RequestSite site) =>
        Ask(request, site, () => derivatives.Gradient(request, withValue), g => g.DependsOnParameters || g.DependsByComparisons);

    public SplitDerivative? Split(DerivativeRequest request, RequestSite site) =>
        Ask(request, site, () => derivatives.Split(request), s => s.DependsOnParameters || s.DependsByComparisons);

    public DifferentialForm? Differential(DerivativeRequest request, bool withValue, RequestSite site) =>
        Ask(request, site, () => derivatives.Differential(request, withValue), d => d.DependsOnParameters || d.DependsByComparisons);

    /// <summary>Why the last attempt at a request failed, for the exception that generated code throws instead.</summary>
    public string Failure(DerivativeRequest request) =>
        failures.TryGetValue(request.Key, out var text) ? text : $"'{UserNames.Of(request.Method)}' is not differentiable.";

    private T? Ask<T>(DerivativeRequest request, RequestSite site, Func<T> derive, Func<T, bool> depends)
        where T : class
    {
        pending.WriteReachedFrom(request.Method);
        try
        {
            var derivative = derive();
            ReportFound(site);
            if (!depends(derivative))
            {
                diagnostics.Report(
                    Catalogue.AlwaysZero, site.Location,
                    $"the result of '{UserNames.Of(request.Method)}' does not depend on what it is differentiated with respect to: the derivative is always "
                    + "zero.");
            }
            return derivative;
        }
        catch (UnsupportedConstructException obstacle)
        {
            Report(request.Method, obstacle, site);
            failures[request.Key] = $"{obstacle.Code}: {Sentence(request.Method, obstacle)}";
        }
        catch (Exception defect)
        {
            diagnostics.ReportInternalError(defect, site.Location);
            failures[request.Key] = $"{Catalogue.InternalError.Code}: internal error while differentiating '{UserNames.Of(request.Method)}': {defect.Message}";
        }
        return null;
    }

    /// <summary>The program has a derivative, which is not that of the function it computes.</summary>
    private void ReportFound(RequestSite site)
    {
        foreach (var (method, found) in derivatives.TakeFound())
        {
            var name = UserNames.Of(method);
            diagnostics.Report(
                Catalogue.FoundByComparison, Visible(found.Location) ?? site.Location,
                found.IsAll
                    ? $"the result of '{name}' depends on what it is differentiated with respect to through comparisons only: "
                        + "the derivative is zero. If a value is searched for, give the method that finds it a [Pullback] rule."
                    : $"'{name}' finds a value by comparing what depends on what it is differentiated with respect to: "
                        + "how that value depends on it is not in the derivative. Give the method that finds it a [Pullback] rule.");
        }
    }

    private void Report(MethodReference target, UnsupportedConstructException obstacle, RequestSite site)
    {
        var descriptor = Catalogue.Find(obstacle.Code);
        var cause = Visible(obstacle.Location) ?? site.Location;
        var position = diagnostics.Locator.Locate(cause);
        var demand = Demand(site);
        diagnostics.Add(new Diagnostic(descriptor, position, Sentence(target, obstacle) + demand, obstacle.Location is { } location
            ? Chain(target, location)
            : []) { Reason = obstacle.Message });
        var asked = diagnostics.Locator.Locate(site.Location);
        if (cause.Method != site.Host && (asked.Line != position.Line || asked.File != position.File))
        {
            diagnostics.Report(
                Catalogue.NotDifferentiable, site.Location,
                $"'{UserNames.Of(target)}' is not differentiable: {descriptor.Code} at "
                + $"{Path.GetFileName(position.File)}({position.Line},{position.Column}).{demand}");
        }
    }

    /// <summary>The place itself, or the innermost call that leads to it, in the source of this module; null when there is none.</summary>
    private SourceLocation? Visible(SourceLocation? location)
    {
        while (location is not null && (location.Method.Module != types.Module || diagnostics.Locator.Locate(location) == diagnostics.Locator.ProjectFile))
            location = location.InlinedAt;
        return location;
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

    private static string Demand(RequestSite site) =>
        site.DemandedBy is not { } member ? "" : $" ('{UserNames.Of(site.Host)}' implements '{UserNames.Of(member)}', which is marked [Differentiable].)";

    private static string Sentence(MethodReference target, UnsupportedConstructException obstacle) =>
        obstacle.Message.StartsWith("cannot differentiate", StringComparison.Ordinal)
            ? obstacle.Message
            : $"cannot differentiate '{UserNames.Of(target)}': {obstacle.Message}";
}
