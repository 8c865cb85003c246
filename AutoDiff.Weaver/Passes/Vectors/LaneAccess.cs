using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Passes.Vectors;

/// <summary>A place that a loop goes along, one element an iteration: an element of an array, or a number on the tape beside others.</summary>
/// <param name="Address">What computes the place.</param>
/// <param name="Start">The array, or the first record.</param>
/// <param name="Index">The index of the element or record.</param>
/// <param name="Direction">1 upwards, -1 downwards.</param>
internal sealed record LaneAccess(Instruction Address, Value Start, Value Index, int Direction)
{
    public bool IsElement => Address is ElementAddress;

    public IEnumerable<Instruction> Loads => Address.Users.Where(u => u is Load);

    public IEnumerable<Store> Stores => Address.Users.OfType<Store>();

    /// <summary>Whether two are in different places of one array in the same iteration: null when only the running program can tell.</summary>
    public bool? IsElsewhere(LaneAccess other)
    {
        if (!ReferenceEquals(Start, other.Start))
            return null;
        var (index, distance) = Split(Index);
        var (otherIndex, otherDistance) = Split(other.Index);
        return ReferenceEquals(index, otherIndex) ? distance != otherDistance : null;
    }

    private static (Value Base, long Distance) Split(Value index)
    {
        var distance = 0L;
        while (true)
        {
            switch (index)
            {
                case Binary { Op: BinaryOp.Add, Right: Constant { Content: int right } } sum:
                    (index, distance) = (sum.Left, distance + right);
                    break;
                case Binary { Op: BinaryOp.Add, Left: Constant { Content: int left } } sum:
                    (index, distance) = (sum.Right, distance + left);
                    break;
                case Binary { Op: BinaryOp.Sub, Right: Constant { Content: int right } } difference:
                    (index, distance) = (difference.Left, distance - right);
                    break;
                default:
                    return (index, distance);
            }
        }
    }
}
