using AutoDiff.Weaving.Accounts;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <content>What is put down about derivatives, where somebody wants to know.</content>
internal sealed partial class Derivatives
{
    private void Account(
        DerivativeKind kind, MethodReference method, IReadOnlyList<MethodDefinition> made, BodyAccount? body, TraceAccount? trace,
        IReadOnlyList<string> remarks)
    {
        if (accounts is null)
            return;
        var called = Bodies.ByValue.OriginalOf(method)?.Method ?? method;
        var member = services.Classifier.MemberOf(method);
        accounts.Add(new(kind, called, types.ResolveMethod(called), made, body, trace)
        {
            Remarks = remarks,
            Dispatch = member is null ? null : new(member, services.Classifier.CasesOf(method)),
        });
    }

    private static IEnumerable<MethodDefinition> Repetition(MethodDefinition? repetition) => repetition is null ? [] : [repetition];

    private static IReadOnlyList<string> RemarksOn(MethodDefinition? repetition) => repetition is null
        ? []
        : ["Zero cotangents are not tested for: where a number of the derivative comes out as NaN, it is computed again with the tests, by a second method."];
}
