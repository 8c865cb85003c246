using System.Text.Json;
using System.Text.Json.Serialization;
using AutoDiff.Tool.Weaving;
using Spectre.Console;

namespace AutoDiff.Tool.Output;

/// <summary>Where commands write: tables and trees for people, one JSON document for machines; progress goes to the error stream of a terminal.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A document that is read by another program, not put into a page.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly TextWriter output;
    private readonly IAnsiConsole errors;

    public Report(TextWriter output, TextWriter errors, bool isJson)
    {
        this.output = output;
        IsJson = isJson;
        Console = ConsoleOn(output, System.Console.Out, System.Console.IsOutputRedirected);
        this.errors = ConsoleOn(errors, System.Console.Error, System.Console.IsErrorRedirected);
    }

    public bool IsJson { get; }

    public IAnsiConsole Console { get; }

    public void Line(string text) => Console.WriteLine(text);

    public void Json<T>(T document) => output.WriteLine(JsonSerializer.Serialize(document, Options));

    /// <summary>Runs something that takes a while; it tells what it is at, how many it has begun, and of how many.</summary>
    public T WithProgress<T>(string title, Func<Action<string, int, int>, T> work)
    {
        if (!errors.Profile.Capabilities.Interactive)
            return work((_, _, _) => { });
        return errors.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .AutoClear(true).Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title));
                return work((name, begun, of) =>
                {
                    task.MaxValue = of;
                    task.Value = begun - 1;
                    task.Description = Markup.Escape($"{title} {name}");
                });
            });
    }

    /// <summary>What was found about methods: the text, the calls that lead there, the page that explains it.</summary>
    public void Tell(string name, IEnumerable<Finding> findings)
    {
        var tree = new Tree(Markup.Escape(name));
        foreach (var finding in findings)
        {
            var colour = finding.Severity switch { "error" => "red", "warning" => "yellow", _ => "grey" };
            var place = finding.Line > 0 ? $" ({Path.GetFileName(finding.File)}:{finding.Line})" : "";
            var node = tree.AddNode($"[{colour}]{finding.Severity} {finding.Code}[/]{Markup.Escape(place)}: {Markup.Escape(finding.Text)}");
            foreach (var link in finding.Chain)
                node = node.AddNode(Markup.Escape(link));
        }
        Console.Write(tree);
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, TextWriter terminal, bool isRedirected)
    {
        var isTerminal = ReferenceEquals(writer, terminal) && !isRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        // Lines in files are as long as what is in them.
        if (!isTerminal)
            console.Profile.Width = 10_000;
        return console;
    }
}
