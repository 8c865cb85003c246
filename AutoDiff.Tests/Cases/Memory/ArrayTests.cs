using System.Reflection;
using AutoDiff.Weaving.Passes;

namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Arrays of one and more dimensions, spans and stack memory.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ArrayTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Arrays" })]
    public void Arrays(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "LongLoops" })]
    public void LongLoops(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "LongLoops" })]
    public void LongLoopsWithoutOptimisations(string theme, string name, bool release) =>
        FunctionCheck.Run(theme, name, release, ~(Optimisations.Vectors | Optimisations.Inlining));

    [Test]
    public void LongLoopsRunInVectors()
    {
        var subject = Theme.Get("LongLoops", release: true);
        var types = subject.Woven(subject.Methods[0]).Load().GetTypes();
        var loops = types.Where(t => t.Name == "<AutoDiff>").SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic))
            .Where(m => m.Name.StartsWith("loop", StringComparison.Ordinal));
        Assert.That(loops.Count(), Is.GreaterThanOrEqualTo(20));
    }

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Jagged" })]
    public void Jagged(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Rectangular" })]
    public void Rectangular(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Spans" })]
    public void Spans(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "RefStructs" })]
    public void RefStructs(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Memories" })]
    public void Memories(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "ConstantSpans" })]
    public void ConstantSpans(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "InlineArrays" })]
    public void InlineArrays(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "InlineArraySpans" })]
    public void InlineArraySpans(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "FixedBuffers" })]
    public void FixedBuffers(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "ArrayMethods" })]
    public void ArrayMethods(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Vectors" })]
    public void Vectors(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Complexes" })]
    public void Complexes(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
