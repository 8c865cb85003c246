using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// Generated static methods that do what a virtual call does, by tests of the receiver's type: each known override is called directly, and the
/// virtual call itself is left for all others. They are differentiated like any method, so recursion through virtual members is ordinary recursion.
/// What an override that is not known does to memory is taken to be what the known ones do.
/// </summary>
internal sealed class Dispatchers(
    TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated, CaseTables tables, RuleBook rules, Func<MethodReference, bool> hasBody,
    Enumerations enumerations,
    UnsuitableCases unsuitable)
{
    private static readonly HashSet<string> ContainerInterfaces = ["ICollection`1", "IList`1", "IReadOnlyList`1", "IDictionary`2", "IReadOnlyDictionary`2"];

    private readonly Dictionary<string, MethodDefinition?> dispatchers = [];
    private readonly Dictionary<string, MethodReference> members = [];
    private readonly HashSet<string> ofEnumerations = [];
    private readonly HashSet<string> ofCollections = [];
    private readonly Dictionary<string, int> tooMany = [];
    private readonly ObjectCopies copies = new(types, runtime, generated);

    /// <summary>The virtual member that a method dispatches, or null for any other method.</summary>
    public MethodReference? MemberOf(MethodReference method) => members.TryGetValue(method.FullName, out var member) ? member : null;

    /// <summary>How many overrides a call may run, if those are too many to be told apart.</summary>
    public int? TooManyBehind(MethodReference member) => tooMany.TryGetValue(member.FullName, out var count) ? count : null;

    /// <summary>The method does what a call of an enumerator's member does.</summary>
    public bool IsOfEnumeration(MethodReference method) => ofEnumerations.Contains(method.FullName);

    /// <summary>
    /// The dispatcher that takes the place of a call by which an iterator or such a dispatcher works through a sequence, or anything through one that was not
    /// passed in.
    /// </summary>
    public MethodReference? OfEnumeration(Call call, MethodReference caller)
    {
        if (call.IsUnknownOverride || call.IsDeferred || enumerations.InterfaceOf(call) is not { } @interface)
            return null;
        var collects = (Sequences.IsCollect(caller)
            || (caller.DeclaringType.Namespace != "AutoDiff.Implementations" && Enumerations.ComesFromParameter(call.Operand(0))))
            && !IsOfEnumeration(caller) && !enumerations.IsIterator(caller) && enumerations.HasCollections(@interface);
        collects |= ofCollections.Contains(caller.FullName);
        if (!collects && !IsOfEnumeration(caller) && !enumerations.IsIterator(caller)
            && (caller.DeclaringType.Namespace == "AutoDiff.Implementations" || Enumerations.ComesFromParameter(call.Operand(0))))
            return null;
        var key = (collects ? "collected " : "") + @interface.FullName + " " + call.Method.FullName;
        if (!dispatchers.TryGetValue(key, out var dispatcher))
        {
            dispatchers.Add(key, null);
            var cases = enumerations.CasesOf(@interface, call.Method);
            if (collects)
                cases = enumerations.OfCollections(@interface, cases);
            if (IsFewEnough(cases, call.Method))
            {
                dispatchers[key] = dispatcher = Create(call.Method, @interface, cases);
                ofEnumerations.Add(dispatcher.FullName);
                if (collects)
                    ofCollections.Add(dispatcher.FullName);
            }
        }
        // What is none of the cases is not asked for them again.
        if (dispatcher?.FullName == caller.FullName && call.Operand(0) is Parameter)
        {
            call.IsUnknownOverride = true;
            return null;
        }
        return dispatcher;
    }

    /// <summary>The dispatcher that takes the place of a call; null when none can, or when the call cannot matter to a derivative.</summary>
    public MethodReference? Of(Call call)
    {
        if (!call.IsUnknownOverride && ObjectCopies.Is(call))
            return OfCopy(call);
        if (!call.IsVirtual || call.Constrained is not null || call.IsUnknownOverride || call.IsDeferred)
            return null;
        if (OfFrameworkInterface(call, out var foreign))
            return foreign;
        if (OfContainerInterface(call) is { } ofOthers)
            return ofOthers;
        if (!dispatchers.TryGetValue(call.Method.FullName, out var dispatcher))
            dispatchers.Add(call.Method.FullName, dispatcher = IsDispatched(call.Method) ? Create(call.Method) : null);
        return dispatcher;
    }

    /// <summary>What the framework copies field by field: the cases are the classes that the object may be of.</summary>
    private MethodReference? OfCopy(Call call)
    {
        var receiver = Receivers.DeclaredType(call.Operand(0));
        if (copies.CasesOf(receiver) is not { Count: > 0 } cases || !rules.Tangents.IsDifferentiable(receiver))
            return null;
        var key = receiver.FullName + " " + call.Method.FullName;
        if (!dispatchers.TryGetValue(key, out var dispatcher))
        {
            dispatchers.Add(key, null);
            if (IsFewEnough(cases, call.Method))
                dispatchers[key] = dispatcher = Create(call.Method, receiver, cases);
        }
        return dispatcher;
    }

    /// <summary>A member of an interface of the framework, on an object that is known as one of the user's types: the cases are those below it.</summary>
    private bool OfFrameworkInterface(Call call, out MethodReference? dispatcher)
    {
        dispatcher = null;
        if (call.Method is GenericInstanceMethod || types.ResolveMethod(call.Method) is not { DeclaringType: { IsInterface: true } declaring }
            || !StructShapes.IsFramework(declaring.Module.Assembly))
            return false;
        var receiver = Receivers.DeclaredType(call.Operand(0));
        if (types.KindOf(receiver) != StackKind.Object || receiver is ArrayType || receiver.ContainsGenericParameter
            || types.Resolve(receiver) is not { } definition || !StructShapes.IsOfProgram(definition.Module))
            return false;
        var key = receiver.FullName + " " + call.Method.FullName;
        if (!dispatchers.TryGetValue(key, out var known))
        {
            dispatchers.Add(key, null);
            if (!types.ArgumentTypes(call.Method).Append(types.ReturnType(call.Method)).Any(t => t.ContainsGenericParameter)
                && Overrides.Of(types, call.Method, hasBody, receiver) is { } cases
                && IsFewEnough(cases, call.Method))
                dispatchers[key] = known = Create(call.Method, call.Operand(0).Type, cases);
        }
        dispatcher = known;
        return true;
    }

    /// <summary>
    /// What is left when none of the containers that the runtime library knows was behind an interface: the cases are the classes of the program that implement
    /// it.
    /// </summary>
    private MethodReference? OfContainerInterface(Call call)
    {
        if (call.Location is not { Method.DeclaringType.Namespace: "AutoDiff.Implementations" } || KnownCalls.LeavesMemoryAlone(call.Method)
            || call.Method is GenericInstanceMethod
            || call.Method.DeclaringType is not GenericInstanceType { Namespace: "System.Collections.Generic" } @interface
            || !ContainerInterfaces.Contains(@interface.Name)
            || @interface.ContainsGenericParameter || !@interface.GenericArguments.Any(rules.Tangents.IsDifferentiable))
            return null;
        var key = "others " + @interface.FullName + " " + call.Method.FullName;
        if (!dispatchers.TryGetValue(key, out var dispatcher))
        {
            dispatchers.Add(key, null);
            if (enumerations.CasesOf(@interface, call.Method) is var cases && IsFewEnough(cases, call.Method))
                dispatchers[key] = dispatcher = Create(call.Method, @interface, cases);
        }
        return dispatcher;
    }

    private bool IsDispatched(MethodReference member)
    {
        if (types.ResolveMethod(member) is not { IsVirtual: true, IsFinal: false, DeclaringType: { IsSealed: false, IsValueType: false } declaring })
            return false;
        if (!StructShapes.IsOfProgram(declaring.Module))
            return false;
        if (rules.HasRule(member) || rules.IsNoDerivative(member))
            return false;
        List<TypeReference> all = [.. types.ArgumentTypes(member), types.ReturnType(member)];
        return !all.Any(t => t.ContainsGenericParameter) && all.Any(rules.Tangents.IsDifferentiable);
    }

    private MethodDefinition? Create(MethodReference member)
    {
        var cases = Overrides.Of(types, member, hasBody);
        return IsFewEnough(cases, member) ? Create(member, member.DeclaringType, cases) : null;
    }

    /// <summary>Whether there is something to dispatch to, and not too much of it.</summary>
    private bool IsFewEnough(IReadOnlyList<Override> cases, MethodReference member)
    {
        var count = cases.Count(c => !c.IsOutOfReach);
        if (count > CaseTables.Most)
            tooMany[member.FullName] = count;
        return count <= CaseTables.Most && cases.Any(c => c.Method is not null);
    }

    private MethodDefinition Create(MethodReference member, TypeReference receiver, IReadOnlyList<Override> cases)
    {
        var declared = types.ResolveMethod(member)!;
        IReadOnlyList<TypeReference> arguments = [receiver, .. types.ArgumentTypes(member).Skip(1)];
        var method = generated.NewMethod(member, "dispatch", types.ReturnType(member),
            arguments.Select((t, i) => (i == 0 ? "self" : declared.Parameters[i - 1].Name, t)));
        for (var i = 0; i < declared.Parameters.Count; i++)
        {
            foreach (var constant in declared.Parameters[i].CustomAttributes.Where(a =>
                a.AttributeType is { Namespace: "AutoDiff", Name: "NoDerivativeAttribute" }))
                method.Parameters[i + 1].CustomAttributes.Add(new CustomAttribute(types.Import(constant.Constructor)));
        }
        var mentioned = cases.SelectMany(c => c.Method is null ? [c.Type] : new[] { c.Type, c.Method.DeclaringType }).Append(member.DeclaringType);
        foreach (var module in mentioned.Select(t => types.Resolve(t)!.Module).Distinct()
            .Where(m => m != types.Module && !StructShapes.IsFramework(m.Assembly)))
            generated.ReachInto(module.Assembly);
        unsuitable.Register(method, member, cases.Select(c => c.Method).OfType<MethodReference>(), () => WriteBody(method, member, cases));
        members.Add(method.FullName, member);
        return method;
    }

    private void WriteBody(MethodDefinition method, MethodReference member, IReadOnlyList<Override> cases)
    {
        var il = method.Body.GetILProcessor();
        method.Body.InitLocals = true;
        var otherwise = il.Create(OpCodes.Ldarg, method.Parameters[0]);
        if (CaseTables.IsWorthWhile(cases.Count))
        {
            var targets = tables.Switch(method, member, "AutoDiff.TypeCases", cases.Count, (table, i) => AddTo(table, cases[i]));
            il.Emit(OpCodes.Br, otherwise);
            for (var i = 0; i < cases.Count; i++)
            {
                il.Append(targets[i]);
                CallCase(il, method, member, cases[i], otherwise, () =>
                {
                    il.Emit(OpCodes.Ldarg, method.Parameters[0]);
                    il.Emit(OpCodes.Castclass, cases[i].Type);
                });
            }
            il.Append(otherwise);
            CallWithArguments(il, method, OpCodes.Callvirt, member);
            return;
        }
        foreach (var one in cases)
        {
            var next = il.Create(OpCodes.Nop);
            var typed = new VariableDefinition(one.Type);
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            il.Emit(OpCodes.Isinst, one.Type);
            if (!types.IsValueTypeOrEnum(one.Type))
            {
                method.Body.Variables.Add(typed);
                il.Emit(OpCodes.Stloc, typed);
                il.Emit(OpCodes.Ldloc, typed);
            }
            il.Emit(OpCodes.Brfalse, next);
            if (one.IsExact)
                TestExactly(il, method.Parameters[0], one.Type, next);
            CallCase(il, method, member, one, otherwise, () => il.Emit(OpCodes.Ldloc, typed));
            il.Append(next);
        }
        il.Append(otherwise);
        CallWithArguments(il, method, OpCodes.Callvirt, member);
    }

    private void AddTo(ILProcessor table, Override one)
    {
        table.Emit(OpCodes.Ldtoken, one.Type);
        table.Emit(one.IsExact ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
        table.Emit(OpCodes.Call, runtime.Method("AutoDiff.TypeCases", "Add"));
    }

    private void CallCase(
        ILProcessor il, MethodDefinition method, MethodReference member, Override one, Mono.Cecil.Cil.Instruction otherwise, Action loadTyped)
    {
        if (one.Method is null)
        {
            il.Emit(OpCodes.Br, otherwise);
            return;
        }
        if (unsuitable.Has(method, one.Method))
        {
            unsuitable.Refuse(method, one.Method);
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            CallWithArguments(il, method, OpCodes.Callvirt, member);
            return;
        }
        if (types.IsValueTypeOrEnum(one.Type))
        {
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            if (types.IsValueTypeOrEnum(one.Method.DeclaringType))
                il.Emit(OpCodes.Unbox, one.Type);
        }
        else
        {
            loadTyped();
        }
        CallWithArguments(il, method, OpCodes.Call, one.Method);
    }

    private void TestExactly(ILProcessor il, ParameterDefinition receiver, TypeReference type, Mono.Cecil.Cil.Instruction otherwise)
    {
        var getType = types.Import(types.Resolve(types.Object)!.Methods.First(m => m.Name == "GetType"));
        var typeOf = types.Import(types.Resolve(getType.ReturnType)!.Methods.First(m => m.Name == "GetTypeFromHandle" && m.Parameters.Count == 1));
        il.Emit(OpCodes.Ldarg, receiver);
        il.Emit(OpCodes.Callvirt, getType);
        il.Emit(OpCodes.Ldtoken, type);
        il.Emit(OpCodes.Call, typeOf);
        il.Emit(OpCodes.Bne_Un, otherwise);
    }

    private static void CallWithArguments(ILProcessor il, MethodDefinition method, OpCode opCode, MethodReference target)
    {
        foreach (var parameter in method.Parameters.Skip(1))
            il.Emit(OpCodes.Ldarg, parameter);
        il.Emit(opCode, target);
        il.Emit(OpCodes.Ret);
    }
}
