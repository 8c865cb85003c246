using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generators;

/// <summary>
/// Operators in expression trees, and functions given to operators that cannot be differentiated whatever is in them: delegates of unknown origin and
/// asynchronous lambdas. Of lambdas that are given to operators it says what <see cref="DifferentiableAnalyzer"/> says of marked methods.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OperatorAnalyzer : DiagnosticAnalyzer
{
    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Descriptors.NoManagedBody, Descriptors.DerivativeLost, Descriptors.OpaqueDelegate, Descriptors.NoTangent, Descriptors.OperatorInExpressionTree);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Call, SyntaxKind.InvocationExpression);
    }

    private static void Call(SyntaxNodeAnalysisContext context)
    {
        var syntax = (InvocationExpressionSyntax)context.Node;
        if (!Library.MayBeOperator(syntax.Expression) || !Library.IsWoven(context.Options))
            return;
        if (context.SemanticModel.GetOperation(syntax, context.CancellationToken) is not IInvocationOperation call || !Library.IsOperator(call.TargetMethod))
            return;
        if (IsInExpressionTree(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.OperatorInExpressionTree, syntax.GetLocation(),
                $"'{call.TargetMethod.Name}' stands in an expression tree: what compiles the tree calls the operator as it is, without a derivative. "
                + $"Call '{call.TargetMethod.Name}' in a method and name that method in the tree."));
            return;
        }
        if (Library.IsGeneric(context.ContainingSymbol) || IsInGenericFunction(call))
            return;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is IDelegateCreationOperation creation && Library.IsDifferentiableDelegate(creation.Type))
                Function(context, creation);
        }
    }

    private static void Function(SyntaxNodeAnalysisContext context, IDelegateCreationOperation creation)
    {
        if (OpaqueDelegate(creation.Target) is { } opaque)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.OpaqueDelegate, creation.Syntax.GetLocation(),
                $"cannot differentiate a delegate of type '{opaque.ToDisplayString(Short)}': what it calls is not known here. Convert the method or lambda "
                + "itself, or let the variable be a DifferentiableFunc."));
        }
        else if (creation.Target is IAnonymousFunctionOperation lambda)
        {
            Lambda(context, lambda, (creation.Type as INamedTypeSymbol)?.DelegateInvokeMethod);
        }
    }

    /// <summary>The type of the delegate that a delegate is made of; null where it is made of a method, or of a delegate that carries its derivative.</summary>
    private static ITypeSymbol? OpaqueDelegate(IOperation target)
    {
        var type = target switch
        {
            IMethodReferenceOperation { Method: { MethodKind: MethodKind.DelegateInvoke, Name: "Invoke" } invoke } => invoke.ContainingType,
            IAnonymousFunctionOperation or IMethodReferenceOperation => null,
            _ => target.Type,
        };
        return type is { TypeKind: TypeKind.Delegate } && !Library.IsDifferentiableDelegate(type) ? type : null;
    }

    private static void Lambda(SyntaxNodeAnalysisContext context, IAnonymousFunctionOperation lambda, IMethodSymbol? invoke)
    {
        var function = lambda.Symbol;
        if (function.IsAsync)
        {
            if (function.ReturnType is { Name: "Task", ContainingNamespace.Name: "Tasks" } result)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoTangent, lambda.Syntax.GetLocation(),
                    $"an asynchronous lambda is given to an operator: its result, {result.ToDisplayString(Short)}, has no tangent. Compute the number in a "
                    + "function that is not asynchronous."));
            }
            return;
        }
        var varied = function.Parameters.Where(p => ReturnedValue.IsNumber(p.Type)
            && !IsConstant(p) && invoke is not null && !IsConstant(invoke.Parameters[p.Ordinal]));
        foreach (var problem in ReturnedValue.Problems(lambda.Body, function, varied, context))
            context.ReportDiagnostic(problem);
    }

    private static bool IsConstant(IParameterSymbol parameter) => Library.AttributeOf(parameter, "NoDerivativeAttribute") is not null;

    private static bool IsInExpressionTree(IOperation operation)
    {
        for (var inside = operation.Parent; inside is not null; inside = inside.Parent)
        {
            if (inside is IAnonymousFunctionOperation { Parent.Type: INamedTypeSymbol { Name: "Expression", Arity: 1 } type }
                && type.ContainingNamespace is { Name: "Expressions", ContainingNamespace.Name: "Linq" })
                return true;
        }
        return false;
    }

    private static bool IsInGenericFunction(IOperation operation)
    {
        for (var inside = operation.Parent; inside is not null; inside = inside.Parent)
        {
            if (inside is ILocalFunctionOperation { Symbol.TypeParameters.Length: > 0 })
                return true;
        }
        return false;
    }
}
