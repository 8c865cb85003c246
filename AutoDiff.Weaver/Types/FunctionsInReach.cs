using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// The methods that delegates of a type are made of: anywhere in the module being woven, generic code as the module instantiates it, and in the code of other
/// assemblies that it calls, directly or not. Delegates that go right into an operator are left out, since it knows what it is given, and those that go right
/// into a query are apart: only what queries are made of can be behind them.
/// </summary>
internal sealed class FunctionsInReach(TypeContext types)
{
    private readonly Lazy<Dictionary<string, List<MethodReference>>> own = new(() => Find(types, OfModule(types, c => KnowsItsFunctions(c) || IsQuery(c))));
    private readonly Lazy<Dictionary<string, List<MethodReference>>> all = new(() => Find(types, OfModule(types, KnowsItsFunctions)));
    private readonly Lazy<Dictionary<string, List<MethodReference>>> others = new(() => Find(types, OfOthers(types)));
    private readonly Lazy<HashSet<string>> combined = new(() => FindCombined(types));

    /// <summary>The methods of the module itself.</summary>
    public IReadOnlyList<MethodReference> Of(TypeReference delegateType) => own.Value.TryGetValue(delegateType.FullName, out var found) ? found : [];

    /// <summary>The methods of the module itself, with those that are only given to queries.</summary>
    public IReadOnlyList<MethodReference> WithQueries(TypeReference delegateType) => all.Value.TryGetValue(delegateType.FullName, out var found) ? found : [];

    /// <summary>The methods of other assemblies.</summary>
    public IReadOnlyList<MethodReference> OfOthers(TypeReference delegateType) => others.Value.TryGetValue(delegateType.FullName, out var found) ? found : [];

    /// <summary>Whether delegates of a type may call several functions: somewhere some are combined into one.</summary>
    public bool AreCombined(TypeReference delegateType) => combined.Value is var names && (names.Contains("") || names.Contains(delegateType.FullName));

