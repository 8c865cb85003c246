using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>What is put where nothing has a shadow, as in a static field, is found again by the object that is there.</summary>
internal sealed class NotedShadows(RuntimeLibrary runtime, TangentTypes tangents, Value tape)
{
    public void Note(Builder builder, Store store, Value content, Value shadow)
    {
        if (content is Immediate || !tangents.HasReferences(content.Type))
            return;
        var types = tangents.Types;
        if (!types.IsStruct(content.Type))
        {
            builder.Call(runtime.Method("AutoDiff.Shadow", "Own"), tape, content, shadow);
            return;
        }
        var shape = types.Shapes.Of(content.Type);
        if (shape.IsOpaque)
            throw UnreachedMemory.InStatic(store.Address, store.Location) ?? UnreachedMemory.WrittenOutside(store.Location);
        foreach (var field in shape.Fields.Where(f => tangents.HasReferences(types.FieldType(f))))
            Note(builder, store, builder.Extract(content, field), builder.Extract(shadow, field));
    }
}
