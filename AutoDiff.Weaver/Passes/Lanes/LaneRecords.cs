using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Lanes;

/// <summary>
/// The records of a trace in a lane form: of the fields of a record those hold lanes whose numbers differ between lanes. Records of one type are one to the
/// analysis, wherever they are pushed.
/// </summary>
internal sealed class LaneRecords(LaneVariance variance, LaneNumbers numbers)
{
    private readonly Dictionary<string, TypeDefinition> records = [];

    /// <summary>Whether an instruction pushes, pops or finds records: the address of one is what it returns.</summary>
    public static bool Is(Instruction instruction) => (instruction is PopRecord pop && IsOf(pop.RecordType))
        || (instruction is Call { Method: GenericInstanceMethod { GenericArguments.Count: 1 } method }
            && method.DeclaringType.FullName == "AutoDiff.Tape" && method.Name is "Push" or "Pop" or "PushMany" or "PopMany" or "At"
            && RecordOf(method) is TypeDefinition);

    /// <summary>Whether records of a type are those of the weaver.</summary>
    public static bool IsOf(TypeReference type) => type is TypeDefinition record && IsRecord(record);

    /// <summary>Whether an address is that of a field of a record.</summary>
    public static bool IsField(Instruction instruction) =>
        instruction is FieldAddress { Target.Type: ByReferenceType { ElementType: TypeDefinition record } } && IsRecord(record);

    /// <summary>Whether an address is that of a number, or of whether something holds, in a record.</summary>
    public static bool IsNumber(Instruction instruction) =>
        IsField(instruction) && ((ByReferenceType)instruction.Type).ElementType.MetadataType is MetadataType.Double or MetadataType.Boolean;

    /// <summary>A type that the weaver made: what is in it is reached through the tape alone.</summary>
    public static bool IsRecord(TypeDefinition type) => type.DeclaringType?.Name == "<AutoDiff>" && type.Name.StartsWith("Record", StringComparison.Ordinal);

    /// <summary>Whether an address is that of a number so many numbers behind another one.</summary>
    public static bool IsBeyond(Instruction instruction) => instruction is Call
    {
        Method: GenericInstanceMethod { Name: "Beyond", DeclaringType.FullName: "AutoDiff.LoopVectors" } method
    } && method.GenericArguments[0].MetadataType == MetadataType.Double;

    /// <summary>What an address is the address of in the lane form.</summary>
    public TypeReference Of(TypeReference type) =>
        type is ByReferenceType { ElementType: TypeDefinition record } && IsRecord(record) ? new ByReferenceType(Of(record)) : type;

    /// <summary>The field of the record of the lane form.</summary>
    public FieldReference Of(FieldReference field)
    {
        var record = (TypeDefinition)field.DeclaringType;
        return Of(record).Fields[record.Fields.IndexOf(record.Fields.First(f => f.Name == field.Name))];
    }

    /// <summary>The same access to the tape for the record of the lane form.</summary>
    public Value Access(Builder builder, Call call, Value[] operands)
    {
        var method = new GenericInstanceMethod(((GenericInstanceMethod)call.Method).ElementMethod);
        method.GenericArguments.Add(Of(RecordOf(call.Method)));
        var access = builder.Call(method, operands);
        if (method.Name == "At")
            access.KnownEffects = Effects.None;
        return access;
    }

    /// <summary>Pops the same record in the lane form.</summary>
    public Value Pop(Builder builder, PopRecord pop, Value tape) => builder.Add(new PopRecord(Of((TypeDefinition)pop.RecordType), tape));

    /// <summary>Pushes the same record in the lane form.</summary>
    /// <param name="builder">Where it is pushed.</param>
    /// <param name="push">The original.</param>
    /// <param name="tape">The tape.</param>
    /// <param name="items">The content of a field, which is one of lanes or not.</param>
    public void Push(Builder builder, PushRecord push, Value tape, Func<Value, bool, Value> items)
    {
        var record = Of((TypeDefinition)push.RecordType);
        var content = push.Fields.Select((f, i) => items(push.Operand(i + 1), variance.IsVarying(f.Resolve())));
        builder.Add(new PushRecord(push.Type, record, [.. push.Fields.Select(Of)], tape, [.. content]));
    }

    private static TypeDefinition RecordOf(MethodReference method) =>
        ((GenericInstanceMethod)method).GenericArguments[0] is TypeDefinition type && IsRecord(type) ? type : null!;

    private TypeDefinition Of(TypeDefinition record)
    {
        if (!records.TryGetValue(record.FullName, out var own))
        {
            own = record.Fields.Any(variance.IsVarying)
                ? numbers.Record([.. record.Fields.Select(f => variance.IsVarying(f) ? numbers.Type : f.FieldType)])
                : record;
            records.Add(record.FullName, own);
        }
        return own;
    }
}
