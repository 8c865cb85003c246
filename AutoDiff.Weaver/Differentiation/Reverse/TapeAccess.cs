using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Differentiation.Reverse;

/// <summary>Pushes sets of values onto a tape and pops them again: one record for what is unmanaged, the object stack for references.</summary>
internal sealed class TapeAccess(TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated)
{
    public void Push(Builder builder, Value tape, IReadOnlyList<Value> values, Func<Value, Value> available)
    {
        var (plain, references) = Partition(values);
        if (plain.Count > 0)
        {
            var record = generated.Record([.. plain.Select(v => v.Type)]);
            builder.Add(new PushRecord(types.Void, record, [.. record.Fields], tape, [.. plain.Select(available)]));
        }
        foreach (var reference in references)
            builder.Call(runtime.Method("AutoDiff.Tape", "PushObject"), tape, available(reference));
    }

    public void Pop(Builder builder, Value tape, IReadOnlyList<Value> values, Action<Value, Value> restore)
    {
        var (plain, references) = Partition(values);
        for (var i = references.Count - 1; i >= 0; i--)
        {
            Value popped = builder.Call(runtime.Method("AutoDiff.Tape", "PopObject"), tape);
            var type = references[i].Type;
            if (type.MetadataType != MetadataType.Object)
                popped = builder.Raw(type, OpCodes.Castclass, type, Effects.Throws, popped);
            restore(references[i], popped);
        }
        if (plain.Count == 0)
            return;
        var record = generated.Record([.. plain.Select(v => v.Type)]);
        var address = builder.Add(new PopRecord(record, tape));
        for (var i = 0; i < plain.Count; i++)
            restore(plain[i], builder.Load(plain[i].Type, builder.FieldAddress(address, record.Fields[i])));
    }

    private (List<Value> Plain, List<Value> References) Partition(IReadOnlyList<Value> values)
    {
        var plain = new List<Value>();
        var references = new List<Value>();
        foreach (var value in values)
        {
            if (types.KindOf(value.Type) == StackKind.Object)
                references.Add(value);
            else if (IsUnmanaged(value.Type))
                plain.Add(value);
            else
                throw new UnsupportedConstructException("AD1006", (value as IR.Instruction)?.Location, $"the reverse sweep needs a value of type '{value.Type.Name}', which cannot be kept on the tape");
        }
        return (plain, references);
    }

    private bool IsUnmanaged(TypeReference type)
    {
        switch (types.KindOf(type))
        {
            case StackKind.Int32 or StackKind.Int64 or StackKind.NativeInt or StackKind.Single or StackKind.Double:
                return true;
            case StackKind.Struct:
                var shape = types.Shapes.Of(type);
                return shape.IsOpaque
                    ? type is { Namespace: "System", Name: "Half" or "DateTime" or "TimeSpan" or "Decimal" or "Guid" }
                    : shape.Fields.All(f => IsUnmanaged(types.FieldType(f)));
            default:
                return false;
        }
    }
}
