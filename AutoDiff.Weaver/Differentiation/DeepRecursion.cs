using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>
/// Lets a sweep that calls itself, directly or through others, go on with another stack when its own is nearly used up: it would otherwise overflow where
/// the function, which leaves less behind at every level, does not. One sweep of every circle of calls is enough.
/// </summary>
internal sealed class DeepRecursion(TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated, TupleTypes tuples)
{
    private readonly Locks locks = new(types);

    /// <param name="sweep">A method that was emitted, with the tape as its last parameter.</param>
    /// <param name="origin">The method that it is the sweep of.</param>
    public void Guard(MethodDefinition sweep, MethodReference origin)
    {
        if (StaysOnStack(sweep.ReturnType) || sweep.Parameters.Any(p => StaysOnStack(p.ParameterType) && !CanBeHandedOn(p.ParameterType)))
            return;
        // A lock that was taken further up would be waited for on the other thread.
        if (locks.AreTakenIn(origin))
            return;
        var aside = Aside(sweep, origin);
        var il = sweep.Body.GetILProcessor();
        var first = sweep.Body.Instructions[0];
        void Before(Mono.Cecil.Cil.Instruction instruction) => il.InsertBefore(first, instruction);
        Before(il.Create(OpCodes.Ldarg, sweep.Parameters[sweep.Parameters.Count - 1]));
        Before(il.Create(OpCodes.Call, runtime.Method("AutoDiff.Tape", "IsDeep")));
        Before(il.Create(OpCodes.Brfalse, first));
        foreach (var parameter in sweep.Parameters)
            Before(il.Create(OpCodes.Ldarg, parameter));
        Before(il.Create(OpCodes.Call, aside));
        Before(il.Create(OpCodes.Ret));
    }

    private bool CanBeHandedOn(TypeReference type) => HeldOnStack(type) is { } held && !StaysOnStack(held.Element);

    private bool StaysOnStack(TypeReference type) =>
        type.IsByReference || type.IsPointer || types.Resolve(type)?.CustomAttributes.Any(a => a.AttributeType.Name == "IsByRefLikeAttribute") == true;

    /// <summary>
    /// What a parameter is on the waiting thread's stack, where it can be nowhere else; the other thread is given its address, since nothing moves there while
    /// the thread waits.
    /// </summary>
    /// <returns>The type of what is there and of what it refers to; null where the parameter cannot be handed on.</returns>
    private static StackHeld? HeldOnStack(TypeReference type) => type switch
    {
        ByReferenceType { ElementType: var referenced } => new("Reference", "OfSpan", referenced),
        GenericInstanceType { ElementType.FullName: "System.Span`1" } span => new("Span", "OfSpan", span.GenericArguments[0]),
        GenericInstanceType { ElementType.FullName: "System.ReadOnlySpan`1" } span => new("ReadOnlySpan", "OfReadOnlySpan", span.GenericArguments[0]),
        _ => null,
    };

    /// <param name="Reading">The method of StackAnchor that gives it to the other thread.</param>
    /// <param name="Placing">The method of StackAnchor that gives its address.</param>
    /// <param name="Element">What the span or reference refers to.</param>
    private sealed record StackHeld(string Reading, string Placing, TypeReference Element);

    private MethodReference Anchor(string name, TypeReference element) =>
        new GenericInstanceMethod(runtime.Method("AutoDiff.StackAnchor", name)) { GenericArguments = { element } };

    private Value Placed(Builder builder, Value argument)
    {
        if (!StaysOnStack(argument.Type))
            return argument;
        var held = HeldOnStack(argument.Type)!;
        if (argument.Type.IsByReference)
            argument = builder.Call(Anchor("Referring", held.Element), argument)!;
        var slot = builder.Slot(argument.Type);
        builder.Store(argument.Type, slot, argument);
        return builder.Call(Anchor(held.Placing, held.Element), slot)!;
    }

    private Value Taken(Builder builder, Value argument, TypeReference type) =>
        StaysOnStack(type) && HeldOnStack(type) is { } held ? builder.Call(Anchor(held.Reading, held.Element), argument)! : argument;

    /// <summary>A method that does the same on another stack.</summary>
    private MethodDefinition Aside(MethodDefinition sweep, MethodReference origin)
    {
        List<(string Name, TypeReference Type)> parameters = [.. sweep.Parameters.Select(p => (p.Name, p.ParameterType))];
        var returnsVoid = sweep.ReturnType.MetadataType == MetadataType.Void;
        var packed = tuples.Tuple([.. parameters.Select(p => StaysOnStack(p.Type) ? types.IntPtr : p.Type)]);
        var unpacking = generated.NewMethod(origin, "unpacked", sweep.ReturnType, [("arguments", packed)]);
        Emit(unpacking, builder =>
        {
            var arguments = builder.Method.Parameters[0];
            var call = builder.Call(sweep, [.. parameters.Select((p, i) => Taken(builder, tuples.Item(builder, arguments, i), p.Type))]);
            builder.Return(returnsVoid ? null : call);
        });

        var function = new GenericInstanceType(new TypeReference("System", returnsVoid ? "Action`1" : "Func`2", types.Object.Module, types.Object.Scope));
        function.ElementType.GenericParameters.Add(new GenericParameter(function.ElementType));
        function.GenericArguments.Add(packed);
        var run = new GenericInstanceMethod(runtime.Method("AutoDiff.DeepRecursion", returnsVoid ? "Do" : "Call"));
        run.GenericArguments.Add(packed);
        if (!returnsVoid)
        {
            function.ElementType.GenericParameters.Add(new GenericParameter(function.ElementType));
            function.GenericArguments.Add(sweep.ReturnType);
            run.GenericArguments.Add(sweep.ReturnType);
        }
        var constructor = new MethodReference(".ctor", types.Void, function) { HasThis = true, Parameters = { new(types.Object), new(types.IntPtr) } };
        var aside = generated.NewMethod(origin, "aside", sweep.ReturnType, parameters);
        Emit(aside, builder =>
        {
            var arguments = tuples.Pack(builder, packed, [.. builder.Method.Parameters.Select(p => Placed(builder, p))]);
            var delegated = builder.Add(new NewObject(constructor, builder.Method.Null(), builder.Add(new FunctionAddress(types.IntPtr, unpacking))));
            var call = builder.Call(run, delegated, arguments);
            builder.Return(returnsVoid ? null : call);
        });
        return aside;
    }

    private void Emit(MethodDefinition method, Action<Builder> build)
    {
        var body = new MethodIR(types, method.Name, method.ReturnType);
        foreach (var parameter in method.Parameters)
            body.AddParameter(parameter.ParameterType, parameter.Name);
        build(new Builder(body).AtEnd(body.AddBlock("entry")));
        MethodEmitter.Emit(body, method);
    }
}
