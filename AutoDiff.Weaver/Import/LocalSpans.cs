using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// A span over a single local (the compiler makes one for a collection of one element, among them a <c>params</c> span): the local becomes an array, which the
/// reverse sweep can reach.
/// </summary>
internal sealed class LocalSpans(MethodIR method, ModelTypes models)
{
    private readonly TypeContext types = method.Types;

    /// <exception cref="MalformedBodyException">A span is made over a reference to something else.</exception>
    public void Run()
    {
        var spans = method.Instructions.OfType<Call>().Where(IsOverReference).ToList();
        foreach (var local in spans.Select(s => s.Operand(1)).Distinct().ToList())
        {
            if (local is not Slot slot || !slot.Users.All(u => IsKnown(u, slot)))
                throw new MalformedBodyException("a span over a reference is not supported");
            Raise(slot, spans);
        }
    }

    private bool IsOverReference(Call call) =>
        call.Method is { Name: ".ctor", Parameters: [{ ParameterType: var parameter }] } && TypeContext.WithoutModifiers(parameter) is ByReferenceType
        && types.TypeModelledBy(call.Method.DeclaringType) is { Namespace: "System", Name: "Span`1" or "ReadOnlySpan`1" };

    private static bool IsKnown(Instruction user, Slot slot) =>
        user is Load or Call or FieldAddress || (user is Store store && !ReferenceEquals(store.Content, slot));

    private void Raise(Slot slot, List<Call> spans)
    {
        var element = slot.SlotType;
        var entry = new Builder(method) { Location = slot.Location }.Before(slot);
        var array = entry.NewArray(element, method.Int32(1));
        slot.ReplaceAllUsesWith(entry.ElementAddress(element, array, method.Int32(0), @readonly: true));
        slot.Remove();
        foreach (var span in spans.Where(s => s.Operand(1) is ElementAddress address && ReferenceEquals(address.Array, array)))
        {
            var builder = new Builder(method) { Location = span.Location }.Before(span);
            builder.Call(OfArray((GenericInstanceType)span.Method.DeclaringType), span.Operand(0), array);
            span.Remove();
        }
    }

    private MethodReference OfArray(GenericInstanceType model)
    {
        var constructor = new MethodReference(".ctor", types.Void, model) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(new ArrayType(types.Resolve(model)!.GenericParameters[0])));
        return models.Member(model, constructor);
    }
}
