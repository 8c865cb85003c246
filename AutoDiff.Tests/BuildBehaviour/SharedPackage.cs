namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>Packs once for all tests of this folder.</summary>
[SetUpFixture]
internal sealed class SharedPackage
{
    private static LocalPackage? s_packed;

    public static LocalPackage Instance => s_packed!;

    [OneTimeSetUp]
    public void Pack() => s_packed = new LocalPackage();

    [OneTimeTearDown]
    public void Delete() => s_packed?.Dispose();
}
