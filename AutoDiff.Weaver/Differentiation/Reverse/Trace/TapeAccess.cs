using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Trace;

/// <summary>Pushes sets of values onto a tape and pops them again: one record for what is unmanaged, the object stack for references.</summary>
internal sealed class TapeAccess(TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated)
{
    public void Push(Builder builder, Value tape, IReadOnlyList<Value> values, Func<Value, Value> available)
    {
        var (plain, references) = Partition(values);
        Value Content(Piece piece)
        {
            var content = available(piece.Of);
            foreach (var field in piece.Path)
                content = builder.Extract(content, field);
            return content;
        }
        if (plain.Count > 0)
        {
            var record = generated.Record([.. plain.Select(p => p.Type)]);
            builder.Add(new PushRecord(types.Void, record, [.. record.Fields], tape, [.. plain.Select(Content)]));
        }
        foreach (var reference in references)
        {
            var content = Content(reference);
            if (Views.IsHeld(reference.Type))
                content = builder.Raw(types.Object, OpCodes.Box, reference.Type, Effects.None, content);
            builder.Call(runtime.Method("AutoDiff.Tape", "PushObject"), tape, content);
        }
    }

    public void Pop(Builder builder, Value tape, IReadOnlyList<Value> values, Action<Value, Value> restore)
    {
        var (plain, references) = Partition(values);
        var parts = new Dictionary<Value, List<(Piece Piece, Value Content)>>();
        void Restore(Piece piece, Value content)
        {
            if (piece.Path.Count == 0)
            {
                restore(piece.Of, content);
                return;
            }
            if (!parts.TryGetValue(piece.Of, out var list))
                parts.Add(piece.Of, list = []);
            list.Add((piece, content));
        }
        for (var i = references.Count - 1; i >= 0; i--)
        {
            Value popped = builder.Call(runtime.Method("AutoDiff.Tape", "PopObject"), tape);
            var type = references[i].Type;
            if (type.MetadataType != MetadataType.Object)
                popped = builder.Raw(type, Views.IsHeld(type) ? OpCodes.Unbox_Any : OpCodes.Castclass, type, Effects.Throws, popped);
            Restore(references[i], popped);
        }
        if (plain.Count > 0)
        {
            var record = generated.Record([.. plain.Select(p => p.Type)]);
            var address = builder.Add(new PopRecord(record, tape));
            for (var i = 0; i < plain.Count; i++)
                Restore(plain[i], builder.Load(plain[i].Type, builder.FieldAddress(address, record.Fields[i])));
        }
        foreach (var whole in parts)
        {
            var value = builder.Method.Default(whole.Key.Type);
            foreach (var (piece, content) in whole.Value)
                value = builder.InsertAt(value, piece.Path, content);
            restore(whole.Key, value);
        }
    }

    /// <summary>Whether all of the values can go into one unmanaged record.</summary>
    public bool IsPlain(IReadOnlyList<Value> values) => values.All(v => types.KindOf(v.Type) != StackKind.Object && IsUnmanaged(v.Type));

    public Value PushMany(Builder builder, Value tape, IReadOnlyList<Value> values, Value count) =>
        builder.Call(Generic("PushMany", RecordOf(values)), tape, count);

    public Value PopMany(Builder builder, Value tape, IReadOnlyList<Value> values, Value count) =>
        builder.Call(Generic("PopMany", RecordOf(values)), tape, count);

    /// <summary>Whether each of several values takes as much room, so that they can lie beside those of other records.</summary>
    public static bool AreNumbersOfOneType(IReadOnlyList<Value> values) =>
        values.Count > 1
        && values.All(v => v.Type.MetadataType is MetadataType.Double or MetadataType.Single && v.Type.MetadataType == values[0].Type.MetadataType);

    /// <param name="builder">Where to write.</param>
    /// <param name="first">The first record.</param>
    /// <param name="index">The number of the one to write.</param>
    /// <param name="values">What it holds.</param>
    /// <param name="count">The number of records where the same numbers of all of them lie together, else null.</param>
    public void Write(Builder builder, Value first, Value index, IReadOnlyList<Value> values, Value? count)
    {
        var places = Places(builder, first, index, values, count);
        for (var i = 0; i < values.Count; i++)
            builder.Store(values[i].Type, places(i), values[i]);
    }

