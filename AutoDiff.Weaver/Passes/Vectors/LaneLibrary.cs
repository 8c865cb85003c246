using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Vectors;

/// <summary>Calls of <c>AutoDiff.LoopVectors</c>: the operations on vectors, and the tests before a loop over them.</summary>
internal sealed class LaneLibrary(TypeContext types, RuntimeLibrary runtime)
{
    /// <summary>The operation on vectors that is the method's on numbers to the last bit, if there is one.</summary>
    public static string? NameOf(MethodReference method) => method.DeclaringType.FullName is not ("System.Math" or "System.MathF")
        ? null
        : method.Name switch
        {
            "Sqrt" or "Abs" or "Max" or "Min" => method.Name,
            _ => null,
        };

    public TypeReference VectorOf(TypeReference element) => types.ReturnType(Method("Broadcast", element));

    public Call Call(Builder builder, string name, TypeReference element, params Value[] arguments)
    {
        var call = builder.Call(Method(name, element), arguments);
        call.KnownEffects = name switch
        {
            "Load" or "Peek" => Effects.Reads,
            "Store" => Effects.Writes,
            _ => Effects.None,
        };
        return call;
    }

    private GenericInstanceMethod Method(string name, TypeReference element)
    {
        var method = new GenericInstanceMethod(runtime.Method("AutoDiff.LoopVectors", name));
        method.GenericArguments.Add(types.Import(element));
        return method;
    }
}
