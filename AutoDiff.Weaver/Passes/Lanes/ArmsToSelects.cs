using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Lanes;

/// <summary>
/// If-conversion (Allen, Kennedy, Porterfield, Warren, Conversion of Control Dependence to Data Dependence, 1983): where a comparison of numbers decides
/// between computations that do nothing else, both are made, and one result is chosen. Lanes may choose differently.
/// </summary>
internal static class ArmsToSelects
{
    private const int LongestArm = 40;

    public static bool Run(MethodIR method)
    {
        var changed = false;
        while (method.Blocks.Select(b => b.Terminator).OfType<Branch>().Any(Convert))
            changed = true;
        return changed;
    }

    private static bool Convert(Branch branch)
    {
        if (branch.Condition is not Compare { OperandCount: 2 } compare || compare.Operand(0).Type.MetadataType != MetadataType.Double)
            return false;
        foreach (var yes in Ends(branch.WhenTrue))
        {
            foreach (var no in Ends(branch.WhenFalse))
            {
                if (yes.Target == no.Target && yes.Target != branch.Block)
                {
                    Replace(branch, yes, no);
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>The edge out of an arm, and the edge into it, for there may be no arm.</summary>
    private static IEnumerable<Edge> Ends(Edge edge)
    {
        if (edge.Target is { Incoming.Count: 1, Parameters.Count: 0, Terminator: Jump jump } arm
            && arm.Instructions.All(i => i == jump || i.IsPure) && arm.Instructions.Count() <= LongestArm)
            yield return jump.Edge;
        yield return edge;
    }

    private static void Replace(Branch branch, Edge yes, Edge no)
    {
        var (method, home, target) = (branch.Block!.Method, branch.Block, yes.Target);
        foreach (var jump in new[] { yes.Source, no.Source }.OfType<Jump>())
        {
            foreach (var instruction in jump.Block!.Instructions.Where(i => i != jump).ToList())
            {
                instruction.Unlink();
                home.Insert(instruction, branch);
            }
        }
        var builder = new Builder(method) { Location = branch.Location }.Before(branch);
        Value[] chosen = [.. yes.Arguments.Zip(no.Arguments, (y, n) => builder.Select(branch.Condition, y, n))];
        var arms = new[] { yes.Source, no.Source }.OfType<Jump>().Select(j => j.Block!).ToList();
        branch.Remove();
        foreach (var arm in arms)
            method.RemoveBlock(arm);
        builder.AtEnd(home).Jump(target, chosen);
    }
}
