namespace AutoDiff.Tests.Support;

/// <summary>The checkout these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(directory.FullName, "Weaver.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("These tests lie in no checkout.");
        return directory.FullName;
    }
}
