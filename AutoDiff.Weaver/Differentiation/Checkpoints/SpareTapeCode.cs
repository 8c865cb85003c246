using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>Pullbacks that need another tape than the one they are given, which is given back whatever happens.</summary>
internal sealed class SpareTapeCode(RuntimeLibrary runtime, GeneratedTypes generated)
{
    /// <summary>An empty body with the parameters of a method.</summary>
    public static MethodIR Declare(TypeContext types, MethodDefinition method, MethodReference origin)
    {
        var body = new MethodIR(types, method.Name, method.ReturnType) { Origin = origin };
        foreach (var parameter in method.Parameters)
            body.AddParameter(parameter.ParameterType, parameter.Name);
        return body;
    }

    /// <param name="body">What the pullback does, with a tape as one more parameter, the last.</param>
    /// <param name="pullback">The pullback.</param>
    /// <param name="origin">The method that it belongs to.</param>
    /// <param name="emit">Writes the body.</param>
    public void Emit(MethodIR body, MethodDefinition pullback, MethodReference origin, Action<MethodIR, MethodDefinition> emit)
    {
        var inner = generated.NewMethod(origin, "again", body.ReturnType, body.Parameters.Select(p => (p.ParameterName, p.Type)));
        emit(body, inner);
        WriteAround(inner, pullback);
    }

    private void WriteAround(MethodDefinition inner, MethodDefinition pullback)
    {
        pullback.Body.InitLocals = true;
        var il = pullback.Body.GetILProcessor();
        var spare = new VariableDefinition(runtime.Tape);
        pullback.Body.Variables.Add(spare);
        var result = pullback.ReturnType.MetadataType == MetadataType.Void ? null : new VariableDefinition(pullback.ReturnType);
        if (result is not null)
            pullback.Body.Variables.Add(result);
        il.Emit(OpCodes.Call, runtime.Method("AutoDiff.SpareTapes", "Take"));
        il.Emit(OpCodes.Stloc, spare);
        var start = il.Create(OpCodes.Nop);
        var end = result is null ? il.Create(OpCodes.Ret) : il.Create(OpCodes.Ldloc, result);
        il.Append(start);
        foreach (var parameter in pullback.Parameters)
            il.Emit(OpCodes.Ldarg, parameter);
        il.Emit(OpCodes.Ldloc, spare);
        il.Emit(OpCodes.Call, inner);
        if (result is not null)
            il.Emit(OpCodes.Stloc, result);
        il.Emit(OpCodes.Leave, end);
        var handler = il.Create(OpCodes.Ldloc, spare);
        il.Append(handler);
        il.Emit(OpCodes.Call, runtime.Method("AutoDiff.SpareTapes", "GiveBack"));
        il.Emit(OpCodes.Endfinally);
        il.Append(end);
        if (result is not null)
            il.Emit(OpCodes.Ret);
        pullback.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = start,
            TryEnd = handler,
            HandlerStart = handler,
            HandlerEnd = end,
        });
    }
}
