using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>
/// The tangents of values: one for every scalar in them. What is not active has none, which reads as zeros. A parameter of a block has tangents of
/// its own, for which every
/// edge brings those of its argument once all are known.
/// </summary>
internal sealed class TangentValues(MethodIR method, TangentTypes tangents, Activity activity)
{
    private readonly Dictionary<Value, Value[]> known = [];

    /// <summary>Finds the tangents of an instruction that is asked for before its turn.</summary>
    public Action<Instruction>? Visit { get; set; }

    public bool IsActive(Value value) => value is not Immediate && activity.IsActive(value);

    public bool IsKnown(Value value) => known.ContainsKey(value);

    public void Define(Value value, Value[] leaves) => known[value] = leaves;

    /// <summary>The tangents of a value, in the order of the scalars of its type.</summary>
    public Value[] Of(Value value)
    {
        if (!IsActive(value))
            return Zeros(value);
        if (!known.TryGetValue(value, out var leaves) && value is Instruction instruction)
        {
            Visit?.Invoke(instruction);
            known.TryGetValue(value, out leaves);
        }
        return leaves ?? Zeros(value);
    }

    public static bool IsZero(Value tangent) => tangent is Constant { IsZero: true } or DefaultValue;

    /// <summary>Gives every active parameter of a block its tangents; what edges bring for them is not known yet.</summary>
    public void DeclareBlockParameters()
    {
        foreach (var block in method.Blocks)
        {
            foreach (var parameter in block.Parameters.Where(IsActive).ToList())
            {
                var leaves = tangents.LeavesOf(parameter.Type);
                var own = new Value[leaves.Count];
                for (var i = 0; i < own.Length; i++)
                {
                    own[i] = block.AddParameter(leaves[i].Scalar, "t" + (parameter.Name ?? "x"));
                    foreach (var edge in block.Incoming)
                        edge.AddArgument(method.Undefined(leaves[i].Scalar));
                }
                known.Add(parameter, own);
            }
        }
    }

    /// <summary>Gives edges the tangents of what they bring.</summary>
    public void ConnectBlockParameters()
    {
        foreach (var pair in known.Where(k => k.Key is BlockParameter).ToList())
        {
            var parameter = (BlockParameter)pair.Key;
            foreach (var edge in parameter.Block.Incoming)
            {
                var brought = Of(edge[parameter.Index]);
                for (var i = 0; i < brought.Length; i++)
                    edge[((BlockParameter)pair.Value[i]).Index] = brought[i];
            }
        }
    }

    private Value[] Zeros(Value value) => [.. tangents.LeavesOf(value.Type).Select(l => method.Default(l.Scalar))];
}
