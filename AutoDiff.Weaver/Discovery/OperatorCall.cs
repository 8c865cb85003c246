using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Discovery;

/// <summary>The operators of <c>DifferentialOperators</c> that take a function.</summary>
internal enum OperatorKind
{
    Gradient,
    ValueWithGradient,
    Pullback,
    ValueWithPullback,
    Derivative,
    ValueWithDerivative,
    JacobianVectorProduct,
    ValueWithJacobianVectorProduct,
    HessianVectorProduct,
    Hessian,
    ValueGradientAndHessian,
    Jacobian,
    Root,
    FixedPoint,
    Minimum,
}

/// <summary>
/// A call of a differential operator: <c>Operator(at, of)</c>, <c>Operator(at, along, of)</c>, either with memory for the result before the function,
/// <c>Operator(at, into, of)</c>, or <c>Operator(of)</c>, which returns a function.
/// </summary>
internal sealed class OperatorCall
{
    private OperatorCall(
        Instruction instruction, MethodReference operation, OperatorKind @operator, TypeReference? at, bool takesDirection, bool takesMemory,
        GenericInstanceType of, TypeReference result)
    {
        Instruction = instruction;
        Operation = operation;
        Operator = @operator;
        At = at;
        TakesDirection = takesDirection;
        TakesMemory = takesMemory;
        Of = of;
        Result = result;
        TakesTangents = IsBoxed;
    }

    public Instruction Instruction { get; }

    public OperatorKind Operator { get; }

    /// <summary>The type of the point; null in the form that returns a function.</summary>
    public TypeReference? At { get; }

    /// <summary>A direction of the type of the point follows it.</summary>
    public bool TakesDirection { get; }

    /// <summary>Memory of the type of the point, for the result, follows them.</summary>
    public bool TakesMemory { get; }

    /// <summary>What stands before the function, in order.</summary>
    public IEnumerable<(string Name, TypeReference Type)> Operands
    {
        get
        {
            if (At is not null)
                yield return ("at", At);
            if (TakesDirection)
                yield return ("along", At!);
            if (TakesMemory)
                yield return ("into", At!);
        }
    }

    /// <summary>The tangent of the result, by forward mode.</summary>
    public bool IsForward => Operator
        is OperatorKind.Derivative or OperatorKind.ValueWithDerivative or OperatorKind.JacobianVectorProduct or OperatorKind.ValueWithJacobianVectorProduct;

    /// <summary>The value comes with the derivative.</summary>
    public bool WithValue => Operator
        is OperatorKind.ValueWithGradient or OperatorKind.ValueWithDerivative or OperatorKind.ValueWithJacobianVectorProduct;

    /// <summary>The point is passed as the interface of its type: boxed.</summary>
    public bool IsBoxed => At is GenericInstanceType { ElementType: { Namespace: "AutoDiff", Name: "IDifferentiable`2" } };

    /// <summary>The type of the point itself.</summary>
    public TypeReference? Point => IsBoxed ? ((GenericInstanceType)At!).GenericArguments[0] : At;

    /// <summary>The call with a point that is passed as it is.</summary>
    public OperatorCall Unboxed() => new(Instruction, Operation, Operator, Point, TakesDirection, TakesMemory, Of, Result) { TakesTangents = TakesTangents };

    /// <summary>The overload for points whose tangent may be of another type.</summary>
    public bool TakesTangents { get; private init; }

    /// <summary>The operator that is called.</summary>
    public MethodReference Operation { get; }

    /// <summary>The differentiable delegate type of the function, the last argument.</summary>
    public GenericInstanceType Of { get; }

    public TypeReference Result { get; }

    /// <summary>What an instruction calls, if it is one of the operators that take a function.</summary>
    public static OperatorCall? Recognise(Instruction instruction, TypeContext types)
    {
        return instruction.OpCode.Code == Code.Call && instruction.Operand is MethodReference method ? Read(instruction, method, types) : null;
    }

    /// <summary>The call with other type arguments.</summary>
    /// <param name="operation">The same operator.</param>
    public OperatorCall With(MethodReference operation, TypeContext types) => Read(Instruction, operation, types)!;

    private static bool HasDirection(OperatorKind kind) => kind
        is OperatorKind.JacobianVectorProduct or OperatorKind.ValueWithJacobianVectorProduct or OperatorKind.HessianVectorProduct;

    private static OperatorCall? Read(Instruction instruction, MethodReference method, TypeContext types)
    {
        if (method.DeclaringType is not { Namespace: "AutoDiff", Name: "DifferentialOperators" })
            return null;
        if (!Enum.TryParse(method.Name, out OperatorKind kind) || method.Parameters.Count is 0 or > 4)
            return null;
        var last = method.Parameters.Count - 1;
        // Of other arguments, and as functions, matrices are put together from what is attached to the delegate.
        if (kind is OperatorKind.Hessian or OperatorKind.ValueGradientAndHessian or OperatorKind.Jacobian
            && (last == 0 || method is GenericInstanceMethod || types.ParameterType(method, 0) is not ArrayType))
            return null;
        var takesDirection = last > 1 && HasDirection(kind);
        var takesMemory = last == (takesDirection ? 3 : 2);
        if (takesMemory && kind is not (OperatorKind.Gradient or OperatorKind.ValueWithGradient or OperatorKind.HessianVectorProduct))
            return null;
        return types.ParameterType(method, last) is GenericInstanceType of && RuntimeLibrary.IsDifferentiableFunc(of)
            ? new OperatorCall(
                instruction, method, kind, last == 0 ? null : types.ParameterType(method, 0), takesDirection, takesMemory, of, types.ReturnType(method))
            : null;
    }
}
