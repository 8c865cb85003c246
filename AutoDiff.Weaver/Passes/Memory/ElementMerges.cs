using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// A reference local that is one of several elements or fields depending on the path (<c>ref var m = ref x[0]; … m = ref x[i]</c>) becomes the array and
/// the index, or the object, that it leads through: these can be kept and merged, addresses cannot. Arrays do not change their lengths and objects not their
/// fields, so that the address can be computed again wherever it is used.
/// </summary>
internal static class ElementMergesPass
{
    public static bool Run(MethodIR method)
    {
        var changed = false;
        foreach (var choice in method.Instructions.OfType<Select>().Where(s => s.Type.IsByReference).ToList())
            changed |= Replace(method, choice);
        var seen = new HashSet<BlockParameter>();
        foreach (var parameter in method.Blocks.SelectMany(b => b.Parameters).Where(p => p.Type.IsByReference).ToList())
        {
            if (!seen.Add(parameter))
                continue;
            var group = AddressMergesPass.GroupOf(parameter);
            seen.UnionWith(group);
            MakeElements(method, group);
            if (PlacesOf(method, group) is not { } places)
                continue;
            Replace(group, places);
            changed = true;
        }
        return changed;
    }

    private static bool Replace(MethodIR method, Select choice)
    {
        if (Place.Of(method.Types, choice.Operand(1)) is not { } a || Place.Of(method.Types, choice.Operand(2)) is not { } b || !a.IsLike(b))
            return false;
        var builder = new Builder(method) { Location = choice.Location }.Before(choice);
        choice.ReplaceWith(a.Again(builder, [.. a.Through.Zip(b.Through, (x, y) => ReferenceEquals(x, y) ? x : builder.Select(choice.Operand(0), x, y))]));
        return true;
    }

    /// <summary>
    /// Where an element and a local meet, or inline arrays that are locals and are indexed, the local becomes the element of an array of its own.
    /// </summary>
    private static void MakeElements(MethodIR method, HashSet<BlockParameter> group)
    {
        List<Value> arguments = [.. group.SelectMany(p => p.Block.Incoming.Select(e => e[p.Index]))
            .Where(a => a is not BlockParameter other || !group.Contains(other)).Distinct()];
        List<Slot> slots = [.. arguments.OfType<Slot>()];
        if (slots.Count == 0 || slots.Any(s => s.Pinned) || (!arguments.Exists(a => a is ElementAddress) && !group.Any(IsIndexed))
            || !arguments.TrueForAll(a => a is Slot || (a is ElementAddress && Place.Of(method.Types, a) is not null)))
            return;
        foreach (var slot in slots)
        {
            var builder = new Builder(method) { Location = slot.Location }.AtStart(method.Entry);
            slot.ReplaceWith(builder.ElementAddress(slot.SlotType, builder.NewArray(slot.SlotType, method.Int32(1)), method.Int32(0)));
        }
    }

    private static bool IsIndexed(BlockParameter array) => array.Users.OfType<Call>().Any(c => ElementReferences.Is(c.Method));

    /// <summary>What every edge brings that does not come from the group itself; null unless all lead the same way.</summary>
    private static Dictionary<Value, Place>? PlacesOf(MethodIR method, HashSet<BlockParameter> group)
    {
        var places = new Dictionary<Value, Place>();
        Place? first = null;
        foreach (var argument in group.SelectMany(p => p.Block.Incoming.Select(e => e[p.Index])))
        {
            if (argument is BlockParameter other && group.Contains(other))
                continue;
            if (Place.Of(method.Types, argument) is not { } place || !(first ??= place).IsLike(place))
                return null;
            places[argument] = place;
        }
        return first is null ? null : places;
    }

    private static void Replace(HashSet<BlockParameter> group, Dictionary<Value, Place> places)
    {
        var form = places.Values.First();
        var parts = group.ToDictionary(p => p, p => form.Through.Select(t => (Value)p.Block.AddParameter(t.Type, p.Name)).ToArray());
        foreach (var parameter in group)
        {
            foreach (var edge in parameter.Block.Incoming)
            {
                var argument = edge[parameter.Index];
                foreach (var part in argument is BlockParameter source && parts.TryGetValue(source, out var passed) ? passed : places[argument].Through)
                    edge.AddArgument(part);
            }
        }
        foreach (var parameter in group)
        {
            foreach (var use in parameter.Uses.ToList())
            {
                var isPassedOn = use.User is Terminator terminator && terminator.Edges.Any();
                use.Value = isPassedOn
                    ? parameter.Block.Method.Undefined(parameter.Type)
                    : form.Again(new Builder(parameter.Block.Method) { Location = use.User.Location }.Before(use.User), parts[parameter]);
            }
        }
        foreach (var parameter in group)
            parameter.Block.RemoveParameter(parameter);
    }

    /// <summary>The way to an address: fields within the element of an array, or of an object.</summary>
    private sealed class Place(Instruction root, IReadOnlyList<Value> through, IReadOnlyList<FieldReference> fields)
    {
        private Instruction Root => root;

        private IReadOnlyList<FieldReference> Fields => fields;

        /// <summary>The array and its indices, or the object.</summary>
        public IReadOnlyList<Value> Through { get; } = through;

        public static Place? Of(TypeContext types, Value address)
        {
            var fields = new List<FieldReference>();
            while (address is FieldAddress { Target.Type: ByReferenceType } field)
            {
                fields.Insert(0, field.Field);
                address = field.Target;
            }
            return address switch
            {
                // An array of references checks what is stored in it, which has to stay beside the store.
                ElementAddress element when types.KindOf(element.ElementType) != StackKind.Object => new Place(element, [element.Array, element.Index], fields),
                Call call when IsRectangular(call) && types.KindOf(((ByReferenceType)call.Type).ElementType) != StackKind.Object =>
                    new Place(call, [.. call.Operands], fields),
                FieldAddress field when types.KindOf(field.Target.Type) == StackKind.Object => new Place(field, [field.Target], fields),
                _ => null,
            };
        }

        public bool IsLike(Place other) =>
            Through.Count == other.Through.Count && Through.Zip(other.Through, (a, b) => a.Type.FullName == b.Type.FullName).All(s => s)
            && Fields.Count == other.Fields.Count && Fields.Zip(other.Fields, Fold.SameField).All(s => s) && IsLike(Root, other.Root);

        public Value Again(Builder builder, IReadOnlyList<Value> parts)
        {
            var address = root switch
            {
                ElementAddress element => builder.ElementAddress(element.ElementType, parts[0], parts[1], element.Readonly),
                Call call => builder.Add(new Call(call.Type, call.Method, call.IsVirtual, null, [.. parts]) { KnownEffects = call.KnownEffects }),
                var field => builder.FieldAddress(parts[0], ((FieldAddress)field).Field),
            };
            return fields.Aggregate(address, (a, f) => builder.FieldAddress(a, f));
        }

        private static bool IsLike(Instruction a, Instruction b) => (a, b) switch
        {
            (ElementAddress x, ElementAddress y) => x.ElementType.FullName == y.ElementType.FullName && x.Readonly == y.Readonly,
            (FieldAddress x, FieldAddress y) => Fold.SameField(x.Field, y.Field),
            (Call x, Call y) => x.Method.FullName == y.Method.FullName,
            _ => false,
        };

        private static bool IsRectangular(Call call) => call.Method is { DeclaringType: ArrayType, Name: "Address" };
    }
}
