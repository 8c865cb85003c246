using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Lanes;

/// <summary>
/// What a number becomes in a lane form: as many vectors of the processor as <c>AutoDiff.LaneNumber</c> has fields, and the operations on them. The operators
/// of the framework's vectors are called themselves: to the JIT they are instructions, however large the method is.
/// </summary>
internal sealed class LaneNumbers
{
    private readonly TypeContext types;
    private readonly TypeReference vector;
    private readonly TypeDefinition definition;
    private readonly MethodReference broadcast;
    private readonly MethodReference array;
    private readonly Dictionary<string, MethodReference> operators = [];

    public LaneNumbers(TypeContext types, RuntimeLibrary runtime)
    {
        this.types = types;
        Type = runtime.Type("AutoDiff.LaneNumber");
        Memory = runtime.Type("AutoDiff.LaneMemory");
        array = runtime.Method("AutoDiff.LaneMemory", "Array");
        Vectors = types.InstanceFields(Type);
        vector = types.FieldType(Vectors[0]);
        definition = types.Resolve(vector)!;
        var methods = definition.Module.GetType(definition.Namespace, "Vector512").Methods;
        broadcast = types.Import(methods.First(m => m.Name == "Create" && !m.HasGenericParameters && m.Parameters.Count == 1
            && m.Parameters[0].ParameterType.MetadataType == MetadataType.Double));
    }

    /// <summary>The struct that one number is where it lies in memory.</summary>
    public TypeReference Type { get; }

    public TypeReference Vector => vector;

    /// <summary>The type of what arrays come from.</summary>
    public TypeReference Memory { get; }

    /// <summary>The fields of the struct.</summary>
    public IReadOnlyList<FieldReference> Vectors { get; }

    /// <summary>What a type of the method is where it is that of something varying.</summary>
    public TypeReference Of(TypeReference type) => type switch
    {
        ArrayType => new ArrayType(Type),
        ByReferenceType => new ByReferenceType(Type),
        _ => Type,
    };

    /// <summary>A new array.</summary>
    public Value Array(Builder builder, Value memory, Value length) => builder.Call(array, memory, builder.Convert(types.Int64, length));

    public Value[] Load(Builder builder, Value address) => [.. Vectors.Select(v => builder.Load(vector, builder.FieldAddress(address, v)))];

    public void Store(Builder builder, Value address, Value[] content)
    {
        for (var i = 0; i < content.Length; i++)
            builder.Store(vector, builder.FieldAddress(address, Vectors[i]), content[i]);
    }

    public Value[] Unpack(Builder builder, Value lanes) => [.. Vectors.Select(v => builder.Extract(lanes, v))];

    public Value Pack(Builder builder, Value[] content)
    {
        var lanes = builder.Method.Default(Type);
        for (var i = 0; i < content.Length; i++)
            lanes = builder.Insert(lanes, Vectors[i], content[i]);
        return lanes;
    }

    /// <summary>The same number in all lanes.</summary>
    public Value[] Broadcast(Builder builder, Value number) => [.. Enumerable.Repeat<Value>(Call(builder, broadcast, number), Vectors.Count)];

    public Value[] Operation(Builder builder, string name, params Value[][] operands)
    {
        if (!operators.TryGetValue(name, out var method))
            operators.Add(name, method = Operator(name, operands.Length));
        return [.. Vectors.Select((_, i) => Call(builder, method, [.. operands.Select(o => o[i])]))];
    }

    private Call Call(Builder builder, MethodReference method, params Value[] operands)
    {
        var call = builder.Add(new Call(vector, method, false, null, operands));
        call.KnownEffects = Effects.None;
        return call;
    }

    /// <summary>An operator over vectors alone; those with a number on one side have the same name.</summary>
    private MethodReference Operator(string name, int operands)
    {
        var imported = types.Import(definition.Methods.First(m => m.Name == name && m.Parameters.Count == operands
            && m.Parameters.All(p => p.ParameterType is GenericInstanceType)));
        var method = new MethodReference(name, imported.ReturnType, vector) { HasThis = false };
        foreach (var parameter in imported.Parameters)
            method.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return method;
    }
}
