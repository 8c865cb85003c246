namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Deep recursion and long loops.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LargeTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Large" })]
    public void Large(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    /// <summary>Nothing that an iteration computes is needed backwards, so ten million of them should take no more memory than ten.</summary>
    [TestCase("T_TenMillionLinearSteps"), TestCase("T_TenMillionReads"), TestCase("T_TenMillionWrites"), Category("LittleMemory")]
    public void NeedsLittleMemory(string name) => Assert.That(FunctionCheck.BytesOfGradient("Large", name), Is.LessThan(1 << 20));
}
