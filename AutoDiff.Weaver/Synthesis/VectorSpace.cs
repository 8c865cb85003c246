using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// The vector-space operations. On structs and tuples of numbers they are generated methods that work on the scalars in them, one after the other;
/// everything else in a result is taken from the first operand. On whatever leads to objects the runtime library walks through those.
/// </summary>
internal sealed class VectorSpace(GeneratedMembers members, TangentTypes tangents, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, MethodDefinition> generated = [];
    private readonly TypeContext types = members.Types;
    private readonly Pipeline pipeline = new();

    /// <summary>What to call instead, or null when the library's own method serves (scalars) or nothing does, which is reported.</summary>
    public MethodReference? Replacement(VectorSpaceCall call, RequestSite site)
    {
        if (tangents.IsScalar(call.Type))
            return null;
        if (tangents.SeparateOf(call.Type) is { } separate)
        {
            diagnostics.Report(
                Catalogue.TangentDoesNotFit, site.Location,
                $"'{call.Operation}' of '{TypeNames.Display(call.Type)}': its tangent is another type, '{TypeNames.Display(separate.Tangent)}'. Apply the "
                + "operation to that.");
            return null;
        }
        if (tangents.SeparateWithin(call.Type) is { } within)
        {
            diagnostics.Report(
                Catalogue.TangentDoesNotFit, site.Location,
                $"'{call.Operation}' of '{TypeNames.Display(call.Type)}': the tangent of '{TypeNames.Display(within)}' is another type, which does not fit "
                + "into it.");
            return null;
        }
        // What is modelled for want of fields has no shape at run time either.
        var isOpaque = types.KindOf(call.Type) == StackKind.Object && types.ModelOf(call.Type) is not null;
        if (tangents.HasShadow(call.Type) && !isOpaque)
            return OnGraphs(call);
        if (isOpaque || !tangents.HasTangent(call.Type))
        {
            diagnostics.Report(Catalogue.NothingToDifferentiate, site.Location,
                $"'{call.Operation}' of '{TypeNames.Display(call.Type)}': the type has no tangent.");
            return null;
        }
        if (!generated.TryGetValue(call.Method.FullName, out var method))
            generated.Add(call.Method.FullName, method = Generate(call));
        return method;
    }

    private GenericInstanceMethod OnGraphs(VectorSpaceCall call)
    {
        var method = new GenericInstanceMethod(members.Runtime.Method("AutoDiff.GraphSpace", call.Operation));
        method.GenericArguments.Add(call.Type);
        return method;
    }

    private MethodDefinition Generate(VectorSpaceCall call)
    {
        var parameters = call.Method.ElementMethod.Parameters.Select((p, i) => (p.Name, types.ParameterType(call.Method, i))).ToList();
        var method = members.Generated.NewMethod(call.Method, "Leafwise", types.ReturnType(call.Method), parameters);
        var ir = new MethodIR(types, method.Name, method.ReturnType);
        foreach (var (name, type) in parameters)
            ir.AddParameter(type, name);
        var builder = new Builder(ir).AtEnd(ir.AddBlock("entry"));
        Write(call.Operation, call.Type, builder, ir.Parameters);
        pipeline.Normalise(ir);
        pipeline.Lower(ir);
        MethodEmitter.Emit(ir, method);
        return method;
    }

    private void Write(string operation, TypeReference type, Builder builder, IReadOnlyList<Value> p)
    {
        var leaves = tangents.LeavesOf(type);
        var scalars = new ScalarCode(builder);
        switch (operation)
        {
            case "Moved":
                builder.Return(Map(p[0], (leaf, x) => scalars.MultiplyAdd(leaf.Scalar, x, p[2], At(p[1], leaf))));
                break;
            case "Move":
                builder.Store(type, p[0], Map(builder.Load(type, p[0]), (leaf, x) => scalars.MultiplyAdd(leaf.Scalar, x, p[2], At(p[1], leaf))));
                builder.Return();
                break;
            case "Zero":
                builder.Return(Map(p[0], (leaf, _) => builder.Method.Default(leaf.Scalar)));
                break;
            case "Add":
                builder.Return(Map(p[0], (leaf, x) => scalars.Add(leaf.Scalar, x, At(p[1], leaf))));
                break;
            case "Scale":
                builder.Return(Map(p[0], (leaf, x) => scalars.Scale(leaf.Scalar, x, p[1])));
                break;
            case "Dot":
                builder.Return(SumOfProducts(p[0], p[1]));
                break;
            default:
                var sqrt = new MethodReference("Sqrt", types.Double, members.Framework.Named("System", "Math"));
                sqrt.Parameters.Add(new ParameterDefinition(types.Double));
                builder.Return(builder.Call(sqrt, SumOfProducts(p[0], p[0])));
                break;
        }

        Value At(Value value, TangentLeaf leaf) => tangents.Unpack(builder, value, leaf);

        Value Map(Value value, Func<TangentLeaf, Value, Value> change)
        {
            var result = value;
            foreach (var leaf in leaves)
                result = Replace(builder, result, leaf.Path, 0, change(leaf, At(value, leaf)));
            return result;
        }

        Value SumOfProducts(Value x, Value y)
        {
            Value? sum = null;
            foreach (var leaf in leaves)
            {
                var product = builder.Binary(BinaryOp.Mul, scalars.ToDouble(leaf.Scalar, At(x, leaf)), scalars.ToDouble(leaf.Scalar, At(y, leaf)));
                sum = sum is null ? product : builder.Binary(BinaryOp.Add, sum, product);
            }
            return sum!;
        }
    }

    private static Value Replace(Builder builder, Value aggregate, IReadOnlyList<FieldReference> path, int depth, Value scalar)
    {
        if (depth == path.Count)
            return scalar;
        var inner = Replace(builder, depth == path.Count - 1 ? scalar : builder.Extract(aggregate, path[depth]), path, depth + 1, scalar);
        return builder.Insert(aggregate, path[depth], inner);
    }
}
