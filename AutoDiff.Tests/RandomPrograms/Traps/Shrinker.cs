using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NUnit.Framework.Internal;

namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>Makes a program that fails smaller while it fails in the same way: what can be left out is, statements first, then parts of expressions.</summary>
/// <param name="check">Says what is wrong with a program; throws when it does not compile.</param>
/// <param name="attempts">How many programs may be tried.</param>
internal sealed class Shrinker(Func<TrapProgram, Failure?> check, int attempts)
{
    private int _left = attempts;

    public Failure Shrink(Failure failure)
    {
        for (bool smaller = true; smaller && _left > 0;)
            smaller = Pass(ref failure);
        return failure;
    }

    /// <summary>Goes through the program once. What follows a success is tried on the smaller program.</summary>
    private bool Pass(ref Failure failure)
    {
        bool any = false;
        for (int i = 0; _left > 0; i++)
        {
            string[] candidates = [.. Candidates(failure.Program.Members)];
            if (i >= candidates.Length)
                return any;
            _left--;
            if (Check(failure.Program with { Members = candidates[i] }) is { } found && found.Kind == failure.Kind)
            {
                failure = found;
                any = true;
                i--;
            }
        }

        return any;
    }

    private Failure? Check(TrapProgram program)
    {
        // What does not compile fails an assertion, which is no failure of the test.
        using var isolated = new TestExecutionContext.IsolatedContext();
        try
        {
            return check(program);
        }
        catch (Exception error) when (error is AssertionException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Candidates(string members)
    {
        var root = CSharpSyntaxTree.ParseText($"class C\n{{\n{members}}}").GetRoot();
        var nodes = root.DescendantNodes().ToArray();
        foreach (var method in nodes.OfType<MethodDeclarationSyntax>().Where(m => m.Identifier.Text != "F"))
            yield return Text(root.RemoveNode(method, SyntaxRemoveOptions.KeepNoTrivia)!);
        foreach (var statement in nodes.OfType<StatementSyntax>().Where(s => s.Parent is BlockSyntax))
        {
            yield return Text(root.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)!);
            foreach (var part in Parts(statement))
                yield return Text(root.ReplaceNode(statement, part is BlockSyntax block ? block.Statements : [part]));
        }

        foreach (var clause in nodes.Where(n => n is CatchClauseSyntax or FinallyClauseSyntax or ElseClauseSyntax))
            yield return Text(root.RemoveNode(clause, SyntaxRemoveOptions.KeepNoTrivia)!);
        foreach (var expression in nodes.OfType<ExpressionSyntax>().Where(e => e is not (LiteralExpressionSyntax or IdentifierNameSyntax or TypeSyntax)))
        {
            foreach (var part in Parts(expression))
                yield return Text(root.ReplaceNode(expression, part.WithTriviaFrom(expression)));
        }
    }

    private static string Text(SyntaxNode root)
    {
        string text = root.ToFullString();
        return text[(text.IndexOf('{', StringComparison.Ordinal) + 2)..text.LastIndexOf('}')];
    }

    private static IEnumerable<StatementSyntax> Parts(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax s => s.Else is null ? [s.Statement] : [s.Statement, s.Else.Statement],
        TryStatementSyntax s => s.Finally is null ? [s.Block] : [s.Block, s.Finally.Block],
        ForStatementSyntax s => [s.Statement],
        ForEachStatementSyntax s => [s.Statement],
        UsingStatementSyntax s => [s.Statement],
        LockStatementSyntax s => [s.Statement],
        DoStatementSyntax s => [s.Statement],
        LabeledStatementSyntax s => [s.Statement],
        BlockSyntax s => s.Statements,
        _ => [],
    };

    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax expression) => expression switch
    {
        ConditionalExpressionSyntax e => [e.WhenTrue, e.WhenFalse],
        BinaryExpressionSyntax e => [e.Left, e.Right],
        ParenthesizedExpressionSyntax { Expression: IdentifierNameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax } e => [e.Expression],
        InvocationExpressionSyntax e => e.ArgumentList.Arguments.Select(a => a.Expression),
        ElementAccessExpressionSyntax => [SyntaxFactory.ParseExpression("y")],
        CastExpressionSyntax e => [e.Expression],
        _ => [],
    };
}
