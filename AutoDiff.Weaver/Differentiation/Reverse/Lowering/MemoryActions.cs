using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Reverse.Sweep;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>
/// The reverse of reads and writes of active memory, with d the cotangent of what is read and S the shadow of the address:
/// <c>v = *a</c> becomes <c>*S += d</c>; <c>*a = v</c> becomes <c>v' += *S; *S = 0</c>.
/// </summary>
internal sealed class MemoryActions(TangentTypes tangents, Activity activity, Shadows shadows, RuntimeLibrary runtime, ElementClearing clearing)
{
    public AdjointAction ForLoad(Load load)
    {
        var leaves = tangents.LeavesOf(load.Type);
        var active = new HashSet<string>(activity.ActiveLeaves(load.Address, load.Type).Select(l => l.Key));
        if (shadows.AddressOf(load.Address) is not { } shadow)
            return InStatic(load.Address, load.Location) is { } obstacle ? throw obstacle : new AdjointAction([], (_, _) => { });
        return new([shadow], (c, d) =>
        {
            var address = c.Primal(shadow);
            for (var i = 0; i < leaves.Count; i++)
            {
                if (!active.Contains(leaves[i].Key) || Adjoints.IsZero(d[i]))
                    continue;
                var place = Place.Of(c.Builder, address, leaves[i]);
                place.Write(c.Builder, c.Sum(place.Read(c.Builder), d[i]));
            }
        });
    }

    /// <summary>The reverse of a write, or null when nothing active is overwritten or written.</summary>
    public AdjointAction? ForStore(Store store)
    {
        var leaves = tangents.LeavesOf(store.StoredType);
        var active = new HashSet<string>(activity.ActiveLeaves(store.Address, store.StoredType).Select(l => l.Key));
        if (active.Count == 0)
            return null;
        if (shadows.AddressOf(store.Address) is not { } shadow)
        {
            if (!activity.IsActive(store.Content))
                return null;
            throw InStatic(store.Address, store.Location) ?? WrittenOutside(store.Location);
        }
        return new(
            [shadow],
            (c, _) =>
            {
                var address = c.Primal(shadow);
                for (var i = 0; i < leaves.Count; i++)
                {
                    if (!active.Contains(leaves[i].Key))
                        continue;
                    var place = Place.Of(c.Builder, address, leaves[i]);
                    var d = c.Wants(store.Content) ? place.Read(c.Builder) : null;
                    place.Write(c.Builder, c.Builder.Method.Default(leaves[i].Scalar));
                    if (d is not null)
                        c.Add(store.Content, i, () => d);
                }
            },
            isUnconditional: true);
    }

    /// <summary>
    /// A reference written to the shadow of something given: the one that was there comes back, after the numbers beside it in a struct have been read.
    /// </summary>
    public AdjointAction ForMirrored(Store mirror, Value address, AdjointAction? ofStore)
    {
        var builder = new Builder(mirror.Block!.Method) { Location = mirror.Location }.Before(mirror);
        var before = builder.Load(mirror.StoredType, address);
        return new(
            [.. ofStore?.Needs ?? [], before, address],
            (c, d) =>
            {
                ofStore?.Emit(c, d);
                c.Builder.Store(mirror.StoredType, c.Primal(address), c.Primal(before));
            },
            isUnconditional: true);
    }

