using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Reverse;

/// <summary>A varied value that went through an integer and comes back as a floating-point number the result depends on has lost its derivative.</summary>
internal static class Truncation
{
    public static void Check(MethodIR method, Activity activity, CallClassifier classifier)
    {
        foreach (var instruction in method.Instructions)
        {
            if (instruction is Call call && classifier.Classify(call).Kind == CallKind.Constant)
                continue;
            if (activity.IsUseful(instruction) && method.Types.IsFloat(instruction.Type) && instruction is not Load && instruction.Operands.Any(activity.IsTruncated))
            {
                throw new UnsupportedConstructException(
                    "AD1004", instruction.Location,
                    "the derivative is lost: a value that depends on the differentiation parameters goes through an integer and back. If it is meant to be constant, say so with WithoutDerivative(…)");
            }
        }
    }
}
