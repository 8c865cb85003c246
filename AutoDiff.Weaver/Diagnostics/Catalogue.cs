namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// Every diagnostic there is. AD0xxx: configuration and the weaver itself; AD1xxx: cannot differentiate; AD2xxx: numerical warnings;
/// AD3xxx: performance hints. Each has a page in <c>docs/</c> and a test that raises it.
/// </summary>
internal static class Catalogue
{
    public static readonly DiagnosticDescriptor InternalError = new("AD0001", Severity.Error, "Internal error of the weaver");
    public static readonly DiagnosticDescriptor InvalidConfiguration = new("AD0002", Severity.Error, "Unknown configuration element, attribute or value");
    public static readonly DiagnosticDescriptor ConfiguredMethodNotFound = new("AD0003", Severity.Error, "A method named in the configuration was not found");
    public static readonly DiagnosticDescriptor RuntimeMissing = new("AD0004", Severity.Error, "The runtime library is missing or does not match the weaver");
    public static readonly DiagnosticDescriptor NotRun = new("AD0005", Severity.Error, "The package is referenced but the weaver was not run");

    public static readonly DiagnosticDescriptor NotDifferentiable = new("AD1001", Severity.Error, "The function is not differentiable");
    public static readonly DiagnosticDescriptor NoVisibleBody = new("AD1002", Severity.Error, "The called method has no IL visible at build time and no rule");
    public static readonly DiagnosticDescriptor NoManagedBody = new("AD1003", Severity.Error, "The called method has no managed body and no rule");
    public static readonly DiagnosticDescriptor DerivativeLost = new("AD1004", Severity.Error, "The derivative is lost through a non-differentiable type");
    public static readonly DiagnosticDescriptor StaticFieldWritten = new("AD1005", Severity.Error, "An active value is written to a static field");
    public static readonly DiagnosticDescriptor UnsupportedConstruct = new("AD1006", Severity.Error, "Unsupported construct around active code");
    public static readonly DiagnosticDescriptor OpaqueDelegate = new("AD1007", Severity.Error,
        "A delegate of unknown origin where a differentiable function is needed");
    public static readonly DiagnosticDescriptor VirtualNotDifferentiable = new("AD1008", Severity.Error,
        "No override of a virtual or interface member is in reach");
    public static readonly DiagnosticDescriptor NothingToDifferentiate = new("AD1009", Severity.Error,
        "Nothing to differentiate with respect to, or a result without tangent");
    public static readonly DiagnosticDescriptor UnknownParameter = new("AD1010", Severity.Error,
        "Unknown or non-differentiable parameter named in [Differentiable]");
    public static readonly DiagnosticDescriptor InvalidRule = new("AD1011", Severity.Error, "Invalid derivative rule");
    public static readonly DiagnosticDescriptor ParameterIsConstant = new("AD1012", Severity.Error,
        "Cannot differentiate with respect to a [NoDerivative] parameter");
    public static readonly DiagnosticDescriptor TangentDoesNotFit = new("AD1013", Severity.Error, "A tangent of another type does not fit");
    public static readonly DiagnosticDescriptor OperatorInExpressionTree = new("AD1014", Severity.Error, "An operator in an expression tree");
    public static readonly DiagnosticDescriptor CannotRunAgain = new("AD1015", Severity.Error, "A method with [Checkpoint] cannot run again");

    public static readonly DiagnosticDescriptor AlwaysZero = new("AD2001", Severity.Warning, "The derivative is always zero");
    public static readonly DiagnosticDescriptor IntegerTruncation = new("AD2002", Severity.Hint,
        "A varied value is truncated to an integer for control flow or indices");
    public static readonly DiagnosticDescriptor FoundByComparison = new("AD2003", Severity.Warning,
        "A value is found by comparisons, which have no derivative");
    public static readonly DiagnosticDescriptor UnsuitableCase = new("AD2004", Severity.Warning, "A function that may be called has no derivative");

    public static readonly DiagnosticDescriptor LoopStoresMuch = new("AD3001", Severity.Hint, "A loop stores many bytes per iteration");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        InternalError, InvalidConfiguration, ConfiguredMethodNotFound, RuntimeMissing, NotRun,
        NotDifferentiable, NoVisibleBody, NoManagedBody, DerivativeLost, StaticFieldWritten, UnsupportedConstruct, OpaqueDelegate,
        VirtualNotDifferentiable, NothingToDifferentiate, UnknownParameter, InvalidRule, ParameterIsConstant, TangentDoesNotFit, OperatorInExpressionTree,
        CannotRunAgain,
        AlwaysZero, IntegerTruncation, FoundByComparison, UnsuitableCase,
        LoopStoresMuch,
    ];

    /// <summary>The descriptor of a code; a code that is not in the catalogue is an internal error.</summary>
    public static DiagnosticDescriptor Find(string code) => All.FirstOrDefault(d => d.Code == code) ?? InternalError;
}
