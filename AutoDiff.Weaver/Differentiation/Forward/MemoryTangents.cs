using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>
/// Reads and writes of active memory, mirrored at the shadow of the address: of a number its tangent, of a reference its shadow. What overwrites a
/// number without having a
/// tangent writes zero.
/// </summary>
internal sealed class MemoryTangents(TangentTypes tangents, Activity activity, Shadows shadows, NotedShadows noted, TangentValues values)
{
    public Value[] OfLoad(Builder builder, Load load)
    {
        var leaves = tangents.LeavesOf(load.Type);
        var result = leaves.Select(l => builder.Method.Default(l.Scalar)).ToArray();
        if (shadows.AddressOf(load.Address) is not { } address)
            return UnreachedMemory.InStatic(load.Address, load.Location) is { } obstacle ? throw obstacle : result;
        var active = new HashSet<string>(activity.ActiveLeaves(load.Address, load.Type).Select(l => l.Key));
        for (var i = 0; i < result.Length; i++)
        {
            if (active.Contains(leaves[i].Key))
                result[i] = Place.Of(builder, address, leaves[i]).Read(builder);
        }
        return result;
    }

    /// <summary>The reference in it first, then the numbers: where a struct holds both, all of it is written with its references.</summary>
    public void Mirror(Builder builder, Store store)
    {
        MirrorReferences(builder, store);
        var active = new HashSet<string>(activity.ActiveLeaves(store.Address, store.StoredType).Select(l => l.Key));
        if (active.Count == 0)
            return;
        if (shadows.AddressOf(store.Address) is not { } address)
        {
            if (values.IsActive(store.Content))
                throw UnreachedMemory.Written(store);
            return;
        }
        var leaves = tangents.LeavesOf(store.StoredType);
        var content = values.Of(store.Content);
        for (var i = 0; i < leaves.Count; i++)
        {
            if (active.Contains(leaves[i].Key))
                Place.Of(builder, address, leaves[i]).Write(builder, content[i]);
        }
    }

    private void MirrorReferences(Builder builder, Store store)
    {
        if (!activity.ContentLeadsToActive(store.Address, store.StoredType))
            return;
        var content = shadows.Of(store.Content);
        // An address of its own: nothing comes between an address in an array of references and the store, which checks what is stored.
        var address = store.Address is ElementAddress element
            ? builder.ElementAddress(element.ElementType, shadows.Of(element.Array), element.Index, element.Readonly)
            : shadows.AddressOf(store.Address);
        if (address is not null)
            builder.Store(store.StoredType, address, content, store.Volatile, store.Unaligned);
        else
            noted.Note(builder, store, store.Content, content);
    }
}
