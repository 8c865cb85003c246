namespace AutoDiff.Tool;

/// <summary>The command <c>dotnet autodiff</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => CommandLine.Run(arguments, Console.Out, Console.Error);
}
