using AutoDiff.Weaving.Configuration;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Discovery;
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

    /// <summary>Is told of the method that asks before each derivative is made.</summary>
    public Action<MethodDefinition>? Began { get; init; }

    public FusedGradient? Gradient(DerivativeRequest request, bool withValue, RequestSite site) =>
        Ask(request, site, () => derivatives.Gradient(request, withValue), g => g.DependsOnParameters || g.DependsByComparisons);

    public SplitDerivative? Split(DerivativeRequest request, RequestSite site) =>
        Ask(request, site, () => derivatives.Split(request), s => s.DependsOnParameters || s.DependsByComparisons);

    public DifferentialForm? Differential(DerivativeRequest request, bool withValue, RequestSite site) =>
        Ask(request, site, () => derivatives.Differential(request, withValue), d => d.DependsOnParameters || d.DependsByComparisons);

    /// <summary>The differential as code that is differentiated in turn.</summary>
    public DifferentialForm? InnerDifferential(DerivativeRequest request, bool withValue, RequestSite site) =>
        Ask(request, site, () => derivatives.InnerDifferential(request, withValue), d => d.DependsOnParameters || d.DependsByComparisons);

    /// <summary>The same, where there is one: what stands in the way is no error.</summary>
    public DifferentialForm? InnerDifferentialIfAny(DerivativeRequest request, bool withValue, out UnsupportedConstructException? obstacle) =>
        IfAny(request, () => derivatives.InnerDifferential(request, withValue), out obstacle);

    /// <summary>The differential form for several directions at once; null where there is none, which is no error.</summary>
    public MethodDefinition? Lanes(DifferentiableTarget target) =>
        InnerDifferentialIfAny(target.DifferentialRequest, withValue: false, out _) is { UsesTape: false } form
            && !target.DifferentialRequest.Roles.Select((_, i) => i).Any(form.WritesTo)
            ? IfAny(target.DifferentialRequest, () => derivatives.Lanes(form, [form.Method.Parameters.Count - 1]), out _)
            : null;

    /// <summary>
    /// The gradient of a derivative in a direction, for several directions at once; null where there is none, which is no error. It takes the shadow of the
    /// argument, a tape that it uses, and memory after the arguments.
    /// </summary>
    public MethodDefinition? ProductsInLanes(DerivativeRequest slope) => IfAny(slope, () => derivatives.ProductsInLanes(slope), out _);

    /// <summary>
    /// The pullback of a function from one array to another for several cotangents at once; null where there is none, which is no error. It takes the
    /// cotangents, the shadow of the argument, a tape that it uses, and memory after the argument.
    /// </summary>
    public MethodDefinition? RowsInLanes(DifferentiableTarget target) =>
        IfAny(target.GradientRequest, () => derivatives.RowsInLanes(target.GradientRequest), out _);

    /// <summary>
    /// The gradient of a function, with its value, for several values of its last argument at once; null where there is none, which is no error. A tape that it
    /// uses comes before where the results go.
    /// </summary>
    public MethodDefinition? GradientsInLanes(DifferentiableTarget target, bool areAdded) =>
        IfAny(target.GradientRequest, () => derivatives.Gradient(target.GradientRequest, withValue: true), out _) is { } gradient
            ? IfAny(target.GradientRequest, () => derivatives.InLanes(gradient.Method, target.GradientRequest.Roles.Count - 1, areAdded), out _)
            : null;

    /// <summary>The derivative of a function of one number, with its value, for several numbers at once; null where there is none, which is no error.</summary>
    public MethodDefinition? DerivativesInLanes(DifferentiableTarget target) =>
        IfAny(target.DifferentialRequest, () => derivatives.Differential(target.DifferentialRequest, withValue: true), out _) is { } form
            ? IfAny(target.DifferentialRequest, () => derivatives.InLanes(form.Method, target.DifferentialRequest.Roles.Count - 1, areAdded: false), out _)
            : null;

    /// <summary>Whether a function may be run several times in the place of once, given what its differential is known to do.</summary>
    public bool MayRunAgain(DifferentiableTarget target, DifferentialForm form) =>
        !form.WritesStatics && !(target.PassesReceiver && form.WritesTo(0)) && !derivatives.Bodies.CountsItsRuns(target.Method);

    /// <summary>What stands in the way of a differential; null when nothing does.</summary>
    public UnsupportedConstructException? ObstacleToDifferential(DerivativeRequest request, bool withValue)
    {
        IfAny(request, () => derivatives.Differential(request, withValue), out var obstacle);
        return obstacle;
    }

    /// <summary>What stands in the way of a gradient; null when nothing does.</summary>
    public UnsupportedConstructException? ObstacleToGradient(DerivativeRequest request)
    {
        IfAny(request, () => derivatives.Gradient(request, withValue: false), out var obstacle);
        return obstacle;
    }

    private T? IfAny<T>(DerivativeRequest request, Func<T?> derive, out UnsupportedConstructException? obstacle)
        where T : class
    {
        obstacle = null;
        pending.WriteReachedFrom(request.Method);
        try
        {
            return derive();
        }
        catch (UnsupportedConstructException found)
        {
            obstacle = found;
            return null;
        }
        finally
        {
            Discard();
        }
    }

    /// <summary>Nothing is said about derivatives of derivatives that was not said about the derivatives.</summary>
    private void Discard()
    {
        derivatives.TakeFound();
        derivatives.TakeDifferences();
        derivatives.Bodies.Unsuitable.TakeFound();
    }

    /// <summary>Why the last attempt at a request failed, for the exception that generated code throws instead.</summary>
    public string Failure(DerivativeRequest request) =>
        failures.TryGetValue(request.Key, out var text) ? text : $"'{UserNames.Of(request.Method)}' is not differentiable.";

    private T? Ask<T>(DerivativeRequest request, RequestSite site, Func<T> derive, Func<T, bool> depends)
        where T : class
    {
        pending.WriteReachedFrom(request.Method);
        var asker = diagnostics.Asker;
        diagnostics.Asker = site.Host;
        Began?.Invoke(site.Host);
        try
        {
            var derivative = derive();
            if (site.IsHigher)
                Discard();
            ReportFound(site);
            ReportUnsuitable(site);
            ReportDifferences(site);
            if (!site.IsHigher && !depends(derivative))
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
            failures[request.Key] = $"{obstacle.Code}: {obstacle.Sentence(request.Method)}";
        }
        catch (Exception defect)
        {
            diagnostics.ReportInternalError(defect, site.Location);
            failures[request.Key] = $"{Catalogue.InternalError.Code}: internal error while differentiating '{UserNames.Of(request.Method)}': {defect.Message}";
        }
        finally
        {
            diagnostics.Asker = asker;
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
                        + "the derivative is zero. If a value is searched for, hand it to Root(at:, of:), FixedPoint or Minimum, or give the method a "
                        + "[Pullback] rule."
                    : $"'{name}' finds a value by comparing what depends on what it is differentiated with respect to: "
                        + "how that value depends on it is not in the derivative. Hand it to Root(at:, of:), FixedPoint or Minimum, or give the method a "
                        + "[Pullback] rule.");
        }
    }

    private void Report(MethodReference target, UnsupportedConstructException obstacle, RequestSite site)
    {
        var descriptor = Catalogue.Find(obstacle.Code);
        var cause = Visible(obstacle.Location) ?? site.Location;
        var position = diagnostics.Locator.Locate(cause);
        var demand = Demand(site);
        diagnostics.Add(new Diagnostic(descriptor, position, obstacle.Sentence(target) + Beginning(obstacle, position) + demand,
            obstacle.Location is { } location ? Chain(target, location) : [])
        { Reason = obstacle.Message });
        var asked = diagnostics.Locator.Locate(site.Location);
        if (cause.Method != site.Host && (asked.Line != position.Line || asked.File != position.File))
        {
            diagnostics.Report(
                Catalogue.NotDifferentiable, site.Location,
                $"'{UserNames.Of(target)}' is not differentiable: {descriptor.Code} at "
                + $"{Path.GetFileName(position.File)}({position.Line},{position.Column}).{demand}");
        }
    }

    /// <summary>Where a number became something else that comes back at another place.</summary>
    private string Beginning(UnsupportedConstructException obstacle, SourcePosition position)
    {
        if (obstacle.TellingPlace is { } telling)
            return Elsewhere(telling, position) is { } place ? $" See {place}" : "";
        if (obstacle.LostAt is not { } lost)
            return "";
        if (lost.Method.Module.Assembly.Name.Name == ModuleUse.Library)
        {
            var at = Elsewhere(lost, position) is { } there ? $" at {there}" : "";
            return IsOfKeys(lost.Method) ? $". It became one{at}, in a container that keeps what it is given as keys; a List<…> keeps numbers"
                : at.Length > 0 ? $". It became one{at}" : "";
        }
        if (lost.Method.Module != types.Module)
        {
            return $". It became one in '{UserNames.Of(lost.Method)}': where truncation is meant to be piecewise constant there, say so in FodyWeavers.xml "
                + "with "
                + $"<PiecewiseConstant Assembly=\"{lost.Method.Module.Assembly.Name.Name}\" />";
        }
        return Elsewhere(lost, position) is { } beginning ? $". It became one at {beginning}" : "";
    }

    private static bool IsOfKeys(MethodDefinition method) =>
        method.DeclaringType.Name.Contains("Set") || method.DeclaringType.Name.Contains("Dictionar");

    /// <summary>A place in the source of this module, unless it is on the line of the position.</summary>
    private string? Elsewhere(SourceLocation location, SourcePosition position)
    {
        if (Visible(location) is not { } visible
            || (diagnostics.Locator.Locate(visible) is var there && there.File == position.File && there.Line == position.Line))
            return null;
        return $"{Path.GetFileName(there.File)}({there.Line},{there.Column})";
    }

    /// <summary>The place itself, or the innermost call that leads to it, in the source of this module; null when there is none.</summary>
    private SourceLocation? Visible(SourceLocation? location)
    {
        while (location is not null && (location.Method.Module != types.Module || IsWithoutSource(location.Method)
            || diagnostics.Locator.Locate(location) == diagnostics.Locator.ProjectFile))
            location = location.InlinedAt;
        return location;
    }

    /// <summary>Generated, and no copy of something written: of the class around it only some line is known.</summary>
    private static bool IsWithoutSource(MethodDefinition method) => IsGenerated(method.DeclaringType) && !method.DebugInformation.HasSequencePoints;

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

    private void ReportDifferences(RequestSite site)
    {
        foreach (var (method, location) in derivatives.TakeDifferences())
        {
            diagnostics.Report(
                Catalogue.IntegerTruncation, Visible(location) ?? site.Location,
                $"'{UserNames.Of(method)}' subtracts from a number what an integer made of it says: the derivative is that between two steps.");
        }
    }

    /// <summary>The program has a derivative, which some of what it may call has not.</summary>
    private void ReportUnsuitable(RequestSite site)
    {
        foreach (var one in derivatives.Bodies.Unsuitable.TakeFound())
        {
            var way = Delegates.IsInvocation(types, one.Member)
                ? $"a '{UserNames.Of(one.Member.DeclaringType)}' may be"
                : $"a call of '{UserNames.Of(one.Member)}' may run";
            diagnostics.Report(
                Catalogue.UnsuitableCase, Visible(one.Obstacle.LostAt) ?? Visible(one.Obstacle.Location) ?? site.Location,
                $"'{UserNames.Of(one.Method)}', which {way}, has no derivative: a derivative that meets it throws. {one.Reason}",
                []);
        }
    }
}
