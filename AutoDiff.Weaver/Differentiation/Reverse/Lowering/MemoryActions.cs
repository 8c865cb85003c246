using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Linear;
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
            return load.Address is StaticAddress field ? throw UnreachedMemory.InStatic(field, load.Location) : new AdjointAction([], (_, _) => { });
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
            throw UnreachedMemory.Written(store);
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
}
