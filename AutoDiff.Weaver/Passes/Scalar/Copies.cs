using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>Copies of instructions within one method: what the map does not name stays what it is.</summary>
internal static class Copies
{
    public static Instruction Of(Instruction instruction, CloneMap map)
    {
        foreach (var value in instruction.OperandUses.Select(u => u.Value))
        {
            if (!map.TryGet(value, out _))
                map[value] = value;
        }
        if (instruction is Terminator terminator)
        {
            foreach (var target in terminator.Successors.Where(t => !map.Contains(t)))
                map[target] = target;
        }
        var copy = instruction.Clone(map);
        copy.Name = instruction.Name;
        copy.Location = instruction.Location;
        map[instruction] = copy;
        return copy;
    }
}