    /// <summary>The types that delegates are combined to; an empty name stands for one that is not known.</summary>
    private static HashSet<string> FindCombined(TypeContext types) =>
        [.. types.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).Concat(CalledInOthers(types)).SelectMany(m => m.Body.Instructions)
            .Where(i => i.Operand is MethodReference { Name: "Combine", DeclaringType: { Namespace: "System", Name: "Delegate" } })
            .Select(i => i.Next is { OpCode.Code: Code.Castclass, Operand: TypeReference type } && !type.ContainsGenericParameter ? type.FullName : "")];

    private static Dictionary<string, List<MethodReference>> Find(TypeContext types, IEnumerable<(TypeReference Type, MethodReference Method)> creations)
    {
        var found = new Dictionary<string, List<MethodReference>>();
        var seen = new HashSet<(string, string)>();
        foreach (var (type, method) in creations)
        {
            if (type.ContainsGenericParameter || ContainsGenericParameter(method))
                continue;
            if (!found.TryGetValue(type.FullName, out var list))
                found.Add(type.FullName, list = []);
            if (seen.Add((type.FullName, method.FullName)) && IsPlain(types, type, method))
                list.Add(method);
        }
        return found;
    }

    private static IEnumerable<(TypeReference Type, MethodReference Method)> OfModule(TypeContext types, Func<MethodReference, bool> leaveOut)
    {
        foreach (var method in types.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).ToList())
        {
            foreach (var (type, function) in CreationsIn(types, method.Body, leaveOut))
            {
                if (!type.ContainsGenericParameter && !ContainsGenericParameter(function))
                {
                    yield return (type, function);
                    continue;
                }
                foreach (var instantiation in types.Instantiations.Value.Of(method))
                    yield return (instantiation.Operands(types).Type(type), instantiation.Operands(types).Method(function));
            }
        }
    }

    private static IEnumerable<(TypeReference Type, MethodReference Method)> OfOthers(TypeContext types)
    {
        var closed = new Operands(types, null, null);
        foreach (var (type, function) in CalledInOthers(types).SelectMany(m => CreationsIn(types, m.Body, c => KnowsItsFunctions(c) || IsQuery(c))))
        {
            if (!type.ContainsGenericParameter && !ContainsGenericParameter(function))
                yield return (closed.Type(type), closed.Method(function));
        }
    }

    /// <summary>Code that is called is followed as far as it is written out: an override that a virtual call may lead to is not.</summary>
    private static IEnumerable<MethodDefinition> CalledInOthers(TypeContext types)
    {
        var seen = new HashSet<MethodDefinition>();
        var work = new Stack<MethodDefinition>();
        foreach (var method in types.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).ToList())
            Follow(method);
        while (work.Count > 0)
        {
            var method = work.Pop();
            Follow(method);
            yield return method;
        }

        void Follow(MethodDefinition method)
        {
            foreach (var instruction in method.Body.Instructions)
            {
                if (instruction.Operand is MethodReference called && called.DeclaringType.Scope is not null
                    && types.ResolveMethod(called) is { HasBody: true } definition
                    && definition.Module != types.Module && !StructShapes.IsFramework(definition.Module.Assembly)
                    && definition.Module.Assembly.Name.Name != "AutoDiff.Runtime" && seen.Add(definition))
                    work.Push(definition);
            }
        }
    }

    private static IEnumerable<(TypeReference Type, MethodReference Method)> CreationsIn(TypeContext types, MethodBody body,
        Func<MethodReference, bool> leaveOut)
    {
        foreach (var creation in body.Instructions)
        {
            if (creation is
                {
                    OpCode.Code: Code.Newobj, Operand: MethodReference { DeclaringType: var type },
                    Previous: { OpCode.Code: Code.Ldftn or Code.Ldvirtftn, Operand: MethodReference method }
                }
                && Delegates.Is(types, type) && !(ConsumerOf(creation) is { } consumer && leaveOut(consumer)))
                yield return (type, method);
        }
    }

    /// <summary>The delegate's own parameters are the method's, but for the first of a static one that is bound to an object.</summary>
    private static bool IsPlain(TypeContext types, TypeReference type, MethodReference method) =>
        types.Resolve(type)!.Methods.FirstOrDefault(m => m.Name == "Invoke") is { } invoke && types.ResolveMethod(method) is not null
        && (invoke.Parameters.Count == method.Parameters.Count
            || (Delegates.IsBound(invoke, method) && !method.HasThis && types.KindOf(types.ParameterType(method, 0)) == StackKind.Object));

    private static bool ContainsGenericParameter(MethodReference method) =>
        method.DeclaringType.ContainsGenericParameter || (method is GenericInstanceMethod g && g.GenericArguments.Any(a => a.ContainsGenericParameter));

    private static bool KnowsItsFunctions(MethodReference consumer) =>
        consumer.DeclaringType is { Namespace: "AutoDiff", Name: "DifferentialOperators" };

    private static bool IsQuery(MethodReference consumer) => consumer.DeclaringType is { Namespace: "System.Linq", Name: "Enumerable" };

    /// <summary>What takes the delegate off the stack, when that is a call that follows without a branch.</summary>
    private static MethodReference? ConsumerOf(Mono.Cecil.Cil.Instruction creation)
    {
        var above = 0;
        for (var i = creation.Next; i is not null; i = i.Next)
        {
            if (i.OpCode.FlowControl is not (FlowControl.Next or FlowControl.Call) && i.OpCode.Code != Code.Nop)
                return null;
            if (i.OpCode.Code == Code.Dup && above == 0 && i.Next?.OpCode.Code == Code.Stsfld)
            {
                i = i.Next;
                continue;
            }
            above -= Popped(i);
            if (above < 0)
                return i.Operand as MethodReference;
            above += Pushed(i);
        }
        return null;
    }

    private static int Popped(Mono.Cecil.Cil.Instruction instruction) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Varpop when instruction.Operand is IMethodSignature called =>
            called.Parameters.Count + (called.HasThis && instruction.OpCode.Code != Code.Newobj ? 1 : 0),
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4
        or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        _ => 2,
    };

    private static int Pushed(Mono.Cecil.Cil.Instruction instruction) => instruction.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Varpush when instruction.Operand is MethodReference called => called.ReturnType.MetadataType == MetadataType.Void ? 0 : 1,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };
}
