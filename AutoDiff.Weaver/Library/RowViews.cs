using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>
/// The elements of an inline array behind an address, as if they were an array: what a span over one that is not a local is made of. Once everything that is
/// done to the span is inlined, only elements are left of it, which have addresses. What is not inlined cannot be said in IL.
/// </summary>
internal static class RowViews
{
    /// <summary>The view of the inline array behind an address.</summary>
    public static Value Of(Builder builder, Value address, TypeReference array) =>
        builder.Add(new Call(new ArrayType(builder.Types.Shapes.RowOf(array)!.Value.Element), builder.Types.Shapes.AllOf(array), false, null,
            address) { KnownEffects = Effects.Reads });

    public static bool Is(Value value) => value is Call call && Is(call.Method);

    public static bool Is(MethodReference method) =>
        method is { Name: "All", DeclaringType: { Namespace: "AutoDiff.Implementations", Name: "InlineArrayElements" } };

    /// <summary>The type of the inline array.</summary>
    public static TypeReference ArrayOf(Call view) => ((GenericInstanceMethod)view.Method).GenericArguments[0];

    /// <summary>Whether a call is handed a view, in whatever.</summary>
    public static bool IsTakenBy(Call call) => call.Operands.Any(o => Holds(o, []));

    /// <summary>Whether a method makes a view that it does not use up.</summary>
    public static bool Leaves(MethodIR body) => body.Instructions.Any(Is);

    private static bool Holds(Value value, HashSet<Value> seen)
    {
        if (value is Immediate or Parameter || !seen.Add(value))
            return false;
        return value switch
        {
            Call call => Is(call.Method),
            Insert insert => Holds(insert.Item, seen) || Holds(insert.Aggregate, seen),
            Extract extract => Holds(extract.Aggregate, seen),
            Load load => Holds(load.Address, seen),
            FieldAddress field => Holds(field.Target, seen),
            Slot slot => slot.Users.Any(u => IsStoredTo(u, slot, seen)),
            BlockParameter parameter => parameter.Block.Incoming.Any(e => parameter.Index < e.ArgumentCount && Holds(e[parameter.Index], seen)),
            _ => false,
        };
    }

    private static bool IsStoredTo(Instruction user, Value address, HashSet<Value> seen) => user switch
    {
        Store store => ReferenceEquals(store.Address, address) && Holds(store.Content, seen),
        FieldAddress field => field.Users.Any(u => IsStoredTo(u, field, seen)),
        _ => false,
    };

    /// <summary>The address of an element of a view; whoever made the span over it has checked the index.</summary>
    public static Value? Element(Builder builder, ElementAddress element) =>
        element.Array is Call view && Is(view) ? Element(builder, view.Operand(0), ArrayOf(view), element.Index) : null;

    /// <summary>The address of an element, which at an index that is known is a field like any other.</summary>
    public static Value Element(Builder builder, Value array, TypeReference type, Value index) =>
        Field(builder, array, type, index) ?? builder.Add(new Call(new ByReferenceType(builder.Types.Shapes.RowOf(type)!.Value.Element),
            builder.Types.Shapes.ElementAtOf(type), false, null, array, index) { KnownEffects = Effects.None });

    /// <summary>What the address of an element becomes when its index turns out to be known.</summary>
    public static Value? KnownElement(Builder builder, Call call) =>
        call.Method is GenericInstanceMethod { Name: "At", DeclaringType: { Namespace: "AutoDiff.Implementations", Name: "InlineArrayElements" } } at
            ? Field(builder, call.Operand(0), at.GenericArguments[0], call.Operand(1))
            : null;

    private static Value? Field(Builder builder, Value array, TypeReference type, Value index) =>
        index is Constant { Content: int known } && known >= 0 && known < builder.Types.Shapes.RowOf(type)!.Value.Length
            ? builder.FieldAddress(array, builder.Types.Shapes.ElementOf(type, known))
            : null;

    /// <summary>How many elements there are.</summary>
    public static Value? Length(Builder builder, ArrayLength length) =>
        length.Operand(0) is Call view && Is(view)
            ? builder.Convert(length.Type, builder.Method.Int32(builder.Types.Shapes.RowOf(ArrayOf(view))!.Value.Length))
            : null;
}
