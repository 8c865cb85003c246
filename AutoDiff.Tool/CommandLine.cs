using System.CommandLine;
using AutoDiff.Tool.Checking;
using AutoDiff.Tool.Commands;
using AutoDiff.Tool.Methods;
using AutoDiff.Tool.Output;
using AutoDiff.Tool.Weaving;

namespace AutoDiff.Tool;

/// <summary>Reads the command line and runs the command it names.</summary>
internal sealed class CommandLine
{
    private readonly TextWriter output;
    private readonly TextWriter errors;

    private readonly Argument<string> assembly = new("assembly") { Description = "The assembly, as its compiler made it." };

    private readonly Option<string[]> methods = new("--method", "-m")
    {
        Description = "A method: Type.Method, or Type.Method(double, int) for one overload; a * in the name stands for any text. Repeatable.",
    };

    private readonly Option<string[]> references = new("--reference", "--references", "-r")
    {
        Description = "An assembly that is referred to, or a folder of them. Repeatable.",
    };

    private readonly Option<bool> forward = new("--forward") { Description = "Forward mode, too: JacobianVectorProduct." };

    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document." };

    private readonly Option<string?> destination = new("--output", "-o")
    {
        Description = "The file or folder to write to (default: the folder woven beside it).",
    };

    private readonly Option<string?> keyFile = new("--keyfile") { Description = "The key to sign the assembly with." };

    private readonly Option<bool> skip = new("--skip-refused") { Description = "Leave out methods that have no derivative." };

    private readonly Option<int> count = new("--count") { Description = "Random points for each method.", DefaultValueFactory = _ => 20 };

    private readonly Option<double> low = new("--low") { Description = "The least number that is drawn.", DefaultValueFactory = _ => 0.1 };

    private readonly Option<double> high = new("--high") { Description = "The bound above.", DefaultValueFactory = _ => 2 };

    private readonly Option<int> seed = new("--seed") { Description = "Where the random numbers start.", DefaultValueFactory = _ => 1 };

    private readonly Option<int> length = new("--length") { Description = "The length of arrays.", DefaultValueFactory = _ => 4 };

    private readonly Option<double> tolerance = new("--tolerance")
    {
        Description = "How far a derivative may be from the difference, relative to the larger of it and one.",
        DefaultValueFactory = _ => 1e-6,
    };

    private CommandLine(TextWriter output, TextWriter errors)
    {
        this.output = output;
        this.errors = errors;
    }

    /// <summary>Runs the command and gives its exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        var line = new CommandLine(output, errors);
        var parsed = line.Root().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                errors.WriteLine(error.Message);
            return ExitCodes.Usage;
        }
        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
    }

    private RootCommand Root() => new("Derivatives of compiled methods. Arguments may also stand in a file: @file.")
    {
        Command("weave", "Writes the assembly with derivatives that any language can call.", [destination, keyFile, skip],
            p => new WeaveCommand(Request(p, needsMethods: true), p.GetValue(destination), p.GetValue(keyFile), p.GetValue(skip)).Run),
        Command("explain", "Says of each method (all that take and return numbers, if none is named) whether it has a derivative, and what is in the way.", [],
            p => new ExplainCommand(Request(p, needsMethods: false)).Run),
        Command("check", "Compares derivatives with central differences at random points.", [count, low, high, seed, length, tolerance],
            p => new CheckCommand(Request(p, needsMethods: true), Settings(p)).Run),
        Command("show", "Prints the derivatives as C#.", [], p => new ShowCommand(Request(p, needsMethods: true)).Run),
    };

    private Command Command(string name, string description, IReadOnlyList<Option> more, Func<ParseResult, Func<Report, int>> read)
    {
        var command = new Command(name, description) { assembly };
        foreach (var option in more.Prepend(forward).Prepend(references).Prepend(methods).Append(json))
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            try
            {
                return read(parsed)(new Report(output, errors, parsed.GetValue(json)));
            }
            catch (Exception problem) when (problem is UsageException or IOException or UnauthorizedAccessException)
            {
                errors.WriteLine(problem.Message);
                return ExitCodes.Usage;
            }
        });
        return command;
    }

    private WeavingRequest Request(ParseResult parsed, bool needsMethods)
    {
        var file = Path.GetFullPath(parsed.GetValue(assembly)!);
        if (!File.Exists(file))
            throw new UsageException($"there is no file '{file}'.");
        var patterns = (parsed.GetValue(methods) ?? []).Select(MethodPattern.Parse).ToList();
        if (needsMethods && patterns.Count == 0)
            throw new UsageException("no method is named: --method Type.Method, or --method \"Type.*\" for all that take and return numbers.");
        return new(file, patterns, parsed.GetValue(references) ?? []) { WithForward = parsed.GetValue(forward) };
    }

    private CheckSettings Settings(ParseResult parsed)
    {
        var settings = new CheckSettings(
            parsed.GetValue(count), parsed.GetValue(low), parsed.GetValue(high), parsed.GetValue(seed), parsed.GetValue(length), parsed.GetValue(tolerance));
        if (settings.Count <= 0 || settings.Length <= 0 || !(settings.Low < settings.High) || !(settings.Tolerance > 0))
            throw new UsageException("--count, --length and --tolerance have to be positive, and --low less than --high.");
        return settings;
    }
}
