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
    private readonly Lazy<Dictionary<(string Type, string Function), HashSet<MethodDefinition>>> confined = new(() => FindConfined(types));
    private readonly Lazy<HashSet<string>> ofFramework = new(() => [.. types.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody)
        .Concat(CalledInOthers(types)).SelectMany(m => CreationsIn(types, m.Body, KnowsItsFunctions))
        .Where(c => types.ResolveMethod(c.Function) is not { } function || StructShapes.IsFramework(function.Module.Assembly))
        .Select(c => c.Type.GetElementType().FullName)]);

    /// <summary>The methods of the module itself.</summary>
    public IReadOnlyList<MethodReference> Of(TypeReference delegateType) => own.Value.TryGetValue(delegateType.FullName, out var found) ? found : [];

    /// <summary>The methods of the module itself, with those that are only given to queries.</summary>
    public IReadOnlyList<MethodReference> WithQueries(TypeReference delegateType) => all.Value.TryGetValue(delegateType.FullName, out var found) ? found : [];

    /// <summary>
    /// The methods that invoke a function where delegates of a type are made of it, if all of these delegates go right into parameters that are invoked and
    /// nothing else; null where it may be behind any delegate of that type.
    /// </summary>
    public IReadOnlyCollection<MethodDefinition>? InvokersOf(TypeReference delegateType, MethodReference function) =>
        confined.Value.TryGetValue((delegateType.FullName, function.FullName), out var invokers) ? invokers : null;

    /// <summary>The methods of other assemblies.</summary>
    public IReadOnlyList<MethodReference> OfOthers(TypeReference delegateType) => others.Value.TryGetValue(delegateType.FullName, out var found) ? found : [];

    /// <summary>Whether a delegate of a type, or of one that converts to it, may lead right into code of the framework.</summary>
    public bool MayBeOfFramework(TypeReference delegateType) => ofFramework.Value.Contains(delegateType.GetElementType().FullName);

    /// <summary>Whether delegates of a type may call several functions: somewhere some are combined into one.</summary>
    public bool AreCombined(TypeReference delegateType) => combined.Value is var names && (names.Contains("") || names.Contains(delegateType.FullName));

    /// <summary>The types that delegates are combined to; an empty name stands for one that is not known.</summary>
    private static HashSet<string> FindCombined(TypeContext types) =>
        [.. types.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).Concat(CalledInOthers(types)).SelectMany(m => m.Body.Instructions)
            .Where(i => i.Operand is MethodReference { Name: "Combine", DeclaringType: { Namespace: "System", Name: "Delegate" } })
            .Select(i => i.Next is { OpCode.Code: Code.Castclass, Operand: TypeReference type } && !type.ContainsGenericParameter ? type.FullName : "")];

    private static Dictionary<string, List<MethodReference>> Find(TypeContext types, IEnumerable<Creation> creations)
    {
        var found = new Dictionary<string, List<MethodReference>>();
        var seen = new HashSet<(string, string)>();
        foreach (var (type, method, _) in creations)
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

    private static Dictionary<(string, string), HashSet<MethodDefinition>> FindConfined(TypeContext types)
    {
        var parameters = new FunctionParameters(types);
        var found = new Dictionary<(string, string), HashSet<MethodDefinition>>();
        var free = new HashSet<(string, string)>();
        foreach (var (type, function, consumer) in OfModule(types, KnowsItsFunctions))
        {
            var key = (type.FullName, function.FullName);
            if (free.Contains(key))
                continue;
            if (consumer is not { } taken || parameters.Invokers(taken.Method, taken.Argument) is not { } invokers)
            {
                free.Add(key);
                found.Remove(key);
                continue;
            }
            if (!found.TryGetValue(key, out var all))
                found.Add(key, all = []);
            all.UnionWith(invokers);
        }
        return found;
    }

    private static IEnumerable<Creation> OfModule(TypeContext types, Func<MethodReference, bool> leaveOut)
    {
        foreach (var method in types.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).ToList())
        {
            foreach (var creation in CreationsIn(types, method.Body, leaveOut))
            {
                if (!creation.Type.ContainsGenericParameter && !ContainsGenericParameter(creation.Function))
                {
                    yield return creation;
                    continue;
                }
                foreach (var instantiation in types.Instantiations.Value.Of(method))
                    yield return creation.In(instantiation.Operands(types));
            }
        }
    }

    private static IEnumerable<Creation> OfOthers(TypeContext types)
    {
        var closed = new Operands(types, null, null);
        foreach (var creation in CalledInOthers(types).SelectMany(m => CreationsIn(types, m.Body, c => KnowsItsFunctions(c) || IsQuery(c))))
        {
            if (!creation.Type.ContainsGenericParameter && !ContainsGenericParameter(creation.Function))
                yield return creation.In(closed);
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
                    && definition.Module != types.Module && StructShapes.IsOfProgram(definition.Module) && seen.Add(definition))
                    work.Push(definition);
            }
        }
    }

    private static IEnumerable<Creation> CreationsIn(TypeContext types, MethodBody body,
        Func<MethodReference, bool> leaveOut)
    {
        foreach (var instruction in body.Instructions)
        {
            if (instruction is
                {
                    OpCode.Code: Code.Newobj, Operand: MethodReference { DeclaringType: var type },
                    Previous: { OpCode.Code: Code.Ldftn or Code.Ldvirtftn, Operand: MethodReference function }
                }
                && Delegates.Is(types, type) && StackConsumers.Of(instruction) is var consumer && !(consumer is { } taken && leaveOut(taken.Method)))
                yield return new(type, function, consumer);
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

    /// <summary>A place where a delegate is made of a method, and what takes it off the stack.</summary>
    private readonly record struct Creation(TypeReference Type, MethodReference Function, (MethodReference Method, int Argument)? Consumer)
    {
        public Creation In(Operands operands) => new(operands.Type(Type), operands.Method(Function), Consumer);
    }
}
