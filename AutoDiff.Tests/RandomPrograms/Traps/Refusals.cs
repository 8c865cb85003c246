namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>
/// What a generated program may be refused for: constructs that are not differentiated, and say so at their place. Anything else counts as a failure.
/// </summary>
internal static class Refusals
{
    private static readonly string[] s_allowed =
    [
        // A deferred query that reads what changes before it is used.
        "AD1006: cannot differentiate the query that",

        // A callee that throws into a handler after it has written what it shares with the caller.
        "may throw after it has written active values to memory",

        // A call through a delegate or an interface, of which it is not known that it does not throw what was caught before.
        "may throw an exception that carries values which depend on the differentiation parameters",

        // A filter that looks at what a cleanup in its try part writes.
        "whose filter ('when') has to run before what cleans up",

        // Enumerating what is a type parameter, or one of several containers behind an interface.
        "AD1008: cannot differentiate the virtual call of 'IEnumerable.GetEnumerator'",
        "AD1008: cannot differentiate the virtual call of 'IDictionary.Values'",
        "AD1008: cannot differentiate the virtual call of 'ICollection.CopyTo'",
    ];

    public static bool May(IEnumerable<string> errors) =>
        errors.All(e => e.Contains(": error AD1001: ", StringComparison.Ordinal) || s_allowed.Any(a => e.Contains(a, StringComparison.Ordinal)));
}
