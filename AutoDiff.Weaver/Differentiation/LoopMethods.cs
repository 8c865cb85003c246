using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;
using AutoDiff.Weaving.Reading;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>The methods that run loops over vectors, one for all loops that do the same.</summary>
internal sealed class LoopMethods(GeneratedTypes generated)
{
    /// <summary>Compiled at once and for good: what is called because there are many iterations, and vectors are slower than numbers before that.</summary>
    public const MethodImplAttributes AggressiveOptimization = (MethodImplAttributes)512;
    private readonly Dictionary<string, MethodDefinition> known = [];

    public MethodReference Of(MethodIR body)
    {
        var text = Printer.Print(body);
        if (known.TryGetValue(text, out var method))
            return method;
        Verifier.Verify(body, "vectors");
        method = generated.NewHelper(body.Name, body.ReturnType, body.Parameters.Select(p => (p.ParameterName, p.Type)));
        method.ImplAttributes |= AggressiveOptimization;
        MethodEmitter.Emit(body, method);
        known.Add(text, method);
        return method;
    }
}
