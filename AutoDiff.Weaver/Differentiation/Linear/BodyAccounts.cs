using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Puts down what was found out about a prepared method, before anything is done to it.</summary>
internal sealed class BodyAccounts(MethodIR method, DerivativeRequest request, ActiveMethod active, ActiveCalls calls, CallClassifier classifier)
{
    private readonly Activity activity = active.Activity;
    private readonly Dictionary<Parameter, HashSet<AliasCell>> reachable = [];

    public BodyAccount Of()
    {
        var code = Printer.Lines(method);
        return new(
            method.Instructions.Count(),
            [.. request.Roles.Select((r, i) => new ParameterAccount(method.Parameters[i].ParameterName, TypeOf(method.Parameters[i]),
                (r & ParameterRole.Differentiated) != 0, (r & ParameterRole.Shadowed) != 0))],
            [.. method.Instructions.Where(i => i.Location is not null && IsOperation(i)).Select(i => Of(i, code[i]))],
            [.. Inlined(), .. method.Instructions.Select(CallOf).OfType<CallAccount>()]);
    }

    private static string TypeOf(Parameter parameter) => UserNames.IsMadeUp(parameter.Type) ? "captured variables" : TypeNames.Display(parameter.Type);

    /// <summary>Addresses, and where control goes, are not operations.</summary>
    private static bool IsOperation(Instruction instruction) => instruction switch
    {
        Return { Result: not null } => true,
        Terminator or Slot or FieldAddress or ElementAddress or StaticAddress or FunctionAddress => false,
        _ => true,
    };

    private OperationAccount Of(Instruction instruction, string code)
    {
        var state = StateOf(instruction);
        var definition = Expressions.Definition(instruction);
        var text = Expressions.NameOf(instruction) is { } name ? $"{name} = {definition}" : definition;
        return new(instruction.Location!, text, code, state, Reason(instruction, state), Variables(instruction));
    }

    private Dependence StateOf(Instruction instruction) => instruction switch
    {
        Store store => StateOf(store),
        Return { Result: { } result } => StateOf(result),
        Call call when calls.Matters(call) => Dependence.Active,
        _ => StateOf((Value)instruction),
    };

    private Dependence StateOf(Value value) =>
        activity.IsActive(value) || activity.LeadsToActive(value) ? Dependence.Active
            : (activity.IsVaried(value) ? Dependence.Varied : Dependence.None) | (activity.IsUseful(value) ? Dependence.Useful : Dependence.None);

    private Dependence StateOf(Store store)
    {
        if (activity.ContentLeadsToActive(store.Address, store.StoredType))
            return Dependence.Active;
        var isVaried = activity.IsVaried(store.Content);
        if (isVaried && activity.ActiveLeaves(store.Address, store.StoredType).Any())
            return Dependence.Active;
        return (isVaried ? Dependence.Varied : Dependence.None)
            | (active.Aliases.Location(store.Address).Has(MemoryFacts.Useful) ? Dependence.Useful : Dependence.None);
    }

    private string Reason(Instruction instruction, Dependence state)
    {
        var (from, into) = (From(instruction), Into(instruction));
        return state switch
        {
            Dependence.Active when into is null => $"depends on {from}",
            Dependence.Active => $"depends on {from}, goes into {into}",
            Dependence.Varied => $"depends on {from}, but no result depends on it",
            Dependence.Varied | Dependence.Useful => $"depends on {from}, but has no tangent",
            Dependence.Useful when into is not null => $"goes into {into}, but does not depend on what is differentiated",
            _ => "does not depend on what is differentiated",
        };
    }

    /// <summary>What makes an instruction varied.</summary>
    private string From(Instruction instruction)
    {
        if (instruction is Load load)
        {
            var location = active.Aliases.Location(load.Address);
            return request.Shadowed.Select(i => method.Parameters[i]).FirstOrDefault(p => Reachable(p).Contains(location.Root)) is { } parameter
                ? $"what '{parameter.ParameterName}' refers to" : "what was written there";
        }
        var operands = instruction is Store store ? [store.Content] : instruction.Operands.ToList();
        return (operands.FirstOrDefault(activity.IsVaried) ?? operands.FirstOrDefault(activity.LeadsToActive)) is { } varied
            ? $"'{Expressions.Of(varied)}'" : "what it refers to";
    }

