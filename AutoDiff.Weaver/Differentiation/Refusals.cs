using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>
/// A derivative that meets what has none throws, and no handler of the program may take that for a failure of its function: it would return another function's
/// derivative without a word. Handlers of everything, and of what that exception derives from, let it pass first.
/// </summary>
internal static class Refusals
{
    private static readonly HashSet<string> Admitting =
        ["System.Object", "System.Exception", "System.SystemException", "System.InvalidOperationException", "System.AggregateException"];

    /// <summary>Lets refusals pass the handlers of a derived method, right before it is written.</summary>
    public static void LetPass(MethodIR method, RuntimeLibrary runtime)
    {
        foreach (var region in method.Regions)
        {
            if (region.Handler.ExceptionParameter is not { } exception
                || (region.CatchType is { } type ? !Admitting.Contains(type.FullName) : region.Filter is null))
                continue;
            var builder = new Builder(method);
            if (region.Handler.Entry.First is { } first)
                builder.Before(first).Call(runtime.Method("AutoDiff.Dispatch", "LetPass"), exception);
        }
    }
}
