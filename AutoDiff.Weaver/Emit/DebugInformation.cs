using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// The sequence points of a body in the making: one where the source span changes. Code that was inlined keeps its own lines when they
/// are in the file of the method it stands in now, and has those of the call otherwise.
/// </summary>
internal sealed class DebugInformation
{
    private const int HiddenLine = 0xfeefee;

    private readonly List<SequencePoint> points = [];
    private SequencePoint? current;

    public void Note(Instruction instruction, SourceLocation? location, bool isStatement)
    {
        var point = location is null ? null : PointOf(location);
        if (point is null)
        {
            // Operands and glue belong to the statement around them; only a statement of its own ends a visible span.
            if (location is null && isStatement && current is { IsHidden: false })
                Add(new SequencePoint(instruction, current.Document) { StartLine = HiddenLine, EndLine = HiddenLine });
            return;
        }
        if (current is not null && IsSameSpan(current, point))
            return;
        Add(new SequencePoint(instruction, point.Document)
        {
            StartLine = point.StartLine,
            StartColumn = point.StartColumn,
            EndLine = point.EndLine,
            EndColumn = point.EndColumn,
        });
    }

    /// <summary>Replaces what the method's debug information said about its former body.</summary>
    public void Apply(MethodDefinition method, IReadOnlyDictionary<VariableDefinition, string> names)
    {
        var information = method.DebugInformation;
        var import = information.Scope?.Import;
        information.SequencePoints.Clear();
        foreach (var point in points)
            information.SequencePoints.Add(point);
        // Offsets of await points and of hoisted locals, slots of locals: all of them are of the former body.
        information.CustomDebugInformations.Clear();
        method.CustomDebugInformations.Clear();
        information.Scope = null;
        if (points.Count == 0)
            return;
        information.Scope = new ScopeDebugInformation(method.Body.Instructions[0], null) { Import = import };
        foreach (var variable in method.Body.Variables)
        {
            if (names.TryGetValue(variable, out var name))
                information.Scope.Variables.Add(new VariableDebugInformation(variable, name));
        }
    }

    private void Add(SequencePoint point)
    {
        points.Add(point);
        current = point;
    }

    private static SequencePoint? PointOf(SourceLocation location)
    {
        var outermost = location;
        while (outermost.InlinedAt is { } call)
            outermost = call;
        for (var place = location; place is not null; place = place.InlinedAt)
        {
            if (place.Point is { } point && (place == outermost || point.Document.Url == outermost.Point?.Document.Url))
                return point;
        }
        return null;
    }

    private static bool IsSameSpan(SequencePoint a, SequencePoint b) =>
        a.StartLine == b.StartLine && a.StartColumn == b.StartColumn && a.EndLine == b.EndLine && a.EndColumn == b.EndColumn
        && a.Document.Url == b.Document.Url;
}