    /// <inheritdoc cref="Write"/>
    /// <param name="restore">Gets the values.</param>
    public void Read(Builder builder, Value first, Value index, IReadOnlyList<Value> values, Value? count, Action<Value, Value> restore)
    {
        var places = Places(builder, first, index, values, count);
        for (var i = 0; i < values.Count; i++)
            restore(values[i], builder.Load(values[i].Type, places(i)));
    }

    private Func<int, Value> Places(Builder builder, Value first, Value index, IReadOnlyList<Value> values, Value? count)
    {
        var record = RecordOf(values);
        if (count is null)
        {
            var address = At(builder, record, first, index);
            return i => builder.FieldAddress(address, record.Fields[i]);
        }
        var start = builder.FieldAddress(first, record.Fields[0]);
        var beyond = new GenericInstanceMethod(runtime.Method("AutoDiff.LoopVectors", "Beyond"));
        beyond.GenericArguments.Add(types.Import(values[0].Type));
        return i =>
        {
            var number = i == 0 ? index : builder.Binary(BinaryOp.Add, builder.Binary(BinaryOp.Mul, count, builder.Method.Int64(i)), index);
            var call = builder.Call(beyond, start, number);
            call.KnownEffects = Effects.None;
            return call;
        };
    }

    public TypeReference AddressType(IReadOnlyList<Value> values) => new ByReferenceType(RecordOf(values));

    private TypeDefinition RecordOf(IReadOnlyList<Value> values) => generated.Record([.. values.Select(v => v.Type)]);

    private Value At(Builder builder, TypeDefinition record, Value first, Value index)
    {
        var call = builder.Call(Generic("At", record), first, index);
        call.KnownEffects = Effects.None;
        return call;
    }

    private MethodReference Generic(string name, TypeDefinition record)
    {
        var method = new GenericInstanceMethod(runtime.Method("AutoDiff.Tape", name));
        method.GenericArguments.Add(record);
        return method;
    }

    private (List<Piece> Plain, List<Piece> References) Partition(IReadOnlyList<Value> values)
    {
        var plain = new List<Piece>();
        var references = new List<Piece>();
        foreach (var value in values)
            Add(new Piece(value, [], value.Type));
        return (plain, references);

        void Add(Piece piece)
        {
            if (types.KindOf(piece.Type) == StackKind.Object || Views.IsHeld(piece.Type))
                references.Add(piece);
            else if (IsUnmanaged(piece.Type))
                plain.Add(piece);
            else if (types.IsStruct(piece.Type) && types.Shapes.Of(piece.Type) is { IsOpaque: false } shape)
                shape.Fields.ToList().ForEach(f => Add(new Piece(piece.Of, [.. piece.Path, f], types.FieldType(f))));
            else
                throw new UnsupportedConstructException("AD1006", (piece.Of as IR.Instruction)?.Location,
                    $"the reverse sweep needs a value of type '{piece.Type.Name}', which cannot be kept on the tape");
        }
    }

    /// <summary>A value, or the part of a struct with references that a path of fields leads to.</summary>
    private sealed record Piece(Value Of, IReadOnlyList<FieldReference> Path, TypeReference Type);

    private bool IsUnmanaged(TypeReference type)
    {
        switch (types.KindOf(type))
        {
            case StackKind.Int32 or StackKind.Int64 or StackKind.NativeInt or StackKind.Single or StackKind.Double:
                return true;
            case StackKind.Struct:
                var shape = types.Shapes.Layout(type);
                return shape.IsOpaque
                    ? type is { Namespace: "System", Name: "Half" or "DateTime" or "TimeSpan" or "Decimal" or "Guid" }
                    : shape.Fields.All(f => IsUnmanaged(types.FieldType(f)));
            default:
                return false;
        }
    }
}
