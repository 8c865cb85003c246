using System.Diagnostics;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>Runs the <c>dotnet</c> command as a user does, without what the test run's own build left in the environment.</summary>
internal static class Dotnet
{
    /// <summary>Gets the platform as the packs for publishing are named.</summary>
    public static string Platform
    {
        get
        {
            var architecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
            return $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{architecture}";
        }
    }

    public static (int ExitCode, string Output) Run(string directory, params string[] arguments) => RunProgram(directory, "dotnet", arguments);

    public static (int ExitCode, string Output) RunProgram(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        // Processes that outlive the build would keep its output, and this test, open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
