using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>What LINQ's queries read and write when they run, those included of which they are made.</summary>
internal sealed class QueryFootprints(TypeContext types, Footprints footprints, Func<MethodReference, bool> returnsQuery)
{
    private static readonly HashSet<string> PassOn =
    [
        "Where", "Take", "TakeWhile", "TakeLast", "Skip", "SkipWhile", "SkipLast", "Concat", "Append", "Prepend", "Reverse", "OrderBy", "OrderByDescending",
        "ThenBy",
        "ThenByDescending", "Order", "OrderDescending", "DefaultIfEmpty", "Distinct", "DistinctBy", "Union", "UnionBy",
        "Intersect", "IntersectBy", "Except", "ExceptBy", "AsEnumerable", "Repeat", "Empty", "Range", "Cast", "OfType",
    ];

    public static bool IsSequence(TypeReference type) =>
        type.GetElementType().FullName is "System.Collections.Generic.IEnumerable`1" or "System.Linq.IOrderedEnumerable`1";

    /// <summary>The functions that a query runs, those of the queries it is made of included.</summary>
    public Footprint FunctionsOf(Call query)
    {
        var all = new Footprint();
        foreach (var call in Chain(query, []))
            all.Add(OwnFunctionsOf(call));
        return all;
    }

    public Footprint OwnFunctionsOf(Call call)
    {
        var all = new Footprint();
        if (call.StandsFor is null && !Footprints.IsEnumerable(call.Method))
        {
            var own = footprints.Of(call, _ => false, null);
            all.Reads.UnionWith(own.Reads.Select(AsSeenHere));
            if (footprints.StateMachineOf(call.Method) is { } iterator)
                all.Reads.UnionWith(footprints.OfIterator(iterator).Reads);
            // The body of a method runs when it is called; only what its queries read may change later.
            return all;
        }
        foreach (var function in call.Operands.Where(footprints.IsFunction))
            all.Add(footprints.OfDelegate(function));
        return all;
    }

    public IEnumerable<Call> Chain(Value value, HashSet<Value> seen)
    {
        if (!seen.Add(value))
            yield break;
        switch (value)
        {
            case Call call when IsSequence(call.Type) && (call.StandsFor is not null || Footprints.IsEnumerable(call.Method) || MayReturnQuery(call)
                || footprints.StateMachineOf(call.Method) is not null):
                yield return call;
                foreach (var inner in call.Operands.SelectMany(o => Chain(o, seen)))
                    yield return inner;
                break;
            case BlockParameter parameter:
                foreach (var inner in parameter.Block.Incoming.Where(e => parameter.Index < e.ArgumentCount).SelectMany(e => Chain(e[parameter.Index], seen))
                    .ToList())
                    yield return inner;
                break;
            case Select or RawInstruction:
                foreach (var inner in ((Instruction)value).Operands.SelectMany(o => Chain(o, seen)))
                    yield return inner;
                break;
        }
    }

    public HashSet<string> ReadsOf(Call query, HashSet<Value> seen)
    {
        var reads = new HashSet<string>();
        foreach (var call in Chain(query, seen))
        {
            reads.UnionWith(OwnFunctionsOf(call).Reads);
            foreach (var operand in call.Operands.Where(o => !footprints.IsFunction(o)))
                reads.UnionWith(footprints.ElementsOf(operand.Type));
            if (call.Method.Name == "SelectMany" && call.Method is GenericInstanceMethod instance)
                reads.UnionWith(instance.GenericArguments.SelectMany(footprints.Content));
        }
        return reads;
    }

    /// <summary>The content of objects that the query makes: when it is run again, it makes others.</summary>
    public HashSet<string> ContentOfMade(Call query)
    {
        var kinds = new HashSet<string>();
        foreach (var call in Chain(query, []).Where(c => !PassOn.Contains(c.Method.Name) && c.Type is GenericInstanceType))
            AddContent(((GenericInstanceType)call.Type).GenericArguments[0], kinds, []);
        return kinds;
    }

