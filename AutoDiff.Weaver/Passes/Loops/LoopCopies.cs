using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Weaving.Passes.Loops;

/// <summary>Copies of the blocks of a loop. What leaves the loop has to leave it through parameters of the blocks behind it.</summary>
internal static class LoopCopies
{
    /// <param name="method">The method, to which the copies are added.</param>
    /// <param name="blocks">The blocks, definitions before uses.</param>
    /// <param name="before">Where in the layout the copies go.</param>
    /// <returns>What became of the blocks and of what they define.</returns>
    public static CloneMap Make(MethodIR method, List<Block> blocks, Block before)
    {
        var map = new CloneMap();
        foreach (var block in blocks)
        {
            var copy = new Block(method, block.Name);
            method.Blocks.Insert(method.Blocks.IndexOf(before), copy);
            map[block] = copy;
            foreach (var parameter in block.Parameters)
                map[parameter] = copy.AddParameter(parameter.Type, parameter.Name);
        }
        foreach (var block in blocks)
        {
            foreach (var instruction in block.Instructions)
                map[block].Append(Copies.Of(instruction, map));
        }
        return map;
    }
}
