using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// Generated static methods that do what invoking a delegate does, by tests of the function behind it: each one that the module makes delegates of is called
/// directly, with the object that the delegate is bound to, and the invocation itself is left for all others.
/// </summary>
internal sealed class FunctionDispatchers(TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated, RuleBook rules,
    Func<MethodReference, bool> hasBody)
{
    private const int MaxCases = 64;
    private readonly Dictionary<string, MethodDefinition?> dispatchers = [];
    private readonly Dictionary<string, MethodReference> invocations = [];

    /// <summary>The invocation that a method dispatches, or null for any other method.</summary>
    public MethodReference? InvocationOf(MethodReference method) => invocations.TryGetValue(method.FullName, out var invocation) ? invocation : null;

    /// <summary>Calls dispatchers where delegates are invoked that may be several functions. Whether anything changed.</summary>
    public bool Run(MethodIR method)
    {
        var changed = false;
        foreach (var call in method.Instructions.OfType<Call>().Where(c => !c.IsUnknownOverride && !c.IsDeferred && Delegates.IsInvocation(types, c.Method))
            .ToList())
        {
            if (Of(call.Method) is not { } dispatcher)
                continue;
            var replacement = new Builder(method) { Location = call.Location }.Before(call).Call(dispatcher, [.. call.Operands]);
            replacement.Name = call.Name;
            call.ReplaceWith(replacement);
            changed = true;
        }
        return changed;
    }

    private MethodDefinition? Of(MethodReference invoke)
    {
        if (!dispatchers.TryGetValue(invoke.FullName, out var dispatcher))
            dispatchers.Add(invoke.FullName, dispatcher = Create(invoke));
        return dispatcher;
    }

    private MethodDefinition? Create(MethodReference invoke)
    {
        var arguments = types.ArgumentTypes(invoke);
        var result = types.ReturnType(invoke);
        if (DifferentiableDelegates.Is(types, invoke.DeclaringType) || arguments.Append(result).Any(t => t.ContainsGenericParameter))
            return null;
        var cases = types.Functions.Of(invoke.DeclaringType).SelectMany(BehindMember).GroupBy(m => m.FullName).Select(g => g.First()).ToList();
        if (cases.Count is 0 or > MaxCases || !arguments.Append(result).Any(rules.Tangents.IsDifferentiable))
            return null;
        var method = generated.NewMethod(invoke, "dispatch", result,
            arguments.Select((t, i) => (i == 0 ? "function" : "x" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), t)));
        WriteBody(method, invoke, cases);
        invocations.Add(method.FullName, invoke);
        return method;
    }

    /// <summary>A delegate of a virtual member is bound to the override that its receiver has.</summary>
    private IEnumerable<MethodReference> BehindMember(MethodReference function) =>
        types.ResolveMethod(function) is { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false }
            ? Overrides.Of(types, function, hasBody).Select(o => o.Method).OfType<MethodReference>()
            : [function];

    private void WriteBody(MethodDefinition method, MethodReference invoke, IReadOnlyList<MethodReference> cases)
    {
        var il = method.Body.GetILProcessor();
        var target = types.Import(types.Resolve(types.Object)!.Module.GetType("System.Delegate").Methods.First(m => Delegates.IsTarget(m)));
        var isFunction = runtime.Method("AutoDiff.Dispatch", "IsFunction");
        var isStructFunction = runtime.Method("AutoDiff.Dispatch", "IsStructFunction");
        foreach (var one in cases)
        {
            var next = il.Create(OpCodes.Nop);
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            il.Emit(OpCodes.Ldtoken, one);
            var isOfStruct = one.HasThis && types.IsValueTypeOrEnum(one.DeclaringType);
            if (isOfStruct)
                il.Emit(OpCodes.Ldtoken, one.DeclaringType);
            il.Emit(OpCodes.Call, isOfStruct ? isStructFunction : isFunction);
            il.Emit(OpCodes.Brfalse, next);
            if (Delegates.IsBound(invoke, one))
            {
                il.Emit(OpCodes.Ldarg, method.Parameters[0]);
                il.Emit(OpCodes.Call, target);
                il.Emit(isOfStruct ? OpCodes.Unbox : OpCodes.Castclass, one.HasThis ? one.DeclaringType : types.ParameterType(one, 0));
            }
            CallWithArguments(il, method, OpCodes.Call, one);
            il.Append(next);
        }
        il.Emit(OpCodes.Ldarg, method.Parameters[0]);
        CallWithArguments(il, method, OpCodes.Callvirt, invoke);
    }

    private static void CallWithArguments(ILProcessor il, MethodDefinition method, OpCode opCode, MethodReference target)
    {
        foreach (var parameter in method.Parameters.Skip(1))
            il.Emit(OpCodes.Ldarg, parameter);
        il.Emit(opCode, target);
        il.Emit(OpCodes.Ret);
    }
}
