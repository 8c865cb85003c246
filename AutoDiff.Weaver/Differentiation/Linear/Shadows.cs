using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>
/// The shadows of references, in the forward sweep: for every reference that leads to active memory, one of the same type that leads to memory of
/// the same shape where adjoints accumulate. Shadows travel as the references do; they are made when first asked for.
/// </summary>
internal sealed class Shadows(
    MethodIR method, Activity activity, TangentTypes tangents, RuntimeLibrary runtime, IReadOnlyDictionary<Parameter, Parameter> parameters, Value tape,
    bool inPlace)
{
    private readonly Dictionary<Value, Value> shadows = [];
    private readonly Dictionary<Value, Value?> addresses = [];
    private readonly Dictionary<Load, Load> originals = [];
    private readonly List<Instruction> made = [];

    /// <summary>Whether a value has a shadow at all.</summary>
    public bool Has(Value value) => activity.LeadsToActive(value);

    /// <summary>The load of which this one is the shadow.</summary>
    public Load? OriginalOf(Load load) => originals.TryGetValue(load, out var original) ? original : null;

    /// <summary>Declares the shadow of a value.</summary>
    public void Define(Value value, Value shadow) => shadows[value] = shadow;

    /// <summary>The shadow of a reference, or of a struct that contains references; null references where it leads to nothing active.</summary>
    public Value Of(Value value)
    {
        if (value is Immediate || !activity.LeadsToActive(value))
            return method.Default(value.Type);
        if (shadows.TryGetValue(value, out var known))
            return known;
        if (value.Type.IsByReference && AddressOf(value) is { } address)
            return shadows[value] = address;
        if (value is BlockParameter parameter)
            return OfParameter(parameter);
        return shadows[value] = Make(value);
    }

    /// <summary>The shadow of an address; null when what it points to has none (a constant, a static field).</summary>
    public Value? AddressOf(Value address)
    {
        if (address is BlockParameter or Select)
            return OfMerge(address);
        if (!addresses.TryGetValue(address, out var known))
            addresses[address] = known = MakeAddress(address);
        return known;
    }

    /// <summary>Whether what an address points to has a shadow.</summary>
    public bool HasAddress(Value address) => address switch
    {
        Parameter parameter => parameters.ContainsKey(parameter),
        StaticAddress => false,
        FieldAddress field when field.Target.Type.IsByReference => HasAddress(field.Target),
        Call call when ElementReferences.Is(call.Method) && call.Operand(0).Type.IsByReference => HasAddress(call.Operand(0)),
        _ => true,
    };

    /// <summary>Takes out the addresses that only the reverse sweep uses, which computes them again.</summary>
    public void RemoveUnused()
    {
        for (var i = made.Count - 1; i >= 0; i--)
        {
            if (made[i].Block is not null && !made[i].HasUses && (ElementReferences.IsAddress(made[i]) || made[i] is Load))
                made[i].Remove();
        }
    }

    private Value OfMerge(Value value)
    {
        if (shadows.TryGetValue(value, out var known))
            return known;
        return value is BlockParameter parameter ? OfParameter(parameter) : shadows[value] = Make(value);
    }

    private Value OfParameter(BlockParameter parameter)
    {
        var block = parameter.Block;
        // What is thrown with active content does not come this way.
        if (method.Regions.Any(r => r.Handler.ExceptionParameter == parameter))
            return shadows[parameter] = Scratch(new Builder(method).AtStart(block), parameter);
        var shadow = block.AddParameter(parameter.Type, "d" + (parameter.Name ?? "x"));
        shadows[parameter] = shadow;
        // Other parameters of the block may get theirs while the arguments are found: every edge has its place first.
        foreach (var edge in block.Incoming)
            edge.AddArgument(method.Undefined(parameter.Type));
        foreach (var edge in block.Incoming)
            edge[shadow.Index] = Of(edge[parameter.Index]);
        return shadow;
    }

    private Value Make(Value value)
    {
        if (value is Parameter parameter)
        {
            return parameters.TryGetValue(parameter, out var given) ? given
                : parameter.Type.IsByReference ? throw Unsupported(value)
                : Scratch(new Builder(method).AtStart(method.Entry), parameter);
        }
        var instruction = (Instruction)value;
        var builder = After(instruction);
        switch (instruction)
        {
            case Select i:
                return Made(builder.Select(i.Operand(0), Of(i.Operand(1)), Of(i.Operand(2))));
            case Extract i:
                return Made(builder.Extract(Of(i.Aggregate), i.Field));
            case Insert i when StructShapes.IsPseudo(i.Field) && !tangents.HasReferences(i.Item.Type):
                // Without a value, a nullable shadow would have no references either.
                return Made(builder.Insert(Of(i.Aggregate), i.Field, tangents.HasTangent(i.Item.Type) ? method.Default(i.Item.Type) : i.Item));
            case Insert i:
                return tangents.HasReferences(i.Item.Type) ? Made(builder.Insert(Of(i.Aggregate), i.Field, Of(i.Item))) : Of(i.Aggregate);
            case Load i when AddressOf(i.Address) is { } address:
                var load = (Load)Made(builder.Load(i.Type, address));
                originals.Add(load, i);
                return load;
            case Load i:
                return Scratch(builder, i);
            case NewArray i:
                return Made(builder.NewArray(i.ElementType, i.Operand(0)));
            case NewObject { OperandCount: 2 } i when Delegates.Is(method.Types, i.Type) && i.Operand(1) is FunctionAddress function:
                // The shadow of a receiver may be of no class with a member to look up: it gets the override that its original has.
                // A receiver that cannot hold numbers is its own shadow: a delegate has to have one.
                return Made(builder.NewObject(i.Constructor, activity.LeadsToActive(i.Operand(0)) ? Of(i.Operand(0)) : i.Operand(0), function.IsVirtual
                    ? function
                    : builder.Add(new FunctionAddress(function.Type, function.Method))));
            case Call { OperandCount: 1 } i when Delegates.IsTarget(i.Method):
                return Made(builder.Call(i.Method, Of(i.Operand(0))));
            case Call i when Delegates.IsItem(i.Method):
                return Made(builder.Add(new Call(i.Type, i.Method, false, null, Of(i.Operand(0)), i.Operand(1)) { KnownEffects = i.KnownEffects }));
            case Call i when Delegates.IsCombining(i.Method):
                return Made(builder.Call(runtime.Method("AutoDiff.InvocationLists", "ShadowOfCombined"),
                    i.Operand(0), i.Operand(1), Of(i.Operand(0)), Of(i.Operand(1))));
            case Call i when Delegates.IsRemoving(i.Method):
                return Made(builder.Call(runtime.Method("AutoDiff.InvocationLists", "ShadowOfRemaining"),
                    i.Operand(0), i.Operand(1), Of(i.Operand(0))));
            case NewObject i when tangents.IsInert(i.Type):
                return i;
            case NewObject i when i.Type is ArrayType || KnownCalls.LeavesMemoryAlone(i.Constructor):
                return Made(builder.NewObject(i.Constructor, [.. i.Operands]));
            case Call allocation when Allocations.Is(allocation):
                return Made(builder.Add(new Call(allocation.Type, allocation.Method, false, null) { KnownEffects = allocation.KnownEffects }));
            case RawInstruction { OpCode.Code: Code.Castclass or Code.Isinst or Code.Unbox_Any or Code.Box } i:
                var operand = i.Operand(0);
                return Made(builder.Raw(i.Type, i.OpCode, i.Metadata, i.Effects, tangents.HasReferences(operand.Type)
                    ? Of(operand)
                    : method.Default(operand.Type)));
            case Call view when Views.Is(view.Method):
                return Made(builder.Add(new Call(view.Type, view.Method, false, null, Of(view.Operand(0))) { KnownEffects = view.KnownEffects }));
            case Call:
                return Scratch(builder, instruction);
            default:
                throw Unsupported(instruction);
        }
    }

    private Value? MakeAddress(Value address)
    {
        switch (address)
        {
            case Parameter parameter:
                return parameters.TryGetValue(parameter, out var given) ? given : null;
            case Slot slot:
                return OfSlot(slot);
            case FieldAddress i when Base(i.Target) is { } target:
                return Made(After(i).FieldAddress(target, i.Field));
            case ElementAddress i:
                return Made(After(i).ElementAddress(i.ElementType, Of(i.Array), i.Index, i.Readonly));
            case Call call when ElementReferences.Is(call.Method) && call.Operand(0).Type.IsByReference:
                return AddressOf(call.Operand(0)) is { } row
                    ? Made(After(call).Add(new Call(call.Type, call.Method, call.IsVirtual, null,
                        [row, .. call.Operands.Skip(1)])
                    { KnownEffects = call.KnownEffects })) : null;
            case Call call when ElementReferences.Is(call.Method):
                return Made(After(call).Add(new Call(call.Type, call.Method, call.IsVirtual, null,
                    [Of(call.Operand(0)), .. call.Operands.Skip(1)])
                { KnownEffects = call.KnownEffects }));
            case RawInstruction { OpCode.Code: Code.Unbox } i:
                return Made(After(i).Raw(i.Type, i.OpCode, i.Metadata, i.Effects, Of(i.Operand(0))));
            case FieldAddress or StaticAddress:
                return null;
            default:
                throw Unsupported(address);
        }
    }

    private Value? Base(Value target) =>
        target.Type.IsByReference ? AddressOf(target) : method.Types.KindOf(target.Type) == StackKind.Object ? Of(target) : null;

    /// <summary>In the fused form the shadow of a local is another local; otherwise it has to outlive the forward sweep.</summary>
    private Value OfSlot(Slot slot)
    {
        var builder = new Builder(method) { Location = slot.Location }.AtStart(method.Entry);
        if (inPlace)
        {
            var shadow = builder.Slot(slot.SlotType);
            shadow.Name = "d" + slot.Name;
            return shadow;
        }
        return Made(builder.ElementAddress(slot.SlotType, builder.NewArray(slot.SlotType, method.Int32(1)), method.Int32(0)));
    }

    private Value Scratch(Builder builder, Value value)
    {
        var scratch = new GenericInstanceMethod(runtime.Method("AutoDiff.Shadow", "Scratch"));
        scratch.GenericArguments.Add(value.Type);
        var shadow = new Call(value.Type, scratch, false, null, tape, value);
        return builder.Add(shadow);
    }

    private Value Made(Value shadow)
    {
        if (shadow is Instruction instruction)
            made.Add(instruction);
        return shadow;
    }

    private Builder After(Instruction instruction) => new Builder(method) { Location = instruction.Location }.Before(instruction.Next!);

    private static UnsupportedConstructException Unsupported(Value value) => new(
        "AD1006", (value as Instruction)?.Location,
        value.Type is PointerType or { MetadataType: MetadataType.IntPtr or MetadataType.UIntPtr }
            ? "active memory is reached through a pointer; use an array, a span or a reference"
            : $"active memory is reached through {Described(value)}, and what '{UserNames.Of(value.Type)}' leads to is not followed");

    private static string Described(Value value) => value switch
    {
        NewObject creation => $"'new {UserNames.Of(creation.Type)}(…)'",
        Call call => $"what '{UserNames.Of(call.Method)}' returns",
        Parameter parameter => $"'{parameter.ParameterName}'",
        _ => $"an object of type '{UserNames.Of(value.Type)}'",
    };
}
