using System.Globalization;
using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Diagnostics;

/// <summary>
/// Finds a line for everything: the last visible point at or before an offset, else the first of the method, else of the state machine
/// the method became, else of its declaring type, else the project file.
/// </summary>
internal sealed class Locator(string projectFile, SourcePaths paths)
{
    public SourcePosition ProjectFile { get; } = new(projectFile, 1, 1);

    public SourcePosition Locate(SourceLocation? location) =>
        location is null ? ProjectFile
        : location.Point is { IsHidden: false } point ? ToPosition(point)
        : Locate(location.Method, location.Offset);

    public SourcePosition Locate(MethodDefinition method, int offset = 0) =>
        PointOf(method, offset) is { } point ? ToPosition(point) : Locate(method.DeclaringType);

    public SourcePosition Locate(TypeDefinition type)
    {
        for (var current = type; current is not null; current = current.DeclaringType)
        {
            var point = current.Methods.Select(m => PointOf(m, 0)).Where(p => p is not null).OrderBy(p => p!.StartLine).FirstOrDefault();
            if (point is not null)
                return ToPosition(point);
        }
        return ProjectFile;
    }

    /// <summary>A link of a call chain: file and line where the source is known, type, method and IL offset where it is not.</summary>
    public DiagnosticNote Note(MethodReference method, SourceLocation? location)
    {
        var definition = location?.Method ?? method as MethodDefinition;
        var point = location?.Point is { IsHidden: false } visible ? visible
            : definition is null ? null : PointOf(definition, location?.Offset ?? 0);
        if (point is not null)
        {
            var position = ToPosition(point);
            return new(UserNames.Of(method), position, string.Format(CultureInfo.InvariantCulture, "{0}:{1}", Path.GetFileName(position.File), position.Line));
        }
        var place = $"{Namespace(method.DeclaringType)}{UserNames.Of(method.DeclaringType)}::{UserNames.Of(method).Split('.').Last()}";
        return new(
            UserNames.Of(method),
            null,
            location is null ? place : string.Format(CultureInfo.InvariantCulture, "{0}, IL_{1:x4}", place, location.Offset));
    }

    /// <summary>The calls an instruction was inlined through, outermost first and ending at the instruction; empty if it was not inlined.</summary>
    public IReadOnlyList<DiagnosticNote> InliningChain(SourceLocation? location)
    {
        if (location?.InlinedAt is null)
            return [];
        var chain = new List<DiagnosticNote>();
        for (var current = location; current is not null; current = current.InlinedAt)
            chain.Add(Note(current.Method, current));
        chain.Reverse();
        return chain;
    }

    private static string Namespace(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type.Namespace.Length == 0 ? "" : type.Namespace + ".";
    }

    private static SequencePoint? PointOf(MethodDefinition method, int offset)
    {
        var visible = method.DebugInformation.SequencePoints.Where(p => !p.IsHidden).OrderBy(p => p.Offset).ToList();
        if (visible.Count > 0)
            return visible.LastOrDefault(p => p.Offset <= offset) ?? visible[0];
        return StateMachine(method)?.Methods.FirstOrDefault(m => m.Name == "MoveNext") is { } moveNext && moveNext != method
            ? PointOf(moveNext, 0)
            : null;
    }

    private static TypeDefinition? StateMachine(MethodDefinition method) =>
        method.CustomAttributes
            .Where(a => a.AttributeType.Name is "AsyncStateMachineAttribute" or "IteratorStateMachineAttribute" or "AsyncIteratorStateMachineAttribute")
            .Select(a => a.ConstructorArguments.FirstOrDefault().Value as TypeReference)
            .Select(t => method.DeclaringType.NestedTypes.FirstOrDefault(nested => nested.FullName == t?.GetElementType().FullName))
            .FirstOrDefault(t => t is not null);

    private SourcePosition ToPosition(SequencePoint point) =>
        new(paths.ToLocal(point.Document.Url), point.StartLine, point.StartColumn, point.EndLine, point.EndColumn);
}
