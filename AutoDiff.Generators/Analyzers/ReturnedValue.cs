using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generators;

/// <summary>
/// What the number that a function returns is computed from, as far as that is certain: arithmetic, and variables with one value. Where a varied number on
/// that way becomes an integer and comes back, or goes through a call without a body, the derivative is lost.
/// </summary>
/// <remarks>
/// Everything that may be in order is left to the weaver: sums in which the number itself may make good what the integer loses (<c>x - (int)x</c>), loops,
/// calls, objects, factors of zero, what only some runs reach.
/// </remarks>
internal sealed class ReturnedValue
{
    private readonly SyntaxNodeAnalysisContext context;
    private readonly HashSet<ISymbol> varied;
    private readonly HashSet<ISymbol> written;
    private readonly List<Diagnostic> problems = [];
    private readonly string lost;
    private readonly bool seesIntegers;

    private ReturnedValue(IOperation body, string name, HashSet<ISymbol> varied, SyntaxNodeAnalysisContext context)
    {
        this.context = context;
        this.varied = varied;
        written = new(body.Descendants().Where(o => o is ILocalReferenceOperation or IParameterReferenceOperation && IsWritten(o)).Select(Variable)!,
            SymbolEqualityComparer.Default);
        seesIntegers = !Library.HasPiecewiseConstant(context.Options);
        lost = $"cannot differentiate {name}: the derivative is lost: a value that depends on the differentiation parameters goes through an integer and "
            + "back. If it is meant to be constant, say so with WithoutDerivative(…)";
    }

    /// <param name="body">The body of the function.</param>
    /// <param name="function">The function itself.</param>
    /// <param name="parameters">The parameters that are differentiated by, as far as they are numbers.</param>
    /// <param name="context">Where the function was met.</param>
    public static IEnumerable<Diagnostic> Problems(
        IOperation? body, IMethodSymbol function, IEnumerable<IParameterSymbol> parameters, SyntaxNodeAnalysisContext context)
    {
        if (body is null || function.IsAsync || function.RefKind != RefKind.None || !IsNumber(function.ReturnType)
            || body.Syntax.DescendantNodes().Any(n => n is TryStatementSyntax or GotoStatementSyntax or LabeledStatementSyntax or UnsafeStatementSyntax))
            return [];
        HashSet<ISymbol> varied = new(parameters.Where(p => p.RefKind == RefKind.None), SymbolEqualityComparer.Default);
        if (varied.Count == 0)
            return [];
        var name = function.MethodKind == MethodKind.AnonymousFunction ? "the lambda" : $"'{function.ContainingType.Name}.{function.Name}'";
        var value = new ReturnedValue(body, name, varied, context);
        foreach (var result in body.Descendants().OfType<IReturnOperation>())
        {
            if (result is { Kind: OperationKind.Return, ReturnedValue: { } returned } && value.IsReached(result, body))
                value.Follow(returned, isWhole: true);
        }
        return value.problems;
    }

    public static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_UInt64;

