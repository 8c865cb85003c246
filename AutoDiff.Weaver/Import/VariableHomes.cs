using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Import;

/// <summary>Where an argument or a local lives: exactly one of parameter, SSA variable and memory slot.</summary>
internal sealed class Home(TypeReference type, string? name)
{
    public TypeReference Type { get; } = type;

    public string? Name { get; } = name;

    /// <summary>An argument that is never written is its parameter.</summary>
    public Parameter? Parameter { get; set; }

    public Variable? Variable { get; set; }

    public Slot? Slot { get; set; }
}

/// <summary>
/// Chooses a home for every argument and local. Memory is for those whose address is taken, for pinned ones, and for those whose value
/// travels along paths that only exceptions take, which SSA construction does not see.
/// </summary>
internal sealed class VariableHomes
{
    private readonly ControlFlow flow;
    private readonly VariableUsage usage;
    private readonly Home[] homes;

    public VariableHomes(MethodIR ir, ControlFlow flow, Operands operands, Locations locations, SsaBuilder ssa, Builder entry)
    {
        this.flow = flow;
        usage = new VariableUsage(flow);
        var body = flow.Body;
        homes = new Home[usage.ArgumentCount + body.Variables.Count];
        for (var i = 0; i < usage.ArgumentCount; i++)
        {
            var parameter = ir.Parameters[i];
            var home = homes[i] = new Home(parameter.Type, parameter.ParameterName);
            if (usage.IsAddressed(i) || (usage.IsWritten(i) && CrossesHandlers(i)))
            {
                home.Slot = NewSlot(entry, home);
                entry.Store(home.Type, home.Slot, parameter);
            }
            else if (usage.IsWritten(i))
            {
                home.Variable = new Variable(home.Type, home.Name);
                ssa.Write(home.Variable, ir.Entry, parameter);
            }
            else
            {
                home.Parameter = parameter;
            }
        }
        foreach (var local in body.Variables)
        {
            var number = usage.ArgumentCount + local.Index;
            var home = homes[number] = new Home(TypeContext.WithoutModifiers(operands.Type(local.VariableType)), locations.NameOf(local));
            if (!usage.Used.Contains(number))
                continue;
            if (usage.IsAddressed(number) || IsPinned(local) || CrossesHandlers(number))
                home.Slot = NewSlot(entry, home, IsPinned(local));
            else
                home.Variable = new Variable(home.Type, home.Name);
        }
    }

    public Home Of(Instruction instruction) => homes[VariableUsage.VariableOf(flow.Body, instruction)!.Value];

    /// <summary>
    /// The variables that the handler of a region reads as they were when its try part was entered: nothing in the try part writes them.
    /// </summary>
    public IEnumerable<Variable> CarriedInto(ProtectedRange region)
    {
        for (var i = 0; i < homes.Length; i++)
        {
            if (homes[i].Variable is { } variable && region.Entered.Any(p => usage.IsLiveAt(flow.BlockAt(p.Start), i)))
                yield return variable;
        }
    }

    private bool CrossesHandlers(int variable)
    {
        foreach (var region in flow.Handlers.Where(IsReachable))
        {
            foreach (var part in region.Entered)
            {
                // What a finally, fault or filter part writes arrives elsewhere without an edge.
                var isSilent = part == region.Filter || region.Clause.HandlerType is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault;
                var isSilentlyChanged = isSilent && usage.IsWrittenIn(variable, part);
                if (isSilentlyChanged && usage.IsUsedOutside(variable, part))
                    return true;
                var isChanged = isSilentlyChanged || usage.IsWrittenIn(variable, region.Try)
                    || (part != region.Filter && region.Filter is { } filter && usage.IsWrittenIn(variable, filter));
                if (isChanged && usage.IsLiveAt(flow.BlockAt(part.Start), variable))
                    return true;
            }
        }
        return false;
    }

    private bool IsReachable(ProtectedRange region) => flow.BlocksIn(region.Try).Any();

    private static bool IsPinned(VariableDefinition local)
    {
        for (var type = local.VariableType; type is TypeSpecification specification; type = specification.ElementType)
        {
            if (type is PinnedType)
                return true;
            if (type is not IModifierType)
                return false;
        }
        return false;
    }

    private static Slot NewSlot(Builder entry, Home home, bool pinned = false)
    {
        var slot = entry.Slot(home.Type, pinned);
        slot.Name = home.Name;
        return slot;
    }
}
