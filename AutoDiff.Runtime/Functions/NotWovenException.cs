namespace AutoDiff;

/// <summary>Thrown by a differential operator in an assembly that the weaver has not processed, so that there is no derivative to call.</summary>
/// <param name="message">Names the call and says how to have it woven.</param>
public sealed class NotWovenException(string message) : InvalidOperationException(message)
{
    internal static NotWovenException ForCall(string call) => new(
        $"{call} has no derivative to call: derivatives are put in place of the calls of operators that stand in an assembly when it is built. "
        + "A call by reflection, from an expression tree or of code changed by hot reload is none of these: call the operator in an ordinary method, and "
        + "that method instead. "
        + "If it is an ordinary call, the assembly that contains it was not woven: add the package AutoDiff.Fody to its project and rebuild (README: how to "
        + "add it to a project; docs/AD0005.md).");
}
