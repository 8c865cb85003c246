namespace AutoDiff;

/// <summary>Thrown by a differential operator in an assembly that the weaver has not processed, so that there is no derivative to call.</summary>
/// <param name="message">Names the call and says how to have it woven.</param>
public sealed class NotWovenException(string message) : InvalidOperationException(message)
{
    internal static NotWovenException ForCall(string call) => new(
        $"{call} has no derivative to call: the assembly that contains this call was not woven. "
        + "Add the package AutoDiff.Fody to the project that contains it and rebuild (README: how to add it to a project; docs/AD0005.md). "
        + "Code changed by hot reload is not woven either: restart the program after such a change.");
}
