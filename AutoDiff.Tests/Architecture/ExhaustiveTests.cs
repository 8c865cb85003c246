using AutoDiff.Weaving;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Tests.Architecture;

/// <summary>
/// Where something is decided for every kind of instruction, every kind is named, or stands here with the reason why what holds for the others holds for it.
/// A new instruction therefore fails this test until someone has thought of it in each place.
/// </summary>
public sealed class ExhaustiveTests
{
    private const string Root = "AutoDiff.Weaving.";
    private static readonly string[] s_branches = ["Branch", "Jump", "Leave", "Switch", "EndFinally", "EndFilter"];
    private static readonly string[] s_trace = ["PushRecord", "PopRecord"];
    private static readonly string[] s_arithmetic = ["ArrayLength", "Binary", "Compare", "Convert", "Unary"];

    private static readonly Lazy<ILookup<string, string>> s_named = new(() =>
    {
        var references = TypeReferences.Of(ModuleDefinition.ReadModule(typeof(ModuleWeaver).Assembly.Location));
        return references.Where(r => r.From.FullName.StartsWith(Root, StringComparison.Ordinal))
            .ToLookup(r => r.From.FullName[Root.Length..], r => r.To.FullName);
    });

    private static IEnumerable<TestCaseData> Places =>
    [
        Place("IR.Text.Printer", "everything has a text"),
        Place("IR.Text.ParserInstructions", "everything has a text"),
        Place("Emit.InstructionEmitter", "how blocks are left is the business of BranchEmitter", [.. s_branches, "Return", "Throw", "Rethrow"]),
        Place(
            "Differentiation.Flow.AliasAnalysis", "numbers lead nowhere, branches hand over in edges, and derivatives are not analysed",
            [.. s_branches, .. s_trace, "ArrayLength", "Compare", "Unary", "FunctionAddress", "Return"]),
        Place(
            "Differentiation.Flow.VariedFlow", "varied as soon as an operand is; addresses and new arrays are not numbers, branches hand over in edges",
            [.. s_branches, .. s_trace, "Binary", "Convert", "Unary", "Insert", "Select", "ElementAddress", "StaticAddress", "Slot", "FunctionAddress",
                "NewArray",
                "Return", "Throw", "Rethrow"]),
        Place(
            "Differentiation.Flow.UsefulFlow", "the operands of what is useful are; addresses and new arrays are not numbers, branches hand over in edges",
            [.. s_branches, .. s_trace, "ArrayLength", "Binary", "Convert", "Unary", "Extract", "FieldAddress", "ElementAddress", "StaticAddress", "Slot",
                "FunctionAddress", "NewArray", "Throw", "Rethrow"]),
        Place(
            "Differentiation.Flow.Truncation", "tainted as soon as an operand is; addresses and new arrays are not numbers, branches hand over in edges",
            [.. s_branches, .. s_trace, "Convert", "Unary", "FieldAddress", "ElementAddress", "StaticAddress", "Slot", "FunctionAddress", "NewArray",
                "Throw", "Rethrow"]),
        Place(
            "Differentiation.Linear.Shadows", "numbers and what has no result have no shadow",
            [.. s_branches, .. s_trace, .. s_arithmetic, "Store", "Return", "Throw", "Rethrow"]),
        Place(
            "Differentiation.Linear.Linearisation", "refused where it is active: it has no number as its result, or is lowered before",
            [.. s_branches, .. s_trace, "ArrayLength", "Compare", "Call", "NewObject", "RawInstruction", "Load", "FieldAddress", "ElementAddress",
                "StaticAddress", "Slot", "FunctionAddress",
                "NewArray",
                "Store", "Return", "Throw", "Rethrow"]),
        Place(
            "Reading.Footprints", "touches no memory",
            [.. s_branches, .. s_trace, .. s_arithmetic, "Extract", "Insert", "Select", "Throw", "Rethrow"]),
    ];

    [TestCaseSource(nameof(Places))]
    public void Every_instruction_is_named(string place, string reason, string[] others)
    {
        var named = s_named.Value[place].ToHashSet();
        Assert.That(named, Is.Not.Empty, "the class was renamed");
        var instructions = typeof(Instruction).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Instruction)) && !t.IsAbstract);
        Assert.That(instructions.Where(t => !named.Contains(t.FullName!)).Select(t => t.Name), Is.EquivalentTo(others), $"the others: {reason}");
    }

    private static TestCaseData Place(string place, string reason, params string[] others) => new TestCaseData(place, reason, others).SetName($"{{m}}.{place}");
}
