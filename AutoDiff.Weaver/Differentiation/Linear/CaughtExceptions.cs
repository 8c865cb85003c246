using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>
/// An exception that carries active values is followed from where it is made to the handler that catches it only along the edges of one method: not into
/// handlers that are whole, and not out of callees, whose reverse begins at their end.
/// </summary>
internal static class CaughtExceptions
{
    public static void Check(MethodIR method, Activity activity)
    {
        foreach (var region in method.Regions)
        {
            var caught = new[] { region.Handler.ExceptionParameter, region.Filter?.ExceptionParameter }.OfType<BlockParameter>().Where(activity.LeadsToActive)
                .ToList();
            if (caught.Count == 0)
                continue;
            var instructions = region.Try.Blocks.SelectMany(b => b.Instructions).ToList();
            if (instructions.OfType<Call>().FirstOrDefault(c => activity.Aliases.ThrownBy(c) is { } thrown && activity.HoldsActive(thrown)) is { } call)
            {
                throw new UnsupportedConstructException(
                    "AD1006", call.Location,
                    $"'{UserNames.Alone(call.Method)}' may throw an exception that carries values which depend on the differentiation parameters, and the "
                    + "result depends on what its handler reads from it; let it return them")
                {
                    ConcernsHandlers = !region.IsPrecise,
                };
            }
            if (region.IsPrecise)
                continue;
            if (region.Filter is not null)
                throw KeptFilters.Explain(region);
            var source = instructions.FirstOrDefault(i => i is Throw or Rethrow) ?? instructions.FirstOrDefault();
            throw new UnsupportedConstructException(
                "AD1006", source?.Location,
                "an exception that carries values which depend on the differentiation parameters is caught by a handler that cannot be taken apart; return "
                + "the values")
            {
                ConcernsHandlers = true,
            };
        }
    }
}
