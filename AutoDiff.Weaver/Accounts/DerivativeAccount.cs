using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Accounts;

/// <summary>What a derivative computes.</summary>
internal enum DerivativeKind
{
    Gradient,
    ValueWithGradient,

    /// <summary>The augmented form and the pullback, for callers that have other things to do in between.</summary>
    Split,

    /// <summary>Tangents beside values.</summary>
    Differential,
}

/// <summary>What was decided about one derivative.</summary>
/// <param name="Kind">What it computes.</param>
/// <param name="Method">The method as it is called in the program.</param>
/// <param name="Definition">The method that has the code, if it was found.</param>
/// <param name="Made">The generated methods; of a split derivative the augmented form and the pullback.</param>
/// <param name="Body">The method that was differentiated, with all that was inlined into it.</param>
/// <param name="Trace">What reverse mode keeps of the forward sweep; null where there is nothing to keep.</param>
internal sealed record DerivativeAccount(
    DerivativeKind Kind, MethodReference Method, MethodDefinition? Definition, IReadOnlyList<MethodDefinition> Made, BodyAccount? Body, TraceAccount? Trace)
{
    /// <summary>What else there is to know, in sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What may run, for a method that only chooses among several.</summary>
    public DispatchAccount? Dispatch { get; init; }
}

/// <summary>A method as it is differentiated.</summary>
/// <param name="Instructions">How many instructions its IR has.</param>
/// <param name="Parameters">What is asked of each parameter.</param>
/// <param name="Operations">The instructions that compute something or write, in order.</param>
/// <param name="Calls">The calls there were, inlined ones included.</param>
internal sealed record BodyAccount(
    int Instructions, IReadOnlyList<ParameterAccount> Parameters, IReadOnlyList<OperationAccount> Operations, IReadOnlyList<CallAccount> Calls);

/// <param name="Name">The parameter.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsDifferentiated">The cotangent of the numbers in it is asked for.</param>
/// <param name="IsShadowed">What it refers to comes with a shadow.</param>
internal sealed record ParameterAccount(string Name, string Type, bool IsDifferentiated, bool IsShadowed);

/// <summary>On which side of a value the derivative is.</summary>
[Flags]
internal enum Dependence
{
    None = 0,

    /// <summary>It depends on a parameter that is differentiated.</summary>
    Varied = 1,

    /// <summary>A result that is asked for depends on it.</summary>
    Useful = 2,

    /// <summary>Both, and it has a tangent.</summary>
    Active = 4 | Varied | Useful,
}

/// <param name="Location">Where it comes from.</param>
/// <param name="Text">What it does, much as the source says it.</param>
/// <param name="Code">The instruction in the notation of the IR.</param>
/// <param name="State">What is known of its value, or of what it writes.</param>
/// <param name="Reason">Why that is so.</param>
/// <param name="Variables">The variables that it works on.</param>
internal sealed record OperationAccount(
    SourceLocation Location, string Text, string Code, Dependence State, string Reason, IReadOnlyList<VariableAccount> Variables);

/// <param name="Name">The name of a variable.</param>
/// <param name="State">What is known of it in one place.</param>
/// <param name="Method">The method that it is a variable of; null where that is the one that is differentiated.</param>
internal sealed record VariableAccount(string Name, Dependence State, MethodDefinition? Method);

/// <summary>How a call is differentiated.</summary>
internal enum CallWay
{
    /// <summary>The callee's code takes the place of the call.</summary>
    Inlined,

    /// <summary>By the callee's own derivative.</summary>
    OwnDerivative,

    /// <summary>By a rule written by hand.</summary>
    Rule,

    /// <summary>An operation on a container, done to the shadow, too.</summary>
    Container,

    /// <summary>By the derivative that comes with a delegate.</summary>
    Attached,

    /// <summary>Nothing active goes through it.</summary>
    Constant,

    /// <summary>It throws when a sweep meets it.</summary>
    Refused,
}

/// <param name="Location">Where the call is.</param>
/// <param name="Callee">What is called.</param>
/// <param name="Way">How it is differentiated.</param>
/// <param name="Detail">More about that: the rule, or why nothing is to be done.</param>
/// <param name="Dispatch">The methods that may run, where there are several.</param>
internal sealed record CallAccount(SourceLocation? Location, MethodReference Callee, CallWay Way, string? Detail, DispatchAccount? Dispatch);

/// <param name="Member">The virtual member, or the invocation of the delegate.</param>
/// <param name="Candidates">The methods that may run, each with the reason why it is refused if it is.</param>
internal sealed record DispatchAccount(MethodReference Member, IReadOnlyList<(MethodReference Method, string? Refusal)> Candidates);