    /// <summary>The value flows to the result.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isWhole">Nothing that may vary is added to it.</param>
    private void Follow(IOperation value, bool isWhole)
    {
        switch (value)
        {
            case IParenthesizedOperation inner:
                Follow(inner.Operand, isWhole);
                break;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus or UnaryOperatorKind.Plus, OperatorMethod: null } inner:
                Follow(inner.Operand, isWhole);
                break;
            case IConversionOperation { OperatorMethod: null, Type: { } to, Operand: { Type: { } from } inner } when IsNumber(to):
                if (IsNumber(from))
                    Follow(inner, isWhole);
                else if (IsInteger(from) && isWhole && seesIntegers && Truncation(inner) is { } truncation)
                    Report(Descriptors.DerivativeLost, truncation, lost);
                break;
            case IBinaryOperation { OperatorMethod: null } operation when IsNumber(operation.Type):
                FollowOperands(operation, isWhole);
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } choice when DependsOnParameters(choice.Condition):
                Follow(choice.WhenTrue, isWhole);
                Follow(otherwise, isWhole);
                break;
            case ILocalReferenceOperation local when ValueOf(local) is { } initial:
                Follow(initial, isWhole);
                break;
            case IInvocationOperation call:
                Call(call);
                break;
        }
    }

    private void FollowOperands(IBinaryOperation operation, bool isWhole)
    {
        var (left, right) = (operation.LeftOperand, operation.RightOperand);
        switch (operation.OperatorKind)
        {
            case BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide when !IsZero(left) && !IsZero(right):
                Follow(left, isWhole);
                Follow(right, isWhole);
                break;
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract:
                Follow(left, isWhole && IsConstant(right));
                Follow(right, isWhole && IsConstant(left));
                break;
        }
    }

    /// <summary>Where a varied number became the integer; null where that is not certain.</summary>
    private IOperation? Truncation(IOperation integer) => integer switch
    {
        IParenthesizedOperation inner => Truncation(inner.Operand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus or UnaryOperatorKind.Plus, OperatorMethod: null } inner => Truncation(inner.Operand),
        IConversionOperation { OperatorMethod: null, Operand: { Type: { } from } inner } conversion =>
            IsInteger(from) ? Truncation(inner) : IsNumber(from) && Varies(inner) ? conversion : null,
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply, OperatorMethod: null
        } operation when !IsZero(operation.LeftOperand) && !IsZero(operation.RightOperand) =>
            Truncation(operation.LeftOperand) ?? Truncation(operation.RightOperand),
        ILocalReferenceOperation local when ValueOf(local) is { } initial => Truncation(initial),
        _ => null,
    };

    /// <summary>A number that certainly depends on a parameter.</summary>
    private bool Varies(IOperation value) => value switch
    {
        IParenthesizedOperation inner => Varies(inner.Operand),
        IParameterReferenceOperation parameter => varied.Contains(parameter.Parameter) && !written.Contains(parameter.Parameter),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus or UnaryOperatorKind.Plus, OperatorMethod: null } inner => Varies(inner.Operand),
        IConversionOperation { OperatorMethod: null, Operand: { Type: { } from } inner } => IsNumber(from) && Varies(inner),
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide,
            OperatorMethod: null
        } operation => IsNumber(operation.Type) && !IsZero(operation.LeftOperand) && !IsZero(operation.RightOperand)
            && (Varies(operation.LeftOperand) || Varies(operation.RightOperand)),
        ILocalReferenceOperation local when ValueOf(local) is { } initial => Varies(initial),
        _ => false,
    };

    private void Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.IsExtern || !method.IsStatic || method.DeclaringSyntaxReferences.IsEmpty || Library.IsGeneric(method) || !IsNumber(method.ReturnType)
            || !call.Arguments.Any(a => a.Parameter is { RefKind: RefKind.None } p && IsNumber(p.Type)
                && Library.AttributeOf(p, "NoDerivativeAttribute") is null && Varies(a.Value))
            || Library.AttributeOf(method, "NoDerivativeAttribute") is not null || Rules.HasRule(context.Compilation, method))
            return;
        Report(Descriptors.NoManagedBody, call,
            $"cannot differentiate '{method.ContainingType.Name}.{method.Name}': it has no IL and no rule. Register a rule with "
            + $"[Pullback(typeof({method.ContainingType.Name}), nameof({method.Name}))], or mark it [NoDerivative].");
    }

    private void Report(DiagnosticDescriptor descriptor, IOperation at, string text)
    {
        var location = at.Syntax.GetLocation();
        if (!problems.Any(p => p.Location == location))
            problems.Add(Diagnostic.Create(descriptor, location, text));
    }

    /// <summary>The only value that a variable has.</summary>
    private IOperation? ValueOf(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        return local.RefKind == RefKind.None && !written.Contains(local) && !local.IsConst
            && local.DeclaringSyntaxReferences is [var declaration]
            && declaration.GetSyntax(context.CancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } initial }
            && declaration.SyntaxTree == context.Node.SyntaxTree
            && context.Node.Span.Contains(initial.Span)
            ? context.SemanticModel.GetOperation(initial, context.CancellationToken) is { } value ? Converted(value) : null
            : null;
    }

    /// <summary>The value as the declaration converts it: the operation of an expression is the one before.</summary>
    private static IOperation Converted(IOperation value) => value.Parent is IConversionOperation { IsImplicit: true } conversion ? conversion : value;

    private bool IsConstant(IOperation value) => value.ConstantValue.HasValue
        || value.DescendantsAndSelf().OfType<IOperation>().All(o => o switch
        {
            IParameterReferenceOperation parameter => !varied.Contains(parameter.Parameter) && !written.Contains(parameter.Parameter)
                && (IsNumber(parameter.Parameter.Type) || IsInteger(parameter.Parameter.Type)),
            ILiteralOperation or IParenthesizedOperation => true,
            IConversionOperation { OperatorMethod: null } or IUnaryOperation { OperatorMethod: null } or IBinaryOperation { OperatorMethod: null } => true,
            _ => false,
        });

    private static bool IsZero(IOperation value) => value.ConstantValue is { HasValue: true, Value: 0 or 0u or 0L or 0ul or 0f or 0.0 };

    /// <summary>The statement is run, in some run at least: only tests of parameters stand before it.</summary>
    private bool IsReached(IReturnOperation result, IOperation body)
    {
        for (var around = result.Parent; around is not null && around != body; around = around.Parent)
        {
            if (around is not IBlockOperation && !(around is IConditionalOperation choice && DependsOnParameters(choice.Condition)))
                return false;
        }
        return result.Syntax is not StatementSyntax statement
            || context.SemanticModel.AnalyzeControlFlow(statement) is { Succeeded: true, StartPointIsReachable: true };
    }

    private bool DependsOnParameters(IOperation condition) =>
        !condition.ConstantValue.HasValue && condition.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Any(p => !written.Contains(p.Parameter));

    private static ISymbol? Variable(IOperation reference) => reference switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>The variable may have another value after this reference.</summary>
    private static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference || assignment is ISimpleAssignmentOperation { IsRef: true },
        IIncrementOrDecrementOperation or IAddressOfOperation or ITupleOperation or IDeclarationExpressionOperation => true,
        IArgumentOperation argument => argument.Parameter is not { RefKind: RefKind.None },
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        IReturnOperation or IConversionOperation or IBinaryOperation or IUnaryOperation or IParenthesizedOperation or IVariableInitializerOperation
            or IConditionalOperation => false,
        // A variable that is used in a way not listed here may be anything.
        _ => true,
    };
}