    /// <summary>Where a useful value goes.</summary>
    private string? Into(Instruction instruction)
    {
        foreach (var use in instruction.Uses)
        {
            switch (use.User)
            {
                case Return:
                    return "the result";
                case Store store:
                    return $"'{Expressions.Definition(store)}'";
                case Terminator terminator when Target(terminator, use) is { } parameter:
                    if (activity.IsUseful(parameter))
                        return Expressions.NameOf(parameter) is { } name ? $"'{name}'" : "a value that is chosen among several";
                    break;
                case { } user when activity.IsUseful(user) || (user is Call call && calls.Matters(call)):
                    return Expressions.NameOf(user) is { } variable ? $"'{variable}'" : $"'{Expressions.Definition(user)}'";
            }
        }
        return null;
    }

    private static BlockParameter? Target(Terminator terminator, Use use)
    {
        foreach (var edge in terminator.Edges)
        {
            for (var i = 0; i < edge.ArgumentUses.Count; i++)
            {
                if (ReferenceEquals(edge.ArgumentUses[i], use))
                    return edge.Target.Parameters[i];
            }
        }
        return null;
    }

    private HashSet<AliasCell> Reachable(Parameter parameter)
    {
        if (!reachable.TryGetValue(parameter, out var cells))
            reachable.Add(parameter, cells = active.Aliases.CellOf(parameter)?.Reachable() ?? []);
        return cells;
    }

    private List<VariableAccount> Variables(Instruction instruction) =>
        [.. instruction.Operands.Append(instruction).Where(o => Expressions.NameOf(o) is not null).Distinct()
            .Select(o => new VariableAccount(Expressions.NameOf(o)!, StateOf(o), MethodOf(o)))];

    private static MethodDefinition? MethodOf(Value value) => value switch
    {
        Instruction made => made.Location?.Method,
        // A block begins where what comes first in it does.
        BlockParameter merged => merged.Block.Instructions.Select(i => i.Location).FirstOrDefault(l => l is not null)?.Method,
        _ => null,
    };

    /// <summary>The calls whose places the callees' own code took: each once, by what came from there.</summary>
    private IEnumerable<CallAccount> Inlined()
    {
        var seen = new HashSet<string>();
        foreach (var instruction in method.Instructions)
        {
            for (var frame = instruction.Location; frame?.InlinedAt is { } call && seen.Add(Key(frame)); frame = call)
            {
                var callee = frame.Method;
                var dispatch = DispatchOf(callee);
                yield return new(call, dispatch?.Member ?? callee, CallWay.Inlined, null, dispatch);
            }
        }

        static string Key(SourceLocation frame)
        {
            var key = frame.Method.FullName;
            for (var call = frame.InlinedAt; call is not null; call = call.InlinedAt)
                key += $"|{call.Method.FullName} {call.Offset}";
            return key;
        }
    }

    private DispatchAccount? DispatchOf(MethodReference callee) =>
        classifier.MemberOf(callee) is { } member ? new(member, classifier.CasesOf(callee)) : null;

    private CallAccount? CallOf(Instruction instruction)
    {
        if (instruction is NewObject creation && classifier.RuleOf(creation) is { } derivative && activity.LeadsToActive(creation))
            return new(creation.Location, creation.Constructor, CallWay.Rule, UserNames.Of(derivative.Method), null);
        if (instruction is not Call call)
            return null;
        var treatment = classifier.Classify(call);
        var written = classifier.AsWritten(call);
        var dispatch = DispatchOf(call.Method);
        var callee = dispatch?.Member ?? written.StandsFor ?? written.Method;
        if (!calls.Matters(call))
        {
            return new(call.Location, callee, CallWay.Constant,
                treatment.Kind == CallKind.Constant ? "it has no derivative to go through" : "nothing active goes in and comes out", dispatch);
        }
        var (way, detail) = treatment switch
        {
            { Pullback.Method: { } rule } => (CallWay.Rule, UserNames.Of(rule)),
            { Derivative.Method: { } rule } => (CallWay.Rule, UserNames.Of(rule)),
            { Memory.Method: { } rule } => (CallWay.Rule, UserNames.Of(rule)),
            { Kind: CallKind.Primitive } => (CallWay.Container, null),
            { Kind: CallKind.Attached } => (CallWay.Attached, null),
            { Kind: CallKind.Refused } => (CallWay.Refused, call.Refusal ?? written.Refusal ?? "what is not known when the program is built"),
            _ => (CallWay.OwnDerivative, (string?)null),
        };
        return new(call.Location, callee, way, detail, dispatch);
    }
}
