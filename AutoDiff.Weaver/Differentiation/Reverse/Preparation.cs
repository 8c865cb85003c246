using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse;

/// <summary>Brings a method into the form the reverse transform starts from: simple closed loops and one return.</summary>
internal static class Preparation
{
    /// <param name="method">The method, which may be typed already as what it is being turned into.</param>
    /// <param name="resultType">The type of what its return instructions return.</param>
    /// <returns>The block that returns, or null when the method never does.</returns>
    public static Block? Run(MethodIR method, TypeReference resultType)
    {
        var exit = UnifyReturns(method, resultType);
        IrreducibleLoopsPass.Run(method);
        LoopSimplifyPass.Run(method);
        LoopClosedSsaPass.Run(method);
        return exit;
    }

    private static Block? UnifyReturns(MethodIR method, TypeReference resultType)
    {
        var returns = method.Blocks.Where(b => b.Terminator is Return).ToList();
        if (returns.Count == 0)
            return null;
        if (returns.Count == 1 && returns[0] != method.Entry)
            return returns[0];
        var exit = method.AddBlock("exit");
        var builder = new Builder(method);
        var result = returns[0].Terminator is Return { Result: null } ? null : exit.AddParameter(resultType, "result");
        foreach (var block in returns)
        {
            var old = (Return)block.Terminator!;
            builder.Location = old.Location;
            var arguments = old.Result is { } value ? new[] { value } : [];
            old.Remove();
            builder.AtEnd(block).Jump(exit, arguments);
        }
        builder.AtEnd(exit).Return(result);
        return exit;
    }
}
