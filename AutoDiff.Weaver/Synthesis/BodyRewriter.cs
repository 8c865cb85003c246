using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Rewrites operator calls and delegate creations of a body in place: instructions change, none is added or removed, so that branches,
/// handlers and debug information stay as they are.
/// </summary>
internal sealed class BodyRewriter(
    TypeContext types, SiteFunctions functions, DelegateConversions conversions, OperatorStubs stubs, VectorSpaceCalls vectorSpace)
{
    public static bool IsOfInterest(MethodDefinition method, TypeContext types)
    {
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.Operand is not MethodReference { DeclaringType: { } type })
                continue;
            if (OperatorCall.Recognise(instruction, types) is not null || VectorSpaceCall.Recognise(instruction) is not null
                || (instruction.OpCode.Code == Code.Newobj && DifferentiableDelegates.Is(types, type)))
                return true;
        }
        return false;
    }

    public void Rewrite(MethodDefinition method)
    {
        var body = method.Body;
        var creations = DelegateCreation.In(body, types);
        var operands = new FunctionOperands(body, creations);
        var uses = body.Instructions.Select(i => OperatorCall.Recognise(i, types)).OfType<OperatorCall>()
            .Select(call => (Call: call, Origin: operands.Of(call)))
            .Where(u => u.Origin is not null)
            .ToLookup(u => u.Origin!.Creation);
        foreach (var creation in creations)
        {
            var site = new RequestSite(method, creation.Function.Offset);
            if (creation.IsConversionToItself)
                Unwrap(creation);
            else if (conversions.Of(creation, method) is { } conversion)
                Attach(creation, conversion);
            else if (functions.Of(creation, site, out var refusal) is { } function)
                Rewrite(method, operands, creation, function, [.. uses[creation].Select(u => (u.Call, u.Origin!))], site);
            else
                Refuse(uses[creation].Select(u => u.Call), refusal);
        }
        foreach (var call in body.Instructions.Select(VectorSpaceCall.Recognise).OfType<VectorSpaceCall>())
        {
            if (vectorSpace.Replacement(call, new RequestSite(method, call.Instruction.Offset)) is { } replacement)
                call.Instruction.Operand = replacement;
        }
    }

    private void Rewrite(
        MethodDefinition host, FunctionOperands operands, DelegateCreation creation, ISiteFunction function,
        List<(OperatorCall Call, FunctionOrigin Origin)> uses, RequestSite site)
    {
        var local = uses.Select(u => u.Origin.Local).FirstOrDefault();
        var isConsumed = uses.Count > 0 && (local is null || operands.Loads(local).All(l => uses.Any(u => u.Origin.Load == l)));
        if (isConsumed || function.Receiver is null)
        {
            foreach (var (call, _) in uses)
            {
                var callSite = new RequestSite(host, call.Instruction.Offset);
                var unboxed = call.IsBoxed && operands.TakeBox(creation) ? call.Unboxed() : call;
                call.Instruction.Operand = function.Stub(unboxed, isConsumed ? null : creation.DelegateType, callSite);
            }
        }
        if (!isConsumed)
        {
            Attach(creation, function.Attach(creation, site with { IsForOperator = creation.Operator is not null }));
            return;
        }
        if (local is not null && function.Receiver is not null)
            local.VariableType = function.Receiver;
        if (local is not null && function.Receiver is null)
        {
            foreach (var access in operands.Loads(local).Append(operands.Store(local)).ToList())
                Erase(access);
        }
        KeepReceiverOnly(creation, function.Receiver is not null);
    }

    private void Refuse(IEnumerable<OperatorCall> calls, string message)
    {
        foreach (var call in calls.Where(c => !c.Of.ContainsGenericParameter))
            call.Instruction.Operand = stubs.Throwing((MethodReference)call.Instruction.Operand, message);
    }

    private static void KeepReceiverOnly(DelegateCreation creation, bool keep)
    {
        foreach (var instruction in creation.Cache)
            Erase(instruction);
        if (creation.IsVirtual)
            Erase(creation.Function.Previous);
        var receiver = creation.Receiver;
        Erase(creation.Function);
        Erase(creation.Construct);
        if (keep)
            return;
        if (receiver is not null)
            Erase(receiver);
        else
            creation.Construct.OpCode = OpCodes.Pop;
    }

    /// <summary>Leaves the receiver on the stack. Where that is a delegate of the same type, it serves as the result, and has its derivative.</summary>
    private static void Unwrap(DelegateCreation creation)
    {
        if (creation.IsVirtual)
            Erase(creation.Function.Previous);
        Erase(creation.Function);
        Erase(creation.Construct);
    }

    private static void Attach(DelegateCreation creation, MethodReference attach)
    {
        Unwrap(creation);
        creation.Construct.OpCode = OpCodes.Call;
        creation.Construct.Operand = attach;
    }

    private static void Erase(Instruction instruction)
    {
        instruction.OpCode = OpCodes.Nop;
        instruction.Operand = null;
    }
}
