using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Lanes;

/// <summary>
/// What becomes of the results of lanes: each number of them, lane by lane in order, goes where one at a time would put it. They are added up, or each is
/// written to a place of its own.
/// </summary>
internal sealed class LaneSums
{
    private readonly MethodIR source;
    private readonly HashSet<Instruction> left = [];
    private readonly bool areAdded;
    private readonly List<Parameter> totals = [];

    private LaneSums(MethodIR source, bool areAdded) => (this.source, this.areAdded) = (source, areAdded);

    /// <param name="source">
    /// The method that returns a tuple. Blocks in it that are entered by a branch and throw, or call what cannot be called for lanes, leave the form.
    /// </param>
    /// <param name="areAdded">Whether results are added up.</param>
    /// <returns>Null where it returns something else.</returns>
    public static LaneSums? Of(MethodIR source, bool areAdded)
    {
        if (FieldsOf(source.Types, source.ReturnType) is null)
            return null;
        var sums = new LaneSums(source, areAdded);
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
            // All numbers are at hand before the first is written: results may take the place of what they are computed from.
            var numbersOfResult = NumbersOf(result.Type, []).Select(path => (Path: path, Lanes: IsZero(result, path, 0) ? null : lanes(path))).ToList();
            foreach (var (path, terms) in numbersOfResult)
                Put(builder, path, terms, numbers);
        }
        builder.Return(method.Constant(method.Types.Boolean, left.Contains(original) ? 0 : 1));
    }

    private IEnumerable<IReadOnlyList<FieldReference>> NumbersOf(TypeReference type, IReadOnlyList<FieldReference> path) =>
        type.MetadataType == MetadataType.Double ? [path]
            : source.Types.InstanceFields(type).SelectMany(f => NumbersOf(source.Types.FieldType(f), [.. path, f]));

    private void Put(Builder builder, IReadOnlyList<FieldReference> path, Value? lanes, LaneNumbers numbers)
    {
        var fields = source.Types.InstanceFields(source.ReturnType);
        var index = Enumerable.Range(0, fields.Count).First(i => fields[i].Name == path[0].Name);
        var (total, type, rest) = (totals[index], source.Types.FieldType(path[0]), path.Skip(1).ToList());
        if (!areAdded)
        {
            for (var lane = 0; lane < LaneNumbers.Count; lane++)
            {
                var first = lane == 0 ? total : numbers.Beyond(builder, type, total, builder.Method.Int64(lane));
                builder.Store(source.Types.Double, rest.Aggregate(first, builder.FieldAddress),
                    lanes is null ? builder.Method.Double(0) : numbers.Get(builder, lanes, lane));
            }
        }
        else if (lanes is not null)
        {
            var place = rest.Aggregate((Value)total, builder.FieldAddress);
            var sum = builder.Load(source.Types.Double, place);
            for (var lane = 0; lane < LaneNumbers.Count; lane++)
                sum = builder.Binary(BinaryOp.Add, sum, numbers.Get(builder, lanes, lane));
            builder.Store(source.Types.Double, place, sum);
        }
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
        && block.Instructions.Any(i => i is Throw or NewObject || (i is Call call && call.KnownEffects != Effects.None && !LaneVariance.IsHarmless(call)));

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
