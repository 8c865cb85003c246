using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Analysis;

/// <summary>
/// Which values are varied (depend on a differentiation parameter), useful (a requested result depends on them) and active (both, and of a
/// type with a tangent). Varied content of memory is tracked by field and element type; what a call without a visible body may have done
/// with varied arguments and a reference is tracked as one class of its own.
/// </summary>
internal sealed class Activity
{
    private readonly MethodIR method;
    private readonly TangentTypes tangents;
    private readonly CallClassifier classifier;
    private readonly Func<Call, IReadOnlyCollection<string>> variedStores;
    private readonly HashSet<Value> varied = [];
    private readonly HashSet<Value> useful = [];
    private readonly HashSet<Value> truncated = [];
    private readonly MemoryClasses variedMemory;

    /// <param name="method">The method.</param>
    /// <param name="withRespectTo">The differentiation parameters.</param>
    /// <param name="tangents">Tangent types.</param>
    /// <param name="classifier">How calls are treated.</param>
    /// <param name="variedStores">The classes of memory a call of a method with a body may write varied values to.</param>
    public Activity(
        MethodIR method, IReadOnlyList<bool> withRespectTo, TangentTypes tangents, CallClassifier classifier, Func<Call, IReadOnlyCollection<string>> variedStores)
    {
        this.method = method;
        this.tangents = tangents;
        this.classifier = classifier;
        this.variedStores = variedStores;
        variedMemory = new MemoryClasses(method.Types);
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            if (withRespectTo[i])
                varied.Add(method.Parameters[i]);
        }
        FindVaried();
        FindUseful();
    }

    /// <summary>The classes of memory that varied values are written to.</summary>
    public IReadOnlyCollection<string> VariedMemory => variedMemory.Written;

    public bool IsVaried(Value value) => varied.Contains(value);

    public bool IsUseful(Value value) => useful.Contains(value);

    public bool IsActive(Value value) => varied.Contains(value) && useful.Contains(value) && tangents.HasTangent(value.Type);

    /// <summary>An integer or other non-differentiable value computed from varied ones.</summary>
    public bool IsTruncated(Value value) => truncated.Contains(value);

    /// <summary>Declares that a value takes the place of another one: what was known of that one holds for it.</summary>
    public void Replace(Value original, Value replacement)
    {
        foreach (var set in new[] { varied, useful, truncated })
        {
            if (set.Contains(original))
                set.Add(replacement);
        }
    }

    private void FindVaried()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            var memoryBefore = variedMemory.Written.Count;
            foreach (var block in method.Blocks)
            {
                foreach (var parameter in block.Parameters)
                {
                    if (block.Incoming.Any(e => parameter.Index < e.ArgumentCount && varied.Contains(e[parameter.Index])))
                        changed |= varied.Add(parameter);
                    if (block.Incoming.Any(e => parameter.Index < e.ArgumentCount && truncated.Contains(e[parameter.Index])))
                        changed |= truncated.Add(parameter);
                }
                foreach (var instruction in block.Instructions)
                    changed |= Visit(instruction);
            }
            changed |= variedMemory.Written.Count != memoryBefore;
        }
    }

    private bool Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Store store:
                if (varied.Contains(store.Content) && (tangents.HasTangent(store.StoredType) || tangents.MayHide(store.StoredType)))
                    variedMemory.Write(store.Address, store.StoredType);
                return false;
            case Load load:
                return (varied.Contains(OwnerOf(load.Address)) || variedMemory.MayHold(load.Address, load.Type)) && (tangents.HasTangent(load.Type) || tangents.MayHide(load.Type)) && varied.Add(load);
            case Call call:
                return VisitCall(call);
            case Terminator or Compare or ArrayLength:
                return false;
            case Extract extract when truncated.Contains(extract.Aggregate):
                return truncated.Add(extract);
            case Extract extract:
                return varied.Contains(extract.Aggregate) && !tangents.IsConstant(extract.Field) && (tangents.HasTangent(extract.Type) || tangents.MayHide(extract.Type)) && varied.Add(extract);
            case NewObject or RawInstruction:
                if (!instruction.Operands.Any(varied.Contains) || !instruction.HasResult)
                    return false;
                if (tangents.MayHide(instruction.Type))
                    variedMemory.WriteThrough(instruction);
                return tangents.HasTangent(instruction.Type) || tangents.MayHide(instruction.Type) ? varied.Add(instruction) : truncated.Add(instruction);
        }
        var any = instruction.Operands.Any(varied.Contains);
        if (any && tangents.HasTangent(instruction.Type))
            return varied.Add(instruction);
        if ((any || instruction.Operands.Any(truncated.Contains)) && instruction.HasResult && instruction.Type.MetadataType != MetadataType.Boolean)
            return truncated.Add(instruction);
        return false;
    }

    private bool VisitCall(Call call)
    {
        var treatment = classifier.Classify(call);
        if (treatment.Kind == CallKind.Constant)
            return false;
        var touchesMemory = call.Effects != Effects.None;
        var any = false;
        var anyReference = false;
        var index = 0;
        foreach (var argument in call.Operands)
        {
            any |= varied.Contains(argument) && (treatment.Kind is CallKind.Split or CallKind.Unknown or CallKind.Attached || index >= treatment.Active.Count || treatment.Active[index]);
            anyReference |= tangents.MayHide(argument.Type);
            index++;
        }
        if (treatment.Kind == CallKind.Unknown && touchesMemory)
        {
            any |= anyReference && variedMemory.HoldsElsewhere;
            if (any)
            {
                foreach (var argument in call.Operands.Where(o => tangents.MayHide(o.Type)))
                    variedMemory.WriteThrough(argument);
            }
        }
        if (treatment.Kind == CallKind.Split && any)
        {
            variedMemory.AddAll(variedStores(call));
        }
        if (treatment.Kind == CallKind.Split && !any && !variedMemory.IsEmpty)
            any = anyReference || tangents.HasTangent(call.Type);
        if (call.HasResult && call.Operands.Any(truncated.Contains) && call.Type.MetadataType != MetadataType.Boolean && truncated.Add(call))
            return true;
        if (!any || !call.HasResult)
            return false;
        return tangents.HasTangent(call.Type) || tangents.MayHide(call.Type) ? varied.Add(call)
            : call.Type.MetadataType != MetadataType.Boolean && treatment.Kind is CallKind.Unknown && truncated.Add(call);
    }

    /// <summary>The object, array or address that an address is computed from.</summary>
    private static Value OwnerOf(Value address)
    {
        while (true)
        {
            switch (address)
            {
                case FieldAddress field:
                    address = field.Target;
                    break;
                case ElementAddress element:
                    address = element.Array;
                    break;
                default:
                    return address;
            }
        }
    }

    private void FindUseful()
    {
        var work = new Stack<Value>();
        void Mark(Value value)
        {
            if (value is TrackedValue && useful.Add(value))
                work.Push(value);
        }
        foreach (var block in method.Blocks)
        {
            if (block.Terminator is Return { Result: { } result })
                Mark(result);
        }
        while (work.Count > 0)
        {
            switch (work.Pop())
            {
                case BlockParameter parameter:
                    foreach (var edge in parameter.Block.Incoming)
                    {
                        if (parameter.Index < edge.ArgumentCount)
                            Mark(edge[parameter.Index]);
                    }
                    break;
                case Compare:
                    break;
                case Call call when classifier.Classify(call).Kind == CallKind.Constant:
                    break;
                case Select select:
                    Mark(select.Operand(1));
                    Mark(select.Operand(2));
                    break;
                case Load:
                    break;
                case Instruction instruction:
                    foreach (var operand in instruction.Operands)
                        Mark(operand);
                    break;
            }
        }
    }
}
