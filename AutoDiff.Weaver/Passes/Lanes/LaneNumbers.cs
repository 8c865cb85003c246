using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Lanes;

/// <summary>
/// What a number becomes in a lane form: a vector, which lies in memory as an <c>AutoDiff.LaneNumber</c>, and the operations on it. The operators of the
/// framework's vectors are called themselves: to the JIT they are instructions, however large the method is.
/// </summary>
internal sealed class LaneNumbers
{
    /// <summary>The number of lanes.</summary>
    public const int Count = 8;

    private const double SmallestNormal = 2.2250738585072014E-308;

    private readonly TypeContext types;
    private readonly FieldReference content;
    private readonly TypeDefinition definition;
    private readonly TypeDefinition functions;
    private readonly RuntimeLibrary runtime;
    private readonly MethodReference broadcast;
    private readonly MethodReference gather;
    private readonly MethodReference array;
    private readonly MethodReference beyond;
    private readonly Func<IReadOnlyList<TypeReference>, TypeDefinition> record;
    private readonly Dictionary<string, MethodReference> operators = [];

    public LaneNumbers(TypeContext types, RuntimeLibrary runtime, Func<IReadOnlyList<TypeReference>, TypeDefinition> record)
    {
        (this.types, this.runtime, this.record) = (types, runtime, record);
        Type = runtime.Type("AutoDiff.LaneNumber");
        Memory = runtime.Type("AutoDiff.LaneMemory");
        array = runtime.Method("AutoDiff.LaneMemory", "Array");
        beyond = runtime.Method("AutoDiff.LoopVectors", "Beyond");
        content = types.InstanceFields(Type)[0];
        Vector = types.FieldType(content);
        definition = types.Resolve(Vector)!;
        functions = definition.Module.GetType(definition.Namespace, "Vector512");
        broadcast = Create(1);
        gather = Create(Count);
    }

    /// <summary>What numbers become, where the framework that is compiled for has such vectors.</summary>
    public static LaneNumbers? IfAny(TypeContext types, RuntimeLibrary runtime, Func<IReadOnlyList<TypeReference>, TypeDefinition> record) =>
        types.Resolve(types.FieldType(types.InstanceFields(runtime.Type("AutoDiff.LaneNumber"))[0])) is { } found
            && found.Module.GetType(found.Namespace, "Vector512") is not null
            ? new LaneNumbers(types, runtime, record)
            : null;

    /// <summary>The struct that one number is where it lies in memory.</summary>
    public TypeReference Type { get; }

    public TypeReference Vector { get; }

    /// <summary>The type of what arrays come from.</summary>
    public TypeReference Memory { get; }

    /// <summary>What a type of the method is where it is that of something varying.</summary>
    public TypeReference Of(TypeReference type) => type switch
    {
        ArrayType => new ArrayType(Type),
        ByReferenceType => new ByReferenceType(Type),
        _ => Type,
    };

    /// <summary>A pure function of numbers that returns one, or what kind of a number one is.</summary>
    public static bool IsOfNumbers(Call call) =>
        call.KnownEffects == Effects.None && call.OperandCount > 0 && call.Operands.All(v => v.Type.MetadataType == MetadataType.Double)
        && (call.Type.MetadataType == MetadataType.Double ? call.Method.DeclaringType.FullName == "System.Math" : IsKind(call));

    private static bool IsKind(Call call) => call.Type.MetadataType == MetadataType.Boolean && call.Method.DeclaringType.FullName == "System.Double"
        && call.Method.Name is "IsNaN" or "IsNormal" or "IsFinite" or "IsInfinity";

    /// <summary>A new array.</summary>
    public Value Array(Builder builder, Value memory, Value length) => builder.Call(array, memory, builder.Convert(types.Int64, length));

    public Value Load(Builder builder, Value address) => builder.Load(Vector, builder.FieldAddress(address, content));

    public void Store(Builder builder, Value address, Value lanes) => builder.Store(Vector, builder.FieldAddress(address, content), lanes);

    public Value Unpack(Builder builder, Value number) => builder.Extract(number, content);

    public Value Pack(Builder builder, Value lanes) => builder.Insert(builder.Method.Default(Type), content, lanes);

    /// <summary>The same number in all lanes.</summary>
    public Value Broadcast(Builder builder, Value number) => Pure(builder, broadcast, Vector, number);

    /// <summary>A record with fields of these types.</summary>
    public TypeDefinition Record(IReadOnlyList<TypeReference> fields) => record([.. fields.Select(f => types.Import(f))]);

    /// <summary>The same in all lanes of a mask.</summary>
    public Value Mask(Builder builder, Value truth)
    {
        var none = Broadcast(builder, builder.Method.Double(0));
        var all = Operation(builder, "op_OnesComplement", none);
        return truth switch
        {
            Constant { IsZero: true } => none,
            Constant => all,
            _ => builder.Select(truth, all, none),
        };
    }

    /// <summary>The address so many numbers behind another one.</summary>
    public Value Beyond(Builder builder, TypeReference element, Value first, Value count)
    {
        var method = new GenericInstanceMethod(beyond);
        method.GenericArguments.Add(element);
        return Pure(builder, method, new ByReferenceType(element), first, count);
    }

    /// <summary>The number that a path of fields leads to in each of the structs that stand one behind the other.</summary>
    public Value Gather(Builder builder, Value first, TypeReference element, IReadOnlyList<FieldReference> path)
    {
        var numbers = Enumerable.Range(0, Count).Select(i =>
        {
            var place = i == 0 ? first : Beyond(builder, element, first, builder.Method.Int64(i));
            return builder.Load(types.Double, path.Aggregate(place, builder.FieldAddress));
        });
        return Pure(builder, gather, Vector, [.. numbers]);
    }

