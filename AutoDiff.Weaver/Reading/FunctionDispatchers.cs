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
internal sealed class FunctionDispatchers(
    TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated, CaseTables tables, RuleBook rules, Func<MethodReference, bool> hasBody,
    UnsuitableCases unsuitable)
{
    private readonly Dictionary<string, int> tooMany = [];
    private readonly Dictionary<(string Invocation, bool InQueries, MethodDefinition? Where), MethodDefinition?> dispatchers = [];
    private readonly Dictionary<(string Invocation, string Cases), MethodDefinition?> byCases = [];
    private readonly Dictionary<string, MethodReference> invocations = [];

    /// <summary>The invocation that a method dispatches, or null for any other method.</summary>
    public MethodReference? InvocationOf(MethodReference method) => invocations.TryGetValue(method.FullName, out var invocation) ? invocation : null;

    /// <summary>How many functions may be behind an invocation, if those are too many to be told apart.</summary>
    public int? TooManyBehind(MethodReference invoke) => tooMany.TryGetValue(invoke.FullName, out var count) ? count : null;

    /// <summary>Calls dispatchers where delegates are invoked that may be several functions. Whether anything changed.</summary>
    public bool Run(MethodIR method)
    {
        var changed = false;
        foreach (var call in method.Instructions.OfType<Call>().Where(c => !c.IsUnknownOverride && !c.IsDeferred && Delegates.IsInvocation(types, c.Method))
            .ToList())
        {
            if (Of(call.Method, IsInLibrary(call), call.Location?.Method) is not { } dispatcher)
                continue;
            var replacement = new Builder(method) { Location = call.Location }.Before(call).Call(dispatcher, [.. call.Operands]);
            replacement.Name = call.Name;
            call.ReplaceWith(replacement);
            changed = true;
        }
        return changed;
    }

    /// <summary>What stands in an operator of queries that was not inlined invokes what queries are made of, too.</summary>
    private bool IsInLibrary(Call call) => call.Location?.Method is { } method && method.Module == runtime.Library;

    /// <param name="invoke">The invocation.</param>
    /// <param name="inQueries">Whether it stands in an operator of queries.</param>
    /// <param name="where">The method whose code it is, as far as that is known.</param>
    private MethodDefinition? Of(MethodReference invoke, bool inQueries, MethodDefinition? where)
    {
        var key = (invoke.FullName, inQueries, where);
        if (dispatchers.TryGetValue(key, out var dispatcher))
            return dispatcher;
        var functions = inQueries ? types.Functions.WithQueries(invoke.DeclaringType) : types.Functions.Of(invoke.DeclaringType);
        List<MethodReference> reaching = where is null ? [.. functions] : [.. functions.Where(f => MayBeInvokedIn(where, invoke, f))];
        // One dispatcher serves all methods with the same functions.
        var cases = string.Join("|", reaching.Select(f => f.FullName));
        if (!byCases.TryGetValue((invoke.FullName, cases), out dispatcher))
            byCases.Add((invoke.FullName, cases), dispatcher = Create(invoke, reaching));
        dispatchers.Add(key, dispatcher);
        return dispatcher;
    }

    private bool MayBeInvokedIn(MethodDefinition where, MethodReference invoke, MethodReference function) =>
        types.Functions.InvokersOf(invoke.DeclaringType, function) is not { } invokers || invokers.Contains(where);

    private MethodDefinition? Create(MethodReference invoke, IReadOnlyList<MethodReference> own)
    {
        var arguments = types.ArgumentTypes(invoke);
        var result = types.ReturnType(invoke);
        if (DifferentiableDelegates.Is(types, invoke.DeclaringType) || arguments.Append(result).Any(t => t.ContainsGenericParameter))
            return null;
        var cases = Distinct(own);
        if (Distinct(own.Concat(types.Functions.OfOthers(invoke.DeclaringType))) is { Count: <= CaseTables.Most } all)
            cases = all;
        if (cases.Count == 0 || !arguments.Append(result).Any(rules.Tangents.IsDifferentiable))
            return null;
        if (cases.Count > CaseTables.Most)
        {
            tooMany[invoke.FullName] = cases.Count;
            return null;
        }
        var method = generated.NewMethod(invoke, "dispatch", result,
            arguments.Select((t, i) => (i == 0 ? "function" : "x" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), t)));
        foreach (var module in cases.Select(c => types.Resolve(c.DeclaringType)!.Module).Distinct().Where(m => m != types.Module))
            generated.ReachInto(module.Assembly);
        unsuitable.Register(method, invoke, cases, () => WriteBody(method, invoke, cases));
        invocations.Add(method.FullName, invoke);
        return types.Functions.AreCombined(invoke.DeclaringType) ? CreateForAll(invoke, method) : method;
    }

    /// <summary>
    /// Calls every function that a delegate calls, in order; what the last one returns is the result. That they are not told apart in a call of the same method
    /// keeps what calls no more than one of them from being recursive.
    /// </summary>
    private MethodDefinition CreateForAll(MethodReference invoke, MethodDefinition single)
    {
        var method = generated.NewMethod(invoke, "dispatchAll", single.ReturnType, single.Parameters.Select(p => (p.Name, p.ParameterType)));
        var il = method.Body.GetILProcessor();
        method.Body.InitLocals = true;
        var (next, count) = (new VariableDefinition(types.Int32), new VariableDefinition(types.Int32));
        method.Body.Variables.Add(next);
        method.Body.Variables.Add(count);
        var result = single.ReturnType.MetadataType == MetadataType.Void ? null : new VariableDefinition(single.ReturnType);
        il.Emit(OpCodes.Ldarg, method.Parameters[0]);
        il.Emit(OpCodes.Call, runtime.Method("AutoDiff.InvocationLists", "Count"));
        il.Emit(OpCodes.Stloc, count);
        var again = il.Create(OpCodes.Ldarg, method.Parameters[0]);
        il.Append(again);
        il.Emit(OpCodes.Ldloc, next);
        il.Emit(OpCodes.Call, runtime.Method("AutoDiff.InvocationLists", "Item"));
        il.Emit(OpCodes.Castclass, single.Parameters[0].ParameterType);
        foreach (var parameter in method.Parameters.Skip(1))
            il.Emit(OpCodes.Ldarg, parameter);
        il.Emit(OpCodes.Call, single);
        if (result is not null)
        {
            method.Body.Variables.Add(result);
            il.Emit(OpCodes.Stloc, result);
        }
        il.Emit(OpCodes.Ldloc, next);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, next);
        il.Emit(OpCodes.Ldloc, next);
        il.Emit(OpCodes.Ldloc, count);
        il.Emit(OpCodes.Blt, again);
        if (result is not null)
            il.Emit(OpCodes.Ldloc, result);
        il.Emit(OpCodes.Ret);
        return method;
    }

    private List<MethodReference> Distinct(IEnumerable<MethodReference> functions) =>
        [.. functions.SelectMany(BehindMember).GroupBy(m => m.FullName).Select(g => g.First())];

    /// <summary>A delegate of a virtual member is bound to the override that its receiver has.</summary>
    private IEnumerable<MethodReference> BehindMember(MethodReference function) =>
        types.ResolveMethod(function) is { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false }
            ? Overrides.Of(types, function, hasBody).Select(o => o.Method).OfType<MethodReference>()
            : [function];

    private void WriteBody(MethodDefinition method, MethodReference invoke, IReadOnlyList<MethodReference> cases)
    {
        var il = method.Body.GetILProcessor();
        if (CaseTables.IsWorthWhile(cases.Count))
        {
            var targets = tables.Switch(method, invoke, "AutoDiff.FunctionCases", cases.Count, (table, i) => AddTo(table, cases[i]));
            var otherwise = il.Create(OpCodes.Nop);
            il.Emit(OpCodes.Br, otherwise);
            for (var i = 0; i < cases.Count; i++)
            {
                il.Append(targets[i]);
                Invoke(il, method, invoke, cases[i]);
            }
            il.Append(otherwise);
            Otherwise();
            return;
        }
        var isFunction = runtime.Method("AutoDiff.Dispatch", "IsFunction");
        var isStructFunction = runtime.Method("AutoDiff.Dispatch", "IsStructFunction");
        foreach (var one in cases)
        {
            var next = il.Create(OpCodes.Nop);
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            il.Emit(OpCodes.Ldtoken, one);
            if (IsOfStruct(one))
                il.Emit(OpCodes.Ldtoken, one.DeclaringType);
            il.Emit(OpCodes.Call, IsOfStruct(one) ? isStructFunction : isFunction);
            il.Emit(OpCodes.Brfalse, next);
            Invoke(il, method, invoke, one);
            il.Append(next);
        }
        Otherwise();

        void Otherwise()
        {
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            CallWithArguments(il, method, OpCodes.Callvirt, invoke);
        }
    }

    private bool IsOfStruct(MethodReference function) => function.HasThis && types.IsValueTypeOrEnum(function.DeclaringType);

    private void AddTo(ILProcessor table, MethodReference function)
    {
        table.Emit(OpCodes.Ldtoken, function);
        if (IsOfStruct(function))
            table.Emit(OpCodes.Ldtoken, function.DeclaringType);
        table.Emit(OpCodes.Call, runtime.Method("AutoDiff.FunctionCases", IsOfStruct(function) ? "AddOfStruct" : "Add"));
    }

    /// <summary>Calls the function, with what the delegate is bound to.</summary>
    private void Invoke(ILProcessor il, MethodDefinition method, MethodReference invoke, MethodReference function)
    {
        if (unsuitable.Has(method, function))
        {
            unsuitable.Refuse(method, function);
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            CallWithArguments(il, method, OpCodes.Callvirt, invoke);
            return;
        }
        if (Delegates.IsBound(invoke, function))
        {
            var target = types.Import(types.Resolve(types.Object)!.Module.GetType("System.Delegate").Methods.First(m => Delegates.IsTarget(m)));
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            il.Emit(OpCodes.Call, target);
            il.Emit(IsOfStruct(function) ? OpCodes.Unbox : OpCodes.Castclass, function.HasThis ? function.DeclaringType : types.ParameterType(function, 0));
        }
        CallWithArguments(il, method, OpCodes.Call, function);
    }

    private static void CallWithArguments(ILProcessor il, MethodDefinition method, OpCode opCode, MethodReference target)
    {
        foreach (var parameter in method.Parameters.Skip(1))
            il.Emit(OpCodes.Ldarg, parameter);
        il.Emit(opCode, target);
        il.Emit(OpCodes.Ret);
    }
}
