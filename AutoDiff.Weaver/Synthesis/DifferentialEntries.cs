using AutoDiff.Weaving.Differentiation.Calls;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Static methods (receiver if needed, arguments…, tangents…) -> tangent of the result, or (value, tangent): the differential form, with copies of the
/// arguments and tangents that it writes to, and a copy of what it returns where that may be memory of the caller's.
/// </summary>
internal sealed class DifferentialEntries(GeneratedMembers members, Derivation derivation)
{
    private readonly Dictionary<(string, bool), MethodDefinition> entries = [];
    private readonly Dictionary<(string, bool), MethodDefinition> curried = [];

    public MethodDefinition Entry(DifferentiableTarget target, bool withValue, RequestSite site)
    {
        if (entries.TryGetValue((target.Key, withValue), out var entry))
            return entry;
        var result = withValue ? members.Tuples.Tuple([target.Result, target.Result]) : target.Result;
        List<(string, TypeReference)> parameters = [.. target.Parameters];
        parameters.AddRange(target.Arguments.Select((a, i) => ("d" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), a)));
        entry = members.Generated.NewMethod(target.Method, withValue ? "ValueWithDifferentialEntry" : "DifferentialEntry", result, parameters);
        entries.Add((target.Key, withValue), entry);
        if (derivation.Differential(target.DifferentialRequest, withValue, site) is { } form)
        {
            Write(entry, target, form, withValue, isInner: false);
            members.Pending.AddWhereReached(entry, () => InCodeThatIsDifferentiated(entry, target, withValue));
        }
        else
            members.WriteThrow(entry, derivation.Failure(target.DifferentialRequest));
        return entry;
    }

    /// <summary>What takes the place of an entry where a function that is differentiated calls it.</summary>
    private MethodDefinition? InCodeThatIsDifferentiated(MethodDefinition entry, DifferentiableTarget target, bool withValue)
    {
        if (derivation.InnerDifferentialIfAny(target.DifferentialRequest, withValue, out var obstacle) is not { } form)
        {
            members.Generated.Refuse(entry, obstacle!);
            return null;
        }
        var method = members.Generated.NewMethod(
            target.Method, "InnerDifferentialEntry", entry.ReturnType, entry.Parameters.Select(p => (p.Name, p.ParameterType)));
        Write(method, target, form, withValue, isInner: true);
        members.Generated.StandIn(entry, method);
        return method;
    }

    /// <summary>The same of one number, at a tangent of one.</summary>
    public MethodDefinition AtOne(DifferentiableTarget target, bool withValue, RequestSite site)
    {
        if (curried.TryGetValue((target.Key, withValue), out var method))
            return method;
        var entry = Entry(target, withValue, site);
        method = members.Generated.NewMethod(target.Method, withValue ? "ValueWithDerivative" : "Derivative", entry.ReturnType, target.Parameters);
        curried.Add((target.Key, withValue), method);
        var code = members.Write(method);
        for (var i = 0; i < method.Parameters.Count; i++)
            code.Argument(i);
        code.One(target.Arguments[0]).Call(entry).Return();
        return method;
    }

    private void Write(MethodDefinition entry, DifferentiableTarget target, DifferentialForm form, bool withValue, bool isInner)
    {
        var code = members.Write(entry);
        var offset = target.Receiver is null ? 0 : 1;
        var count = target.Arguments.Count;
        var passed = target.PassesReceiver ? 1 : 0;
        foreach (var i in target.Shadowed.Where(i => form.WritesTo(i + passed)))
        {
            foreach (var argument in new[] { offset + i, offset + count + i })
                code.Argument(argument).Call(Copy(target.Arguments[i], isInner)).StoreArgument(argument);
        }
        var returned = code.Local(form.Method.ReturnType);
        void Call(VariableDefinition? tape)
        {
            members.PushReceiver(code, target, form.Method.Parameters[0].ParameterType, () => code.Argument(0));
            for (var i = 0; i < count; i++)
                code.Argument(offset + i);
            foreach (var i in Enumerable.Range(0, count).Where(i => target.Roles[i] != ParameterRole.None))
                code.Argument(offset + count + i);
            if (tape is not null)
                code.Load(tape);
            code.Call(form.Method).Store(returned);
        }
        RentedTape.Around(members, code, form.UsesTape, Call);
        if (!target.ShadowsResult)
        {
            code.Load(returned).Return();
            return;
        }
        // It may be, or share with, the direction that was given.
        if (withValue)
        {
            code.LoadAddress(returned).Item(returned.VariableType, 0);
            code.LoadAddress(returned).Item(returned.VariableType, 1).Call(Copy(target.Result, isInner));
            code.New(members.Tuples.Constructor(entry.ReturnType)).Return();
            return;
        }
        code.Load(returned).Call(Copy(target.Result, isInner)).Return();
    }

    /// <summary>What copies a value; of arrays of numbers, where the copy is differentiated itself, code that can be.</summary>
    private MethodReference Copy(TypeReference type, bool isInner)
    {
        if (!isInner || type is not ArrayType { IsVector: true, ElementType: { MetadataType: MetadataType.Double or MetadataType.Single } element })
            return members.ShadowOperation("Copy", type);
        var copy = new GenericInstanceMethod(members.Runtime.Method("AutoDiff.Implementations.Sequences", "Copied"));
        copy.GenericArguments.Add(element);
        return copy;
    }
}
