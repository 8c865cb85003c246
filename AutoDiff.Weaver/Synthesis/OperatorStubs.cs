using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Static methods that take the place of operator calls with a known target: (at, receiver) -> the operator's result. The receiver is left
/// out where the target needs none.
/// </summary>
internal sealed class OperatorStubs(
    GeneratedMembers members, GradientEntries gradients, PullbackEntries pullbacks, DifferentialEntries differentials, HessianEntries hessians,
    JacobianStubs jacobians, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, MethodDefinition> stubs = [];

    /// <param name="ignoredDelegate">The type of a delegate that stays on the stack though the target needs no receiver; null when there is none.</param>
    public MethodDefinition Stub(OperatorCall call, DifferentiableTarget target, TypeReference? ignoredDelegate, RequestSite site)
    {
        var key = $"{call.Operator}|{call.TakesMemory}|{call.At?.FullName}|{target.Key}|{ignoredDelegate?.FullName}";
        if (stubs.TryGetValue(key, out var stub))
            return stub;
        if (target.Tangent is { } tangent && !call.TakesTangents)
        {
            var message =
                $"'{call.Operator}' of '{UserNames.Of(target.Method)}': the derivative with respect to a '{TypeNames.Display(target.Arguments[0])}' is a "
                + $"'{TypeNames.Display(tangent.Tangent)}'. "
                + "Give the operator a point, at a place where it is known that its type implements IDifferentiable.";
            diagnostics.Report(Catalogue.TangentDoesNotFit, site.Location, message);
            var throwing = Throwing(call.Operation, message);
            stubs.Add(key, throwing);
            return throwing;
        }
        List<(string, TypeReference)> parameters = [.. call.Operands];
        if (target.Receiver is not null)
            parameters.Add(("receiver", target.Receiver));
        else if (ignoredDelegate is not null)
            parameters.Add(("of", ignoredDelegate));
        stub = members.Generated.NewMethod(target.Method, call.Operator.ToString(), call.Result, parameters);
        stub.ImplAttributes |= MethodImplAttributes.AggressiveInlining;
        stubs.Add(key, stub);
        members.Pending.Add(stub, () => Write(stub, call, target, site));
        return stub;
    }

    /// <summary>Takes the place of a call that was reported: has its signature, and throws.</summary>
    public MethodDefinition Throwing(MethodReference operation, string message)
    {
        var types = members.Types;
        var stub = members.Generated.NewMethod(
            operation, "NotDifferentiable", types.ReturnType(operation), operation.Parameters.Select((p, i) =>
                ("x" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), types.ParameterType(operation, i))));
        members.WriteThrow(stub, message);
        return stub;
    }

    private void Write(MethodDefinition stub, OperatorCall call, DifferentiableTarget target, RequestSite site)
    {
        if (call.At is null)
            WriteFunction(stub, call, target, site);
        else
            WriteApplication(stub, call, target, site);
    }

    private void WriteApplication(MethodDefinition stub, OperatorCall call, DifferentiableTarget target, RequestSite site)
    {
        var code = members.Write(stub);
        var operands = call.Operands.Count();
        var memory = call.TakesMemory ? GradientMemory.Given : GradientMemory.New;
        if (target.Receiver is not null)
            code.Argument(operands);
        PushItems(code, call, target, 0);
        if (call.IsForward)
        {
            if (call.TakesDirection)
                PushItems(code, call, target, 1);
            else
                code.One(call.At!);
            code.Call(differentials.Entry(target, call.WithValue, site)).Return();
            return;
        }
        switch (call.Operator)
        {
            case OperatorKind.Hessian:
                WriteHessian(stub, call, target, site, [hessians.Entry(target, site)]);
                return;
            case OperatorKind.ValueGradientAndHessian:
                WriteHessian(stub, call, target, site, [gradients.Entry(target, withValue: true, site), hessians.Entry(target, site)]);
                return;
            case OperatorKind.Jacobian:
                WriteJacobian(stub, call, target, site);
                return;
            case OperatorKind.Root or OperatorKind.FixedPoint:
                WriteWithFunctions(stub, call, target, "ImplicitFunctions", [target.Method, differentials.Entry(target, withValue: false, site)]);
                return;
            case OperatorKind.Minimum:
                WriteWithFunctions(stub, call, target, "ImplicitFunctions", [gradients.Entry(target, withValue: false, site), hessians.Entry(target, site)]);
                return;
        }
        if (call.Operator == OperatorKind.HessianVectorProduct)
        {
            PushItems(code, call, target, 1);
            PushMemory();
            code.Call(hessians.Entry(target, site, memory)).Return();
            return;
        }
        if (call.Operator is OperatorKind.Gradient or OperatorKind.ValueWithGradient)
        {
            PushMemory();
            code.Call(gradients.Entry(target, call.WithValue, site, memory)).Return();
            return;
        }
        var pullback = code.Local(members.PullbackType(target));
        var value = code.Local(target.Result);
        code.LoadAddress(pullback).Call(pullbacks.Entry(target, site)).Store(value);
        if (call.Operator == OperatorKind.ValueWithPullback)
            code.Load(value).Load(pullback).New(members.Tuples.Constructor(call.Result)).Return();
        else
            code.Load(pullback).Return();

        void PushMemory()
        {
            if (call.TakesMemory)
                PushItems(code, call, target, operands - 1, target.IsShadowed);
        }
    }

    /// <summary>
    /// The operator itself, of the function with its derivatives, which may choose the mode; in code that is differentiated, by columns in forward mode.
    /// </summary>
    private void WriteJacobian(MethodDefinition stub, OperatorCall call, DifferentiableTarget target, RequestSite site)
    {
        jacobians.Write(stub, call, target, site);
        members.Pending.AddWhereReached(stub, () =>
        {
            if (jacobians.Obstacle(target) is { } obstacle)
            {
                members.Generated.Refuse(stub, obstacle);
                return null;
            }
            var method = members.Generated.NewMethod(
                target.Method, "JacobianByDifferentials", stub.ReturnType, stub.Parameters.Select(p => (p.Name, p.ParameterType)));
            WriteWithFunctions(method, call, target, "UnitDirections", [differentials.Entry(target, withValue: false, site)]);
            members.Generated.StandIn(stub, method);
            return method;
        });
    }

    /// <summary>
    /// The operator itself, of the function with its derivatives, which computes several columns at once; in code that is differentiated, one after the other.
    /// </summary>
    private void WriteHessian(
        MethodDefinition stub, OperatorCall call, DifferentiableTarget target, RequestSite site, IReadOnlyList<MethodReference> functions)
    {
        if (!target.IsFromArrayToNumber)
        {
            WriteWithFunctions(stub, call, target, "UnitDirections", functions);
            return;
        }
        jacobians.Write(stub, call, target, site);
        members.Pending.AddWhereReached(stub, () =>
        {
            var method = members.Generated.NewMethod(
                target.Method, call.Operator + "ByProducts", stub.ReturnType, stub.Parameters.Select(p => (p.Name, p.ParameterType)));
            WriteWithFunctions(method, call, target, "UnitDirections", functions);
            members.Generated.StandIn(stub, method);
            return method;
        });
    }

    /// <summary>
    /// A method of the runtime library's, named as the operator, of the point and of functions: the function itself and its derivatives. Its code is
    /// differentiated as any other, with what the functions are.
    /// </summary>
    private void WriteWithFunctions(
        MethodDefinition stub, OperatorCall call, DifferentiableTarget target, string implementations, IReadOnlyList<MethodReference> functions)
    {
        var code = members.Write(stub).Argument(0);
        foreach (var function in functions)
        {
            if (target.Receiver is null)
                code.Null();
            else
                code.Argument(1);
            var count = members.Types.ArgumentTypes(function).Count
                - (target.PassesReceiver && (function == target.Method || target.Receiver is not null) ? 1 : 0);
            var type = members.Framework.Func(Enumerable.Repeat(call.At!, count), members.Types.ReturnType(function));
            code.Function(function).New(members.Framework.DelegateConstructor(type));
        }
        var implementation = members.Types.Resolve(members.Runtime.Type("AutoDiff.Implementations." + implementations))!.Methods
            .First(m => m.Name == call.Operator.ToString() && m.Parameters[0].ParameterType.FullName == call.At!.FullName);
        code.Call(members.Types.Import(implementation)).Return();
    }

    /// <summary>Pushes what one of the operator's parameters holds for each of the function's.</summary>
    private static void PushItems(InstructionWriter code, OperatorCall call, DifferentiableTarget target, int parameter, Func<int, bool>? isWanted = null)
    {
        if (target.Arguments.Count > 1)
        {
            for (var i = 0; i < target.Arguments.Count; i++)
            {
                if (isWanted?.Invoke(i) ?? true)
                    code.ArgumentAddress(parameter).Item(call.At!, i);
            }
            return;
        }
        if (isWanted?.Invoke(0) == false)
            return;
        code.Argument(parameter);
        if (call.IsBoxed)
            code.UnboxValue(call.Point!);
    }

    /// <summary>The curried form: a delegate over the gradient itself, closed over the receiver.</summary>
    private void WriteFunction(MethodDefinition stub, OperatorCall call, DifferentiableTarget target, RequestSite site)
    {
        var entry = call.IsForward ? differentials.AtOne(target, call.WithValue, site) : gradients.Entry(target, call.WithValue, site);
        var code = members.Write(stub);
        if (target.Receiver is null)
            code.Null();
        else
            code.Argument(0);
        code.Function(entry).New(members.Framework.DelegateConstructor(call.Result)).Return();
    }
}