    private void AddContent(TypeReference type, HashSet<string> kinds, HashSet<string> seen)
    {
        if (!seen.Add(type.FullName) || type.MetadataType == MetadataType.String || types.KindOf(type) is not (StackKind.Object or StackKind.Struct))
            return;
        if (type is ArrayType array)
        {
            kinds.Add(footprints.Element(array.ElementType));
            AddContent(array.ElementType, kinds, seen);
            return;
        }
        if (types.Resolve(type) is not { } definition || definition.IsInterface || definition.MetadataType == MetadataType.Object)
        {
            // What an interface leads to is behind arguments, if it is a sequence.
            foreach (var argument in (type as GenericInstanceType)?.GenericArguments ?? Enumerable.Empty<TypeReference>())
                kinds.UnionWith(footprints.Content(argument));
            return;
        }
        foreach (var argument in (type as GenericInstanceType)?.GenericArguments ?? Enumerable.Empty<TypeReference>())
        {
            if (!definition.IsValueType)
                kinds.UnionWith(footprints.Content(argument));
            AddContent(argument, kinds, seen);
        }
        if (StructShapes.IsFramework(definition.Module.Assembly))
            return;
        for (var current = definition; current is not null && !StructShapes.IsFramework(current.Module.Assembly); current = current.BaseType?.Resolve())
        {
            foreach (var field in current.Fields.Where(f => !f.IsStatic))
            {
                if (!definition.IsValueType)
                    kinds.Add(Footprints.Field(field));
                if (!field.FieldType.ContainsGenericParameter)
                    AddContent(types.Import(field.FieldType), kinds, seen);
            }
        }
    }

    /// <summary>What going through a sequence writes to, beyond the state of its iterators. What was passed in is taken to have no effects.</summary>
    public HashSet<string> WritesOfRunning(Value source) => WritesOfRunning(source, []);

    private HashSet<string> WritesOfRunning(Value source, HashSet<Value> seen)
    {
        // A group is filled when it is made.
        if (!seen.Add(source) || source.Type is GenericInstanceType { Namespace: "System.Linq", Name: "IGrouping`2" })
            return [];
        if (!IsInterface(source.Type))
            return source is NewObject ? [Footprint.Anything] : [];
        switch (source)
        {
            case BlockParameter parameter:
                return [.. parameter.Block.Incoming.Where(e => parameter.Index < e.ArgumentCount).ToList()
                    .SelectMany(e => WritesOfRunning(e[parameter.Index], seen))];
            case Call { IsDeferred: true } or NewObject:
                return [Footprint.Anything];
            case Call { StandsFor: null } call when !Footprints.IsEnumerable(call.Method) && call.Method.DeclaringType.Namespace != "AutoDiff.Implementations":
                return WritesOfRunning(call, seen);
            default:
                return [];
        }
    }

    private HashSet<string> WritesOfRunning(Call call, HashSet<Value> seen)
    {
        if (footprints.StateMachineOf(call.Method) is { } iterator)
            return footprints.RunsOthers(iterator) ? [Footprint.Anything]
                : [.. footprints.OfIterator(iterator).Writes.Where(k => !Footprints.IsState(k)).Select(AsSeenHere)];
        if (call.IsVirtual && types.ResolveMethod(call.Method) is { IsVirtual: true, IsFinal: false })
            return [Footprint.Anything];
        return footprints.BodyOf(call.Method) is not { } body ? [Footprint.Anything]
            : [.. body.Blocks.Select(b => b.Terminator).OfType<Return>().Select(r => r.Result).OfType<Value>()
                .SelectMany(r => WritesOfRunning(r is Parameter p && p.Index < call.OperandCount ? call.Operand(p.Index) : r, seen))];
    }

    private bool IsInterface(TypeReference type) => types.Resolve(type) is { IsInterface: true };

    /// <summary>A method of the user's, or one that is not known, that may hand out a query that it has not run.</summary>
    public bool MayReturnQuery(Call call)
    {
        if (Footprints.IsEnumerable(call.Method) || call.Method.DeclaringType.Namespace == "AutoDiff.Implementations")
            return false;
        return returnsQuery(call.Method);
    }

    public static string AsSeenHere(string kind) => kind.StartsWith("parameter ", StringComparison.Ordinal) ? Footprint.Anything : kind;
}
