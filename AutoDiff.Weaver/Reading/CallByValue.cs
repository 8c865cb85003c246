using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// Calls that take the address of a local (<c>ref</c>, <c>in</c>, <c>out</c>, <c>this</c> of a struct) keep the local in memory. Where the callee
/// cannot hold on to the address, such a call is replaced by one of a generated forwarder that takes the content by value and returns what the
/// callee may have written next to the result; the local becomes a value, and the forwarder is differentiated like any other method.
/// </summary>
internal sealed class CallByValue(TypeContext types, GeneratedTypes generated, TupleTypes tuples, Func<MethodReference, bool> hasRule,
    Func<MethodReference, int, bool?> writesThrough)
{
    private readonly Dictionary<string, Forwarder> forwarders = [];
    private readonly Dictionary<string, Call> originals = [];
    private readonly HashSet<string> toldInModels = [];

    /// <summary>The call inside a forwarder, or null for any other method.</summary>
    public Call? OriginalOf(MethodReference method) => originals.TryGetValue(method.FullName, out var original) ? original : null;

    /// <summary>
    /// A forwarder with models among its parameters: its IL is there to be read with models and means nothing when it runs. Where it would be called, a
    /// copy with everything it calls is called instead.
    /// </summary>
    public bool IsToldInModels(MethodReference method) => toldInModels.Contains(method.FullName);

    public bool Run(MethodIR method)
    {
        var changed = false;
        foreach (var call in method.Instructions.OfType<Call>().ToList())
            changed |= Rewrite(method, call);
        return changed;
    }

    /// <summary>A method with the same effect that takes everything by value, or the method itself when it does so already.</summary>
    public MethodReference ByValue(MethodReference method)
    {
        var arguments = types.ArgumentTypes(method);
        if (!arguments.Any(a => a.IsByReference))
            return method;
        var parameters = arguments.Select((a, i) => (Value)new Parameter(a, i, "x")).ToArray();
        var call = new Call(types.ReturnType(method), method, false, null, parameters);
        return ForwarderOf(call, [.. arguments.Select(a => a.IsByReference)]).Method;
    }

    private bool Rewrite(MethodIR method, Call call)
    {
        if (originals.ContainsKey(call.Method.FullName) || types.HoldsAddresses(call.Type) || RowViews.Is(call) || IsLockOrTheLike(call))
            return false;
        // Which functions may be behind a delegate is seen later; what stands for them takes everything by value then.
        if (Delegates.IsInvocation(types, call.Method) && !call.IsUnknownOverride)
            return false;
        // A rule is about values: nothing is written through the receiver, wherever that is.
        bool IsReceiverOfRule(int i) => i == 0 && call.Method.HasThis && call.Constrained is null && hasRule(call.Method);
        var byValue = call.Operands.Select((o, i) => o.Type.IsByReference
            && (IsReceiverOfRule(i) || SlotOf(o) is { Pinned: false } slot && !types.HoldsAddresses(slot.SlotType))).ToArray();
        if (!byValue.Any(v => v) || call.Operands.Where((o, i) => !byValue[i]).Any(o => types.HoldsAddresses(o.Type)) || Overlap(call, byValue))
            return false;
        var forwarder = ForwarderOf(call, byValue);
        // What it wrote before it threw, a handler would not see.
        if (forwarder.Written.Count > 0
            && method.Regions.Any(r => r.Kind is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter && r.Try.Blocks.Contains(call.Block!)))
            return false;
        var builder = new Builder(method) { Location = call.Location }.Before(call);
        var arguments = call.Operands.Select((o, i) => byValue[i] ? builder.Load(PointedTo(call, i), o) : o).ToArray();
        var result = builder.Call(forwarder.Method, arguments);
        result.IsUnknownOverride = call.IsUnknownOverride;
        result.Refusal = call.Refusal;
        var next = 0;
        if (call.HasResult)
        {
            Value own = forwarder.Written.Count == 0 ? result : Item(builder, result, next++);
            call.ReplaceAllUsesWith(own);
        }
        foreach (var index in forwarder.Written)
        {
            Value content = forwarder.Written.Count == 1 && !call.HasResult ? result : Item(builder, result, next++);
            builder.Store(PointedTo(call, index), call.Operand(index), content);
        }
        call.Remove();
        return true;
    }

    /// <summary>Writes what is no number and has no other effect on memory: there is nothing to promote, and as it is its effects are known.</summary>
    private bool IsLockOrTheLike(Call call) =>
        KnownCalls.LeavesMemoryAlone(call) && call.Operands.All(o => o.Type is not ByReferenceType { ElementType: var content } || types.IsInteger(content)
            || content.MetadataType == MetadataType.Boolean);

    private Value Item(Builder builder, Value tuple, int index)
    {
        foreach (var field in tuples.ItemPath(tuple.Type, index))
            tuple = builder.Extract(tuple, field);
        return tuple;
    }

    private Forwarder ForwarderOf(Call call, bool[] byValue)
    {
        List<(string Name, TypeReference Type)> parameters = [.. call.Operands.Select((o, i) =>
            ("x" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), byValue[i] ? PointedTo(call, i) : DeclaredType(call, i)))];
        var key = $"{call.IsVirtual}|{call.IsUnknownOverride}|{call.Refusal}|{call.Constrained?.FullName}|{call.Method.FullName}"
            + $"|{string.Concat(parameters.Select((p, i) => (byValue[i] ? "*" : "") + p.Type.FullName + "|"))}";
        if (forwarders.TryGetValue(key, out var known))
            return known;
        var written = hasRule(call.Method)
            ? []
            : Enumerable.Range(0, byValue.Length).Where(i => byValue[i] && MayWrite(call, i)).ToList();
        var results = new List<TypeReference>();
        if (call.HasResult)
            results.Add(call.Type);
        results.AddRange(written.Select(i => PointedTo(call, i)));
        var returnType = results.Count == 0 ? types.Void : tuples.Combined(results);
        var method = generated.NewMethod(call.Method, "byValue", returnType, parameters);
        WriteBody(method, call, byValue, written, results);
        var forwarder = new Forwarder(method, written);
        forwarders.Add(key, forwarder);
        originals.Add(method.FullName, call);
        if (parameters.Any(p => IsModel(p.Type)) || IsModel(call.Type))
            toldInModels.Add(method.FullName);
        return forwarder;
    }

    private void WriteBody(MethodDefinition method, Call call, bool[] byValue, IReadOnlyList<int> written, IReadOnlyList<TypeReference> results)
    {
        var il = method.Body.GetILProcessor();
        for (var i = 0; i < byValue.Length; i++)
            il.Emit(byValue[i] ? OpCodes.Ldarga : OpCodes.Ldarg, method.Parameters[i]);
        if (call.Constrained is { } constrained)
            il.Emit(OpCodes.Constrained, constrained);
        il.Emit(call.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, call.Method);
        if (results.Count > 1)
        {
            // The result of the call is on the stack already; tuples of more than seven items nest their tail.
            foreach (var index in written)
                il.Emit(OpCodes.Ldarg, method.Parameters[index]);
            var type = tuples.Tuple(results);
            var nested = new Stack<TypeReference>();
            for (var rest = type; ;)
            {
                nested.Push(rest);
                if (tuples.Items(rest).Count <= 7)
                    break;
                rest = ((GenericInstanceType)rest).GenericArguments[7];
            }
            foreach (var tuple in nested)
                il.Emit(OpCodes.Newobj, tuples.Constructor(tuple));
        }
        else if (written.Count == 1)
        {
            il.Emit(OpCodes.Ldarg, method.Parameters[written[0]]);
        }
        il.Emit(OpCodes.Ret);
    }

    private bool MayWrite(Call call, int index)
    {
        var method = call.Method;
        if (types.ResolveMethod(method) is not { } definition)
            return true;
        if (index == 0 && method.HasThis)
        {
            // A constructor writes, of a readonly struct too.
            if (definition.IsConstructor)
                return true;
            var type = call.Constrained ?? method.DeclaringType;
            if (type.IsPrimitive || types.Resolve(type) is { IsEnum: true } || HasReadOnlyMark(types.Resolve(type)?.CustomAttributes)
                || HasReadOnlyMark(definition.CustomAttributes))
                return false;
            if (call.Constrained is not null && definition.DeclaringType.FullName is "System.Object" or "System.ValueType")
                return types.Resolve(type) is { } own && own.Methods.Any(m => m.Name == definition.Name && !HasReadOnlyMark(m.CustomAttributes));
        }
        else
        {
            // The [In] of interoperability promises nothing; C# marks what it does not let a method write.
            var parameter = definition.Parameters[method.HasThis ? index - 1 : index];
            if (HasReadOnlyMark(parameter.CustomAttributes))
                return false;
        }
        return writesThrough(method, index) ?? true;
    }

    private static bool HasReadOnlyMark(IEnumerable<CustomAttribute>? attributes) =>
        attributes?.Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.IsReadOnlyAttribute") == true;

    private TypeReference DeclaredType(Call call, int index) =>
        IsModel(call.Operand(index).Type) ? call.Operand(index).Type : types.ArgumentTypes(call.Method)[index];

    private bool IsModel(TypeReference type) => types.StandIns.ModelledBy(type) is not null;

    private TypeReference PointedTo(Call call, int index)
    {
        if (call.Operand(index).Type is ByReferenceType { ElementType: var content } && IsModel(content))
            return content;
        if (index == 0 && call.Constrained is { } constrained)
            return constrained;
        return types.ArgumentTypes(call.Method)[index] is ByReferenceType byReference
            ? byReference.ElementType
            : ((ByReferenceType)call.Operand(index).Type).ElementType;
    }

    private static Slot? SlotOf(Value address) => address switch
    {
        Slot slot => slot,
        FieldAddress field => SlotOf(field.Target),
        _ => null,
    };

    /// <summary>Two of the addresses may share memory.</summary>
    private static bool Overlap(Call call, bool[] byValue)
    {
        var paths = call.Operands.Where((_, i) => byValue[i]).Select(PathOf).ToList();
        for (var i = 0; i < paths.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var common = Math.Min(paths[i].Count, paths[j].Count);
                if (paths[i].Take(common).SequenceEqual(paths[j].Take(common)))
                    return true;
            }
        }
        return false;
    }

    private static List<object> PathOf(Value address)
    {
        var path = new List<object>();
        while (address is FieldAddress field)
        {
            path.Insert(0, field.Field.Name);
            address = field.Target;
        }
        path.Insert(0, address);
        return path;
    }

    private sealed record Forwarder(MethodDefinition Method, IReadOnlyList<int> Written);
}
