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
        // An address of something on the stack is of no use to another thread.
        if (sweep.Parameters.Select(p => p.ParameterType).Append(sweep.ReturnType).Any(StaysOnStack))
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

    private bool StaysOnStack(TypeReference type) =>
        type.IsByReference || type.IsPointer || types.Resolve(type)?.CustomAttributes.Any(a => a.AttributeType.Name == "IsByRefLikeAttribute") == true;

    /// <summary>A method that does the same on another stack.</summary>
    private MethodDefinition Aside(MethodDefinition sweep, MethodReference origin)
    {
        List<(string Name, TypeReference Type)> parameters = [.. sweep.Parameters.Select(p => (p.Name, p.ParameterType))];
        var returnsVoid = sweep.ReturnType.MetadataType == MetadataType.Void;
        var packed = tuples.Tuple([.. parameters.Select(p => p.Type)]);
        var unpacking = generated.NewMethod(origin, "unpacked", sweep.ReturnType, [("arguments", packed)]);
        Emit(unpacking, builder =>
        {
            var arguments = builder.Method.Parameters[0];
            var call = builder.Call(sweep, [.. parameters.Select((_, i) => tuples.Item(builder, arguments, i))]);
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
            var arguments = tuples.Pack(builder, packed, [.. builder.Method.Parameters]);
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
