using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// Calls that stay as they are in generated code (no derivative goes through them) but hand over models, where the callee knows the types that the models
/// stand for. Spans and memories are made of their models again; where that is not enough (an address of one, a <c>ref struct</c> of the program, a
/// result) a copy of the callee is called that is read with models, as the differentiated ones are.
/// </summary>
internal sealed class ModelledCalls(TypeContext types, MethodBodies bodies, GeneratedTypes generated, Pipeline pipeline)
{
    private readonly Dictionary<string, MethodDefinition> copies = [];

    /// <exception cref="UnsupportedConstructException">AD1006: neither is possible.</exception>
    public void Run(MethodIR method)
    {
        foreach (var instruction in method.Instructions.ToList())
        {
            switch (instruction)
            {
                case Call view when RowViews.Is(view):
                    throw new UnsupportedConstructException("AD1006", view.Location, UnknownCallee.SpanOverRow);
                case Call call when bodies.PassesModels(call):
                    if (bodies.ByValue.IsToldInModels(call.Method) || call.Constrained is not null || !types.Same(types.ReturnType(call.Method), call.Type)
                        || !PassAsDeclared(method, call, call.Method))
                        CallCopy(method, call);
                    break;
                case NewObject creation when bodies.TakesModels(creation.Constructor, [method.Null(), .. creation.Operands]):
                    if (!PassAsDeclared(method, creation, creation.Constructor))
                        throw Unsupported(creation, creation.Constructor);
                    break;
            }
        }
    }

    private bool PassAsDeclared(MethodIR method, Instruction call, MethodReference callee)
    {
        var declared = types.ArgumentTypes(callee).Skip(call is NewObject ? 1 : 0).ToList();
        var places = Enumerable.Range(0, declared.Count)
            .Where(i => !types.Same(declared[i], call.Operand(i).Type) && ModelTypes.IsModel(types, call.Operand(i).Type)).ToList();
        if (places.Any(i => Conversion(call.Operand(i).Type) is null))
            return false;
        var builder = new Builder(method) { Location = call.Location }.Before(call);
        foreach (var i in places)
            call.SetOperand(i, builder.Call(Conversion(call.Operand(i).Type)!, call.Operand(i)));
        return true;
    }

    /// <summary>The model's own way back to what it stands for.</summary>
    private MethodReference? Conversion(TypeReference model)
    {
        if (model is not GenericInstanceType || types.Resolve(model)?.Methods.FirstOrDefault(m => m.Name == "Modelled") is not { } definition)
            return null;
        return Views.Conversion(types, model, definition.Name);
    }

    private void CallCopy(MethodIR method, Call call)
    {
        if (!bodies.HasBody(call.Method) || call.Constrained is not null
            || (call.IsVirtual && types.ResolveMethod(call.Method) is { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false }))
            throw Unsupported(call, call.Method);
        var body = bodies.Get(call.Method);
        if (bodies.TakesWhatIsModelled(call, body) || !types.Same(body.ReturnType, call.Type))
            throw Unsupported(call, call.Method);
        call.ReplaceWith(new Builder(method) { Location = call.Location }.Before(call).Call(CopyOf(call.Method, body), [.. call.Operands]));
    }

    private MethodDefinition CopyOf(MethodReference method, MethodIR body)
    {
        if (copies.TryGetValue(method.FullName, out var known))
            return known;
        var definition = generated.NewMethod(method, "copy", body.ReturnType, body.Parameters.Select(p => (p.ParameterName, p.Type)));
        copies.Add(method.FullName, definition);
        var copy = Cloner.Copy(body);
        Run(copy);
        pipeline.Lower(copy);
        Verifier.Verify(copy, "copying");
        MethodEmitter.Emit(copy, definition);
        return definition;
    }

    private static UnsupportedConstructException Unsupported(Instruction call, MethodReference callee) =>
        new("AD1006", call.Location, $"'{UserNames.Alone(callee)}' is given a span (or what contains one) in a way that is not followed");
}
