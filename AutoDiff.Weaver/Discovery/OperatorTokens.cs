using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Discovery;

/// <summary>
/// Operators that are named and not called: in an expression tree the compiler writes their token, and whoever compiles the tree calls the operator itself, for
/// which no derivative was put in place.
/// </summary>
internal static class OperatorTokens
{
    public static void Report(MethodDefinition method, DiagnosticBag diagnostics)
    {
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction is { OpCode.Code: Code.Ldtoken,
                Operand: MethodReference { DeclaringType: { Namespace: "AutoDiff", Name: "DifferentialOperators" } } named } && TakesFunction(named))
            {
                diagnostics.Report(
                    Catalogue.OperatorInExpressionTree, new SourceLocation(method, instruction.Offset, null),
                    $"'{named.Name}' stands in an expression tree in '{UserNames.Of(method)}': what compiles the tree calls the operator as it is, without "
                    + "a derivative. "
                    + $"Call '{named.Name}' in a method and name that method in the tree.");
            }
        }
    }

    private static bool TakesFunction(MethodReference method) => Enum.TryParse(method.Name, out OperatorKind _);
}
