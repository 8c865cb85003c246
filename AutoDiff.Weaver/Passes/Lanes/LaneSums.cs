using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Lanes;

/// <summary>
/// What becomes of the results of lanes that are added up: each number of the result, lane by lane in order, goes where one at a time would put it.
/// </summary>
internal sealed class LaneSums
{
    private readonly MethodIR source;
    private readonly HashSet<Instruction> left = [];
    private readonly List<Parameter> totals = [];

    private LaneSums(MethodIR source) => this.source = source;

    /// <param name="source">
    /// The method that returns a tuple. Blocks in it that are entered by a branch and throw, or call what cannot be called for lanes, leave the form.
    /// </param>
    /// <returns>Null where it returns something else.</returns>
    public static LaneSums? Of(MethodIR source)
    {
        if (FieldsOf(source.Types, source.ReturnType) is null)
            return null;
        var sums = new LaneSums(source);
        foreach (var block in source.Blocks.Where(IsToBeLeft).ToList())
            sums.LeaveAt(block);
        return sums;
    }

    /// <summary>Adds the parameters that refer to the sums.</summary>
    public void Declare(MethodIR method)
    {
        foreach (var field in source.Types.InstanceFields(source.ReturnType))
            totals.Add(method.AddParameter(new ByReferenceType(source.Types.FieldType(field)), "sum"));
    }

    /// <summary>Adds the numbers of a result, and says that it was done; or that nothing was.</summary>
    public void Return(Builder builder, Return original, Value result, Func<IReadOnlyList<FieldReference>, Value> lanes, LaneNumbers numbers)
    {
        var method = builder.Method;
        if (!left.Contains(original))
        {
            var fields = source.Types.InstanceFields(result.Type);
            for (var i = 0; i < fields.Count; i++)
                Add(builder, totals[i], result, [fields[i]], lanes, numbers);
        }
        builder.Return(method.Constant(method.Types.Boolean, left.Contains(original) ? 0 : 1));
    }

    private void Add(
        Builder builder, Value total, Value result, IReadOnlyList<FieldReference> path, Func<IReadOnlyList<FieldReference>, Value> lanes, LaneNumbers numbers)
    {
        if (IsZero(result, path, 0))
            return;
        var type = source.Types.FieldType(path[path.Count - 1]);
        if (type.MetadataType != MetadataType.Double)
        {
            foreach (var field in source.Types.InstanceFields(type))
                Add(builder, total, result, [.. path, field], lanes, numbers);
            return;
        }
        var place = path.Skip(1).Aggregate(total, builder.FieldAddress);
        var sum = builder.Load(type, place);
        var terms = lanes(path);
        for (var lane = 0; lane < LaneNumbers.Count; lane++)
            sum = builder.Binary(BinaryOp.Add, sum, numbers.Get(builder, terms, lane));
        builder.Store(type, place, sum);
    }

    /// <summary>Nothing was put there: there is nothing to add.</summary>
    private static bool IsZero(Value value, IReadOnlyList<FieldReference> path, int depth) => value switch
    {
        DefaultValue or Constant { IsZero: true } => true,
        Insert insert when depth < path.Count => insert.Field.FullName == path[depth].FullName
            ? IsZero(insert.Item, path, depth + 1)
            : IsZero(insert.Aggregate, path, depth),
        _ => false,
    };

    /// <summary>The fields of a struct of numbers and of structs of these.</summary>
    private static IReadOnlyList<FieldReference>? FieldsOf(TypeContext types, TypeReference type)
    {
        if (!types.IsStruct(type))
            return null;
        var fields = types.InstanceFields(type);
        return fields.All(f => types.FieldType(f) is var part && (part.MetadataType == MetadataType.Double || FieldsOf(types, part) is not null))
            ? fields
            : null;
    }

    private static bool IsToBeLeft(Block block) =>
        block.Incoming.Count == 1 && block.Incoming[0].Source is Branch
        && block.Instructions.Any(i => i is Throw or NewObject || (i is Call call && call.KnownEffects != Effects.None));

    private void LeaveAt(Block block)
    {
        foreach (var instruction in block.InstructionsBackwards.ToList())
        {
            instruction.ReplaceAllUsesWith(source.Undefined(instruction.Type));
            instruction.Remove();
        }
        left.Add(new Builder(source).AtEnd(block).Return(source.Default(source.ReturnType)));
    }
}
