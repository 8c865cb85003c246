using AutoDiff.Weaving.Differentiation.Calls;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>Where a gradient accumulates.</summary>
internal enum GradientMemory
{
    /// <summary>In new shadows.</summary>
    New,

    /// <summary>In memory that the caller gives, which is checked and cleared.</summary>
    Given,

    /// <summary>In memory that the caller gives, beside what is there. Cotangents that are returned by value are those of this call alone.</summary>
    Added,
}

/// <summary>
/// Static methods (receiver if needed, arguments…) -> gradient, or (value, gradient): the fused gradient with a rented tape around it where it
/// uses one, new shadows for the arguments that have one, copies of those it writes to, and with a place for every argument in the result. The caller may give
/// the shadows, after the arguments.
/// </summary>
internal sealed class GradientEntries(GeneratedMembers members, Derivation derivation)
{
    private readonly GradientsByDifferentials byDifferentials = new(members, derivation);
    private readonly Dictionary<(string, bool, GradientMemory), MethodDefinition> entries = [];

    public MethodDefinition Entry(DifferentiableTarget target, bool withValue, RequestSite site, GradientMemory memory = GradientMemory.New)
    {
        if (!target.Shadowed.Any())
            memory = GradientMemory.New;
        if (entries.TryGetValue((target.Key, withValue, memory), out var entry))
            return entry;
        var result = withValue ? members.Tuples.Tuple([target.Result, target.Gradient]) : target.Gradient;
        var gradient = derivation.Gradient(target.GradientRequest, withValue, site);
        if (gradient is { UsesTape: false } && TakesTheSame(target) && !Cotangents.NeedsWidening(target))
            entry = gradient.Method;
        else
        {
            entry = members.Generated.NewMethod(
                target.Method, (withValue ? "ValueWithGradient" : "Gradient") + (memory == GradientMemory.New ? "" : memory.ToString()) + "Entry", result,
                memory == GradientMemory.New ? target.Parameters : target.Parameters.Concat(MemoryOf(target)));
        }
        entries.Add((target.Key, withValue, memory), entry);
        if (gradient is null)
            members.WriteThrow(entry, derivation.Failure(target.GradientRequest));
        else if (entry != gradient.Method)
            Write(entry, target, gradient, withValue, memory);
        if (gradient is { UsesTape: true } or { TestsZeros: true } || target.Shadowed.Any())
            byDifferentials.Offer(entry, target, withValue, memory != GradientMemory.New);
        return entry;
    }

    /// <summary>The parameters for the shadows that a caller gives.</summary>
    public static IEnumerable<(string Name, TypeReference Type)> MemoryOf(DifferentiableTarget target) =>
        target.Shadowed.Select(i => ("into" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), target.Arguments[i]));

    /// <summary>The derivative has the entry's parameters: there is no receiver, or one that is passed as it is.</summary>
    private bool TakesTheSame(DifferentiableTarget target) =>
        !target.PassesReceiver
            || (target.Receiver is not null && members.Types.KindOf(target.Receiver) == members.Types.KindOf(members.Types.ArgumentTypes(target.Method)[0]));

    private void Write(MethodDefinition entry, DifferentiableTarget target, FusedGradient gradient, bool withValue, GradientMemory memory)
    {
        var code = members.Write(entry);
        var fused = gradient.Method;
        var returned = fused.ReturnType.MetadataType == MetadataType.Void ? null : code.Local(fused.ReturnType);
        var passed = target.PassesReceiver ? 1 : 0;
        bool Writes(int i) => gradient.WritesTo[i + passed];
        var offset = target.Receiver is null ? 0 : 1;
        var given = memory == GradientMemory.New ? null : new GivenShadows(members, code, target, offset, memory);
        given?.Prepare();
        var shadows = new ArgumentShadows(members).Make(code, target, offset, Writes, Writes, i => given?.Direct(i, Writes));
        void Call(VariableDefinition? tape)
        {
            PushArguments(code, target, fused);
            foreach (var i in target.Shadowed)
                code.Load(shadows[i]);
            if (tape is not null)
                code.Load(tape);
            code.Call(fused);
            if (returned is not null)
                code.Store(returned);
        }
        RentedTape.Around(members, code, gradient.UsesTape, Call);
        given?.Collect(Writes, shadows);
        var scalars = members.Cotangents.Returned(target).MetadataType != MetadataType.Void;
        if (!Cotangents.NeedsWidening(target))
        {
            code.Load(returned!).Return();
            return;
        }
        if (withValue)
        {
            if (scalars)
                code.LoadAddress(returned!).Field(members.Tuples.ItemPath(returned!.VariableType, 0)[0]);
            else
                code.Load(returned!);
        }
        members.Cotangents.Widen(code, target, returned, withValue && scalars
            ? members.Tuples.ItemPath(returned!.VariableType, 1)
            : [], i => () =>
            {
                if (given is null)
                    code.Load(shadows[i]);
                else
                    given.Push(i);
            });
        if (withValue)
            code.New(members.Tuples.Constructor(entry.ReturnType));
        code.Return();
    }

    private void PushArguments(InstructionWriter code, DifferentiableTarget target, MethodDefinition callee)
    {
        members.PushReceiver(code, target, callee.Parameters[0].ParameterType, () => code.Argument(0));
        var offset = target.Receiver is null ? 0 : 1;
        for (var i = 0; i < target.Arguments.Count; i++)
            code.Argument(offset + i);
    }
}
