using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Reading;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>
/// What is found out about a prepared method before anything is done to it, whatever the mode: where references lead, what is active, what is
/// refused.
/// </summary>
internal sealed class ActiveMethod
{
    private readonly MethodIR method;
    private readonly Func<Truncation> truncation;
    private readonly CallClassifier classifier;
    private readonly int parameters;

    /// <param name="method">The method, prepared.</param>
    /// <param name="request">What is asked of its parameters and its result.</param>
    /// <param name="tangents">Tangent types.</param>
    /// <param name="classifier">How calls are treated.</param>
    /// <param name="summaries">What calls do to memory.</param>
    /// <param name="outlives">Whether the content of shadowed parameters matters after the method has returned.</param>
    public ActiveMethod(
        MethodIR method, DerivativeRequest request, TangentTypes tangents, CallClassifier classifier, Func<Call, AliasSummary?> summaries, bool outlives)
    {
        this.method = method;
        this.classifier = classifier;
        Loops = NaturalLoops.Of(method);
        Aliases = new AliasAnalysis(method, tangents, classifier, summaries);
        Activity = new Activity(method, request.Roles, tangents, classifier, Aliases, outlives, request.ShadowsResult);
        truncation = () => new Truncation(method, tangents, classifier, Aliases, summaries, request.Roles);
        parameters = request.Roles.Count;
    }

    public NaturalLoops Loops { get; }

    public AliasAnalysis Aliases { get; }

    public Activity Activity { get; }

    /// <summary>Where numbers are subtracted from those that they are steps of, known once the method was checked.</summary>
    public IReadOnlyList<SourceLocation?> Differences { get; private set; } = [];

    /// <summary>Whether the method may write to what each parameter refers to.</summary>
    public IReadOnlyList<bool> Written() => [.. method.Parameters.Take(parameters).Select(p => Aliases.CellOf(p) is { } cell && IsWritten(cell))];

    /// <summary>Whether the method may write to a static field, or to what one refers to.</summary>
    public bool WritesStatics => Aliases.Statics.Values.Any(IsWritten);

    private static bool IsWritten(AliasCell cell) => cell.Reachable().Any(c => c.Has(MemoryFacts.Stored));

    /// <summary>The instruction is in a loop that the value does not change in.</summary>
    public bool IsLoopInvariant(Value value, Instruction instruction) =>
        Loops.InnermostLoop(instruction.Block!) is { } loop && value switch
        {
            Instruction { Block: { } home } => !loop.Contains(home),
            BlockParameter parameter => !loop.Contains(parameter.Block),
            _ => true,
        };

    /// <exception cref="UnsupportedConstructException">Something active is not followed.</exception>
    public void Check(ActiveCalls calls, TangentTypes tangents, HiddenCalls hidden)
    {
        CaughtExceptions.Check(method, Activity);
        // First: what code that is not seen does with a value, and whether it is lost there, is a guess.
        calls.CheckCallees();
        HiddenWrites.Check(method, Activity, classifier, hidden);
        var lost = truncation();
        LostDerivatives.Check(method, Activity, lost);
        Differences = [.. lost.Differences.Where(Activity.IsUseful).Select(d => d.Location)];
        UntrackedFields.Check(method, Activity, tangents);
        WholeStructs.Check(method, Activity, tangents);
    }

    /// <summary>What is reached through a static field that a callee reads, too, is constant to it.</summary>
    public void CheckStatics()
    {
        foreach (var field in Aliases.Statics)
        {
            var active = field.Value.Reachable();
            active.RemoveWhere(c => (c.Facts & (MemoryFacts.Active | MemoryFacts.VariedStored)) != (MemoryFacts.Active | MemoryFacts.VariedStored));
            if (active.Count == 0)
                continue;
            if (method.Instructions.OfType<Call>()
                .FirstOrDefault(c => Aliases.StaticsOf(c).Contains(field.Key) && Aliases.InstanceOf(c) is { } instance && instance.Any(p =>
                    active.Contains(p.Value.Root) || (p.Key.IsInOtherHands && p.Value.Reachable().Overlaps(active)))) is { } call)
            {
                throw new UnsupportedConstructException(
                    "AD1005", call.Location,
                    $"the static field '{UserNames.OfField(field.Key)}' holds or leads to a value that depends on "
                    + "the differentiation parameters; pass it as an argument or a result instead");
            }
        }
    }
}
