using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Library;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Generates, for a function converted to a differentiable delegate, the class that holds its derivative and a static method
/// (receiver) -> delegate that puts an instance of it behind the delegate.
/// </summary>
internal sealed class DelegateAttachment(
    GeneratedMembers members, Derivation derivation, GradientEntries gradients, PullbackEntries pullbacks, DifferentialEntries? differentials,
    HessianEntries? hessians)
{
    private readonly Dictionary<string, MethodDefinition> attachments = [];
    private readonly HashSet<string> forOperators = [];

    public MethodDefinition Attach(DifferentiableTarget target, TypeReference delegateType, RequestSite site)
    {
        var key = $"{target.Key}|{delegateType.FullName}";
        if (site.IsForOperator)
            forOperators.Add(target.Key);
        if (attachments.TryGetValue(key, out var attach))
            return attach;
        var constructor = FunctionClass(target, site);
        attach = members.Generated.NewMethod(target.Method, "Attach", delegateType, [("receiver", target.Receiver ?? members.Types.Object)]);
        attachments.Add(key, attach);
        var code = members.Write(attach);
        if (target.Receiver is not null)
            code.Argument(0);
        var invoke = constructor.DeclaringType.Methods.First(m => m.Name == "Invoke");
        code.New(constructor).Function(invoke).New(members.Framework.DelegateConstructor(delegateType)).Return();
        return attach;
    }

    private MethodDefinition FunctionClass(DifferentiableTarget target, RequestSite site)
    {
        var baseType = target.Tangent is { } separate
            ? FrameworkTypes.Close(members.Runtime.Type("AutoDiff.TangentFunction`3"), [target.Arguments[0], separate.Tangent, target.Result])
            : DifferentiableDelegates.FunctionClass(members.Runtime, new(target.Arguments, target.Result, []));
        var type = members.NewClass(target, "Function", baseType);
        FieldDefinition[] fields = target.Receiver is null ? [] : [members.NewField(type, "receiver", target.Receiver)];
        var constructor = members.NewConstructor(type, members.Framework.DefaultConstructor(baseType), fields);
        var arguments = target.Parameters.Skip(fields.Length).ToList();

        var code = members.Write(members.NewOverride(type, "Invoke", target.Result, arguments));
        members.PushReceiver(code, target, members.Types.ArgumentTypes(target.Method)[0], () => code.This().Field(fields[0]));
        PushArguments(code, target).Call(target.Method).Return();

        var withPullback = members.NewOverride(
            type, "ValueWithPullback", target.Result, [.. arguments, ("pullback", new ByReferenceType(members.PullbackType(target)))]);
        members.Pending.Add(withPullback, () =>
        {
            var pullbackCode = members.Write(withPullback);
            PushField(pullbackCode);
            PushArguments(pullbackCode, target).Argument(arguments.Count).Call(pullbacks.Entry(target, site)).Return();
        });
        if (target.HasScalarResult)
        {
            var withGradient = members.NewOverride(type, "ValueWithGradient", target.Result,
                [.. arguments, ("gradient", new ByReferenceType(target.Gradient))]);
            members.Pending.Add(withGradient, () =>
            {
                var gradientCode = members.Write(withGradient);
                var entry = gradients.Entry(target, withValue: true, site);
                var both = gradientCode.Local(entry.ReturnType);
                PushField(gradientCode);
                PushArguments(gradientCode, target).Call(entry).Store(both);
                gradientCode.Argument(arguments.Count).LoadAddress(both).Field(members.Tuples.ItemPath(both.VariableType, 1)[0]).StoreObject(target.Gradient);
                gradientCode.LoadAddress(both).Field(members.Tuples.ItemPath(both.VariableType, 0)[0]).Return();
            });
            if (target.Tangent is null)
                AttachSum();
            if (target.IsOfScenario)
                AttachSumInLanes();
            if (target.IsOfNumbers)
                AttachGradientsInLanes();
        }
        if (differentials is not null && target.Tangent is null)
            AttachDifferential();
        if (differentials is not null && target.IsOfNumbers && target.Arguments[0].MetadataType == MetadataType.Double)
            AttachDerivativesInLanes();
        if (differentials is not null && target.IsFromArrayToArray)
        {
            AttachLanes();
            AttachProductsInLanes("Pullbacks", "cotangents", () => derivation.RowsInLanes(target));
        }
        if (hessians is not null && target.Tangent is null && target.HasScalarResult)
            AttachHessian();
        return constructor;

        void AttachSum()
        {
            var add = members.NewOverride(type, "AddGradient", target.Result, [.. arguments, ("into", new ByReferenceType(target.Gradient))]);
            add.Parameters[arguments.Count].Attributes = ParameterAttributes.None;
            members.Pending.Add(add, () =>
            {
                var code = members.Write(add);
                PushField(code);
                PushArguments(code, target);
                new GradientSums(members, code, target).Add(gradients.Entry(target, withValue: true, site, GradientMemory.Added), arguments.Count);
            });
        }

        void AttachSumInLanes()
        {
            var add = members.NewOverride(type, "AddGradients", members.Types.Boolean,
                [arguments[0], ("first", new ByReferenceType(target.Arguments[1])), ("into", new ByReferenceType(target.Gradient)),
                ("sum", new ByReferenceType(target.Result))]);
            WriteInLanes(add, 1, () => derivation.GradientsInLanes(target, areAdded: true),
                code => code.Argument(3).Argument(2).FieldAddress(members.Tuples.ItemPath(target.Gradient, 0)[0]));
        }

        void AttachGradientsInLanes()
        {
            var store = members.NewOverride(type, "ValuesWithGradients", members.Types.Boolean,
                [("first", new ByReferenceType(target.Arguments[0])), ("value", new ByReferenceType(target.Result)),
                ("gradient", new ByReferenceType(target.Gradient))]);
            WriteInLanes(store, 0, () => derivation.GradientsInLanes(target, areAdded: false), code => code.Argument(1).Argument(2));
        }

        void AttachDerivativesInLanes()
        {
            var store = members.NewOverride(type, "ValuesWithDerivatives", members.Types.Boolean,
                [("first", new ByReferenceType(target.Arguments[0])), ("value", new ByReferenceType(target.Result)),
                ("derivative", new ByReferenceType(target.Result))]);
            WriteInLanes(store, 0, () => derivation.DerivativesInLanes(target), code => code.Argument(1).Argument(2), code => code.One(target.Arguments[0]));
        }

        void WriteInLanes(
            MethodDefinition place, int first, Func<MethodDefinition?> lanes, Action<InstructionWriter> pushResults,
            Action<InstructionWriter>? pushTangent = null)
        {
            foreach (var parameter in place.Parameters.Skip(first))
                parameter.Attributes = ParameterAttributes.None;
            members.Pending.Add(place, () =>
            {
                var code = members.Write(place);
                if (lanes() is not { } method)
                {
                    code.Integer(0).Return();
                    return;
                }
                var isDone = code.Local(members.Types.Boolean);
                RentedTape.Around(members, code, method.Parameters.Any(p => p.ParameterType.FullName == members.Runtime.Tape.FullName), tape =>
                {
                    members.PushReceiver(code, target, method.Parameters[0].ParameterType, () => code.This().Field(fields[0]));
                    for (var i = 0; i <= first; i++)
                        code.Argument(i);
                    pushTangent?.Invoke(code);
                    if (tape is not null)
                        code.Load(tape);
                    pushResults(code);
                    code.Call(method).Store(isDone);
                });
                code.Load(isDone).Return();
            });
        }

        void AttachDifferential()
        {
            var withDifferential = members.NewOverride(
                type, "ValueWithDifferential", target.Result,
                [.. arguments, ("tangent", target.Gradient), ("differential", new ByReferenceType(target.Result))]);
            members.Pending.Add(withDifferential, () =>
            {
                if (IsRefused(withDifferential, () => derivation.ObstacleToDifferential(target.DifferentialRequest, withValue: true)))
                    return;
                var code = members.Write(withDifferential);
                var entry = differentials.Entry(target, withValue: true, site);
                var both = code.Local(entry.ReturnType);
                PushWithDirection(code);
                code.Call(entry).Store(both);
                code.Argument(arguments.Count + 1).LoadAddress(both).Item(both.VariableType, 1).StoreObject(target.Result);
                code.LoadAddress(both).Item(both.VariableType, 0).Return();
            });
        }

        void AttachLanes()
        {
            TypeReference lanes = new ArrayType(members.Runtime.Type("AutoDiff.LaneNumber"));
            var inLanes = members.NewOverride(
                type, "Differentials", lanes, [.. arguments, ("tangents", lanes), ("memory", members.Runtime.Type("AutoDiff.LaneMemory"))]);
            members.Pending.Add(inLanes, () =>
            {
                var code = members.Write(inLanes);
                if (derivation.Lanes(target) is not { } method)
                {
                    code.Null().Return();
                    return;
                }
                members.PushReceiver(code, target, method.Parameters[0].ParameterType, () => code.This().Field(fields[0]));
                PushArguments(code, target).Argument(1).Argument(2).Call(method).Return();
            });
        }

        void AttachHessian()
        {
            var product = members.NewOverride(type, "HessianVectorProduct", target.Gradient, [.. arguments, ("along", target.Gradient)]);
            members.Pending.Add(product, () =>
            {
                if (IsRefused(product, () => hessians.Obstacle(target)))
                    return;
                var code = members.Write(product);
                PushWithDirection(code);
                code.Call(hessians.Entry(target, site)).Return();
            });
            if (arguments.Count == 1)
                AttachHessianInto();
            if (target.IsFromArrayToNumber)
                AttachProductsInLanes("HessianVectorProducts", "along", () => hessians.InLanes(target));
        }

        void AttachProductsInLanes(string name, string factors, Func<MethodDefinition?> find)
        {
            TypeReference lanes = new ArrayType(members.Runtime.Type("AutoDiff.LaneNumber"));
            var products = members.NewOverride(type, name, members.Types.Boolean,
                [.. arguments, (factors, lanes), ("into", lanes), ("memory", members.Runtime.Type("AutoDiff.LaneMemory"))]);
            members.Pending.Add(products, () =>
            {
                var code = members.Write(products);
                if (find() is not { } method)
                {
                    code.Integer(0).Return();
                    return;
                }
                RentedTape.Around(members, code, method.Parameters.Any(p => p.ParameterType.FullName == members.Runtime.Tape.FullName), tape =>
                {
                    members.PushReceiver(code, target, method.Parameters[0].ParameterType, () => code.This().Field(fields[0]));
                    PushArguments(code, target).Argument(1).Argument(2);
                    if (tape is not null)
                        code.Load(tape);
                    code.Argument(3).Call(method);
                });
                code.Integer(1).Return();
            });
        }

        void AttachHessianInto()
        {
            var product = members.NewOverride(
                type, "HessianVectorProductInto", target.Gradient, [.. arguments, ("along", target.Gradient), ("into", target.Gradient)]);
            members.Pending.Add(product, () =>
            {
                if (IsRefused(product, () => hessians.Obstacle(target)))
                    return;
                var code = members.Write(product);
                PushWithDirection(code);
                if (target.IsShadowed(0))
                    code.Argument(2);
                code.Call(hessians.Entry(target, site, GradientMemory.Given)).Return();
            });
        }

        // Where nobody may ever ask, it is no error.
        bool IsRefused(MethodDefinition method, Func<UnsupportedConstructException?> find)
        {
            if (forOperators.Contains(target.Key) || find() is not { } obstacle)
                return false;
            members.WriteThrow(method, $"{obstacle.Code}: {obstacle.Sentence(target.Method)}");
            return true;
        }

        void PushWithDirection(InstructionWriter code)
        {
            PushField(code);
            PushArguments(code, target);
            if (arguments.Count == 1)
                code.Argument(1);
            for (var i = 0; arguments.Count > 1 && i < arguments.Count; i++)
                code.ArgumentAddress(arguments.Count).Item(target.Gradient, i);
        }

        void PushField(InstructionWriter writer)
        {
            if (fields.Length > 0)
                writer.This().Field(fields[0]);
        }
    }

    private static InstructionWriter PushArguments(InstructionWriter code, DifferentiableTarget target)
    {
        for (var i = 0; i < target.Arguments.Count; i++)
            code.Argument(i);
        return code;
    }
}
