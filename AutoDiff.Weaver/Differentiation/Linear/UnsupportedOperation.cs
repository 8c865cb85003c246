using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>What an active value cannot pass through.</summary>
internal static class UnsupportedOperation
{
    public static UnsupportedConstructException Of(Instruction instruction) => instruction switch
    {
        NewObject n => new("AD1006", instruction.Location, $"an active value is put into a new '{UserNames.Of(n.Constructor.DeclaringType)}'"),
        RawInstruction r => new("AD1006", instruction.Location, $"an active value passes through the IL instruction '{r.OpCode.Name}'"),
        _ => new("AD1006", instruction.Location, $"an active value passes through '{Printer.Describe(instruction)}'"),
    };
}