    /// <summary>
    /// Fresh memory of a sweep that may be run again starts from zero again: what accumulated for content that was never written is dropped.
    /// </summary>
    public AdjointAction? ForAllocation(Instruction allocation)
    {
        if (!shadows.Has(allocation))
            return null;
        var types = tangents.Types;
        var shadow = shadows.Of(allocation);
        if (allocation.Type is not ArrayType array)
        {
            List<(FieldReference Field, TangentLeaf Leaf)> fields = [.. FieldsOf(allocation.Type)
                .SelectMany(f => tangents.LeavesOf(types.FieldType(f)).Select(l => (f, l)))];
            if (fields.Count == 0 || allocation is NewObject)
                return null;
            return new(
                [shadow],
                (c, _) =>
                {
                    foreach (var (field, leaf) in fields)
                        Place.Of(c.Builder, c.Builder.FieldAddress(c.Primal(shadow), field), leaf).Write(c.Builder, c.Builder.Method.Default(leaf.Scalar));
                },
                isUnconditional: true);
        }
        if (!tangents.HasTangent(array.ElementType))
            return null;
        if (tangents.HasReferences(array.ElementType))
        {
            var clear = clearing.Of(array, tangents.LeavesOf(array.ElementType));
            return new([shadow], (c, _) => c.Builder.Call(clear, c.Primal(shadow)), isUnconditional: true);
        }
        return new([shadow], (c, _) => c.Builder.Call(runtime.Method("AutoDiff.Allocation", "Clear"), c.Primal(shadow)), isUnconditional: true);
    }

    private IEnumerable<FieldReference> FieldsOf(TypeReference type)
    {
        var types = tangents.Types;
        for (TypeReference? current = type; current is not null && types.Resolve(current) is { BaseType: { } parent } definition;)
        {
            foreach (var field in types.InstanceFields(current).Where(f => !tangents.IsConstant(f)))
                yield return field;
            current = StructShapes.IsFramework(definition.Module.Assembly)
                ? null
                : types.Import(types.Substitute(parent, current as GenericInstanceType, null));
        }
    }

    /// <summary>Why numbers in a static field are not followed; null where an address is not that of one or of a part of one.</summary>
    public static UnsupportedConstructException? InStatic(Value address, SourceLocation? location) => address switch
    {
        FieldAddress { Target: var whole } when whole.Type.IsByReference => InStatic(whole, location),
        StaticAddress { Field: var field } => new(
            "AD1005", location, $"the static field '{UserNames.Of(field)}' holds a value that depends on the differentiation parameters; pass it as an "
            + "argument or a result instead"),
        _ => null,
    };

    public static UnsupportedConstructException WrittenOutside(SourceLocation? location) => new(
        "AD1006", location, "a value that depends on the differentiation parameters is written through a reference to memory that is not differentiated");

    /// <summary>Where a scalar of a shadow is: at an address of its own, or inside a nullable value, which has none for its content.</summary>
    private sealed class Place(Value address, TypeReference type, IReadOnlyList<FieldReference> inside)
    {
        public static Place Of(Builder builder, Value address, TangentLeaf leaf)
        {
            var type = ((ByReferenceType)address.Type).ElementType;
            for (var i = 0; i < leaf.Path.Count; i++)
            {
                if (StructShapes.IsPseudo(leaf.Path[i]))
                    return new Place(address, type, [.. leaf.Path.Skip(i)]);
                address = builder.FieldAddress(address, leaf.Path[i]);
                type = builder.Types.FieldType(leaf.Path[i]);
            }
            return new Place(address, leaf.Scalar, []);
        }

        public Value Read(Builder builder)
        {
            var value = builder.Load(type, address);
            foreach (var field in inside)
                value = builder.Extract(value, field);
            return value;
        }

        public void Write(Builder builder, Value scalar) =>
            builder.Store(type, address, inside.Count == 0 ? scalar : Insert(builder, builder.Load(type, address), 0, scalar));

        private Value Insert(Builder builder, Value aggregate, int depth, Value scalar)
        {
            var field = inside[depth];
            var item = depth == inside.Count - 1 ? scalar : Insert(builder, builder.Extract(aggregate, field), depth + 1, scalar);
            if (StructShapes.IsPseudo(field))
                aggregate = builder.Insert(aggregate, builder.Types.Shapes.HasValueOf((GenericInstanceType)field.DeclaringType),
                    builder.Method.Constant(builder.Types.Boolean, 1));
            return builder.Insert(aggregate, field, item);
        }
    }
}
