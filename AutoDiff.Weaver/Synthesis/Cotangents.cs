using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Derivatives return the cotangents of the scalars among the differentiated arguments and add to shadows; operators return a cotangent for
/// every argument: what was returned, the shadow, a shadow with what was returned put in (structs that contain references), or default for
/// what is not differentiated.
/// </summary>
internal sealed class Cotangents(TypeContext types, RuntimeLibrary runtime, TangentTypes tangents)
{
    private readonly TupleTypes tuples = new(types);

    /// <summary>What a derivative of the target returns; void when it only adds to shadows.</summary>
    public TypeReference Returned(DifferentiableTarget target)
    {
        var scalars = ReturnedArguments(target);
        return scalars.Count == 0 ? types.Void : tuples.Combined([.. scalars.Select(i => tangents.CarrierOf(target.Arguments[i]))]);
    }

    /// <summary>What a derivative returns is not yet what the operator does.</summary>
    public static bool NeedsWidening(DifferentiableTarget target) => target.Tangent is { Counterparts: not null }
        || Enumerable.Range(0, target.Arguments.Count).Any(i => !target.IsDifferentiated(i) || target.IsShadowed(i));

    /// <summary>
    /// Pushes the operator's gradient, given the returned cotangents in a local (null when there are none) behind the fields of <paramref name="prefix"/>,
    /// and the shadows.
    /// </summary>
    public void Widen(InstructionWriter code, DifferentiableTarget target, VariableDefinition? returned, IReadOnlyList<FieldReference> prefix,
        Func<int, Action> pushShadow)
    {
        if (!NeedsWidening(target))
        {
            LoadPath(code, returned!, prefix);
            return;
        }
        if (target.Tangent is { Counterparts: not null })
        {
            PushTangent(code, target.Arguments[0], () =>
            {
                code.LoadAddress(returned!);
                foreach (var step in prefix)
                    code.FieldAddress(step);
            });
            return;
        }
        var scalars = ReturnedArguments(target);
        void Item(int argument, IReadOnlyList<FieldReference> inside)
        {
            IReadOnlyList<FieldReference> place = scalars.Count == 1 ? prefix : [.. prefix, .. tuples.ItemPath(Returned(target), scalars.IndexOf(argument))];
            LoadPath(code, returned!, [.. place, .. inside]);
        }
        void Cotangent(int argument)
        {
            if (!target.IsShadowed(argument))
            {
                Item(argument, []);
                return;
            }
            if (!target.IsDifferentiated(argument))
            {
                pushShadow(argument)();
                return;
            }
            var leaves = tangents.LeavesOf(target.Arguments[argument]);
            if (leaves.Any(l => l.HasNoAddress))
            {
                var sum = new GenericInstanceMethod(runtime.Method("AutoDiff.Shadow", "Sum"));
                sum.GenericArguments.Add(target.Arguments[argument]);
                pushShadow(argument)();
                Item(argument, []);
                code.Call(sum);
                return;
            }
            var whole = code.Local(target.Arguments[argument]);
            pushShadow(argument)();
            code.Store(whole);
            foreach (var leaf in leaves)
            {
                code.LoadAddress(whole);
                foreach (var step in leaf.Path.Take(leaf.Path.Count - 1))
                    code.FieldAddress(step);
                Item(argument, leaf.Path);
                code.StoreField(leaf.Path[leaf.Path.Count - 1]);
            }
            code.Load(whole);
        }
        if (target.Arguments.Count == 1)
        {
            Cotangent(0);
            return;
        }
        var gradient = code.Local(target.Gradient);
        for (var i = 0; i < target.Arguments.Count; i++)
        {
            if (target.Roles[i] == ParameterRole.None)
                continue;
            var path = tuples.ItemPath(target.Gradient, i);
            code.LoadAddress(gradient);
            foreach (var step in path.Take(path.Count - 1))
                code.FieldAddress(step);
            Cotangent(i);
            code.StoreField(path[path.Count - 1]);
        }
        code.Load(gradient);
    }

    /// <summary>Pushes the tangent as users see it, given the address of a value of the type itself that holds it.</summary>
    private void PushTangent(InstructionWriter code, TypeReference type, Action pushAddress)
    {
        var separate = tangents.SeparateOf(type)!;
        var tangent = code.Local(separate.Tangent);
        code.Default(separate.Tangent).Store(tangent);
        foreach (var (own, inTangent) in separate.Counterparts!)
        {
            var fieldType = types.FieldType(own);
            code.LoadAddress(tangent);
            if (tangents.SeparateOf(fieldType) is null)
            {
                pushAddress();
                code.Field(own);
            }
            else
            {
                PushTangent(code, fieldType, () =>
                {
                    pushAddress();
                    code.FieldAddress(own);
                });
            }
            code.StoreField(inTangent);
        }
        code.Load(tangent);
    }

    private static List<int> ReturnedArguments(DifferentiableTarget target) => [.. Enumerable.Range(0, target.Arguments.Count).Where(target.IsDifferentiated)];

    private static void LoadPath(InstructionWriter code, VariableDefinition local, IReadOnlyList<FieldReference> path)
    {
        if (path.Count == 0)
        {
            code.Load(local);
            return;
        }
        code.LoadAddress(local);
        foreach (var step in path.Take(path.Count - 1))
            code.FieldAddress(step);
        code.Field(path[path.Count - 1]);
    }
}
