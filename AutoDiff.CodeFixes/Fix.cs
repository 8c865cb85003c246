using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoDiff.CodeFixes;

/// <summary>A fix of one kind, which all places of a project can be given at once.</summary>
public abstract class Fix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (await FindAsync(new(context.Document, root, node, diagnostic), context.CancellationToken).ConfigureAwait(false) is not var (title, changed))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed())), equivalenceKey: GetType().Name), diagnostic);
        }
    }

    /// <summary>What can be done about a diagnostic: what it is called, and the file afterwards; null where nothing can.</summary>
    /// <param name="at">What the diagnostic is about.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The title of the fix, and the function that applies it.</returns>
    protected abstract Task<(string Title, Func<SyntaxNode> Changed)?> FindAsync(Occurrence at, CancellationToken cancellation);
}

/// <summary>A diagnostic in a file.</summary>
/// <param name="document">The file.</param>
/// <param name="root">Its syntax.</param>
/// <param name="node">The node that the diagnostic is placed at.</param>
/// <param name="diagnostic">The diagnostic.</param>
public sealed class Occurrence(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
{
    /// <summary>Gets the syntax of the file.</summary>
    public SyntaxNode Root { get; } = root;

    /// <summary>Gets the node that the diagnostic is placed at.</summary>
    public SyntaxNode Node { get; } = node;

    /// <summary>Gets what the diagnostic says beside its text.</summary>
    public ImmutableDictionary<string, string?> Properties { get; } = diagnostic.Properties;

    /// <summary>Gets the code of the diagnostic.</summary>
    public string Code { get; } = diagnostic.Id;

    /// <summary>What the names in the file mean.</summary>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The model.</returns>
    public async Task<SemanticModel> ModelAsync(CancellationToken cancellation) =>
        (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
}