    /// <summary>The number in one lane.</summary>
    public Value Get(Builder builder, Value lanes, int lane) =>
        Pure(builder, Function("GetElement", 2), types.Double, lanes, builder.Method.Int32(lane));

    /// <summary>A bit for each lane in which a comparison holds.</summary>
    public Value Bits(Builder builder, Value mask) => Pure(builder, Function("ExtractMostSignificantBits", 1), types.UInt64, mask);

    public Value Choose(Builder builder, Value mask, Value yes, Value no) => Pure(builder, Function("ConditionalSelect", 3), Vector, mask, yes, no);

    /// <summary>An operator of the vector type.</summary>
    public Value Operation(Builder builder, string name, params Value[] operands)
    {
        if (!operators.TryGetValue(name, out var method))
            operators.Add(name, method = Operator(name, operands.Length));
        return Pure(builder, method, Vector, operands);
    }

    /// <summary>The lanes in which a comparison holds: of unordered numbers nothing holds but that they differ.</summary>
    public Value Compare(Builder builder, CompareOp op, Value left, Value right)
    {
        var (name, isNegated) = op switch
        {
            CompareOp.Eq => ("Equals", false),
            CompareOp.Ne => ("Equals", true),
            CompareOp.Lt => ("LessThan", false),
            CompareOp.GeUn => ("LessThan", true),
            CompareOp.Le => ("LessThanOrEqual", false),
            CompareOp.GtUn => ("LessThanOrEqual", true),
            CompareOp.Gt => ("GreaterThan", false),
            CompareOp.LeUn => ("GreaterThan", true),
            CompareOp.Ge => ("GreaterThanOrEqual", false),
            _ => ("GreaterThanOrEqual", true),
        };
        var mask = Pure(builder, Function(name, 2), Vector, left, right);
        return isNegated ? Operation(builder, "op_OnesComplement", mask) : mask;
    }

    /// <summary>
    /// A function of <c>Math</c>: of vectors where there is one, whose last digits may be others than those of the function of a number; else lane by lane.
    /// </summary>
    public Value Of(Builder builder, Call function, Value[] lanes)
    {
        if (function.Type.MetadataType == MetadataType.Boolean)
            return Kind(builder, function.Method.Name, lanes[0]);
        if (function.Method.Name is "Max" or "Min")
            return Extreme(builder, function.Method.Name == "Max", lanes[0], lanes[1]);
        if (function.Method.Name is "Sqrt" or "Abs")
            return Pure(builder, Function(function.Method.Name, 1), Vector, lanes);
        if (function.Method.Name is "Exp" or "Sin" or "Cos" or "Pow" || (function.Method.Name == "Log" && lanes.Length == 1))
            return Pure(builder, runtime.Method("AutoDiff.LaneFunctions", function.Method.Name), Vector, lanes);
        var results = Enumerable.Range(0, Count).Select(i =>
            (Value)Pure(builder, function.Method, types.Double, [.. lanes.Select(l => Get(builder, l, i))])).ToArray();
        return Pure(builder, gather, Vector, results);
    }

    private Value Kind(Builder builder, string name, Value lanes)
    {
        if (name == "IsNaN")
            return Compare(builder, CompareOp.Ne, lanes, lanes);
        var magnitude = Pure(builder, Function("Abs", 1), Vector, lanes);
        var infinite = Broadcast(builder, builder.Method.Double(double.PositiveInfinity));
        if (name == "IsInfinity")
            return Compare(builder, CompareOp.Eq, magnitude, infinite);
        var finite = Compare(builder, CompareOp.Lt, magnitude, infinite);
        return name == "IsFinite" ? finite : Operation(builder, "op_BitwiseAnd", finite,
            Compare(builder, CompareOp.Ge, magnitude, Broadcast(builder, builder.Method.Double(SmallestNormal))));
    }

    /// <summary>As <c>Math</c> has it: NaN if one is NaN, and zeros are told apart.</summary>
    private Value Extreme(Builder builder, bool isLargest, Value left, Value right)
    {
        var takesLeft = Operation(builder, "op_BitwiseOr",
            Compare(builder, isLargest ? CompareOp.Gt : CompareOp.Lt, left, right), Compare(builder, CompareOp.Ne, left, left));
        return Choose(builder, Compare(builder, CompareOp.Eq, left, right),
            Operation(builder, isLargest ? "op_BitwiseAnd" : "op_BitwiseOr", left, right), Choose(builder, takesLeft, left, right));
    }

    private static Call Pure(Builder builder, MethodReference method, TypeReference type, params Value[] operands)
    {
        var call = builder.Add(new Call(type, method, false, null, operands));
        call.KnownEffects = Effects.None;
        return call;
    }

    private MethodReference Create(int numbers) => types.Import(functions.Methods.First(m => m.Name == "Create" && !m.HasGenericParameters
        && m.Parameters.Count == numbers && m.Parameters.All(p => p.ParameterType.MetadataType == MetadataType.Double)));

    /// <summary>A generic function of vectors.</summary>
    private GenericInstanceMethod Function(string name, int operands)
    {
        var method = new GenericInstanceMethod(types.Import(functions.Methods.First(m => m.Name == name && m.GenericParameters.Count == 1
            && m.Parameters.Count == operands)));
        method.GenericArguments.Add(types.Double);
        return method;
    }

    /// <summary>An operator over vectors alone; those with a number on one side have the same name.</summary>
    private MethodReference Operator(string name, int operands)
    {
        var imported = types.Import(definition.Methods.First(m => m.Name == name && m.Parameters.Count == operands
            && m.Parameters.All(p => p.ParameterType is GenericInstanceType)));
        var method = new MethodReference(name, imported.ReturnType, Vector) { HasThis = false };
        foreach (var parameter in imported.Parameters)
            method.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return method;
    }
}
