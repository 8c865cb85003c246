using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>A varied value that went through an integer and comes back as a floating-point number the result depends on has lost its derivative.</summary>
internal static class LostDerivatives
{
    /// <exception cref="UnsupportedConstructException">AD1004, where the number comes back.</exception>
    public static void Check(MethodIR method, Activity activity, Truncation truncation)
    {
        var lost = method.Instructions.Where(i => activity.IsUseful(i) && truncation.IsLost(i)).ToList();
        if (method.Instructions.FirstOrDefault(i => activity.IsUseful(i) && truncation.IsOverwritten(i)) is { } overwritten)
        {
            throw new UnsupportedConstructException(
                "AD1006", overwritten.Location,
                "an object that is a key of a container is written to where it was reached by way of the container, and keys are not followed; "
                + "look it up by a name or a number, or keep the objects as values");
        }
        var written = lost.Where(i => i.Location?.Point is not null).ToList();
        if ((written.FirstOrDefault(i => !i.Operands.Any(truncation.IsLost)) ?? written.FirstOrDefault() ?? lost.FirstOrDefault()) is { } first)
        {
            throw new UnsupportedConstructException(
                "AD1004", first.Location,
                "the derivative is lost: a value that depends on the differentiation parameters goes through an integer or a key and back. If it is meant "
                + "to be constant, say so with WithoutDerivative(…)")
            {
                LostAt = truncation.LostAt(first),
            };
        }
    }
}
