using System.ComponentModel;

namespace AutoDiff;

/// <summary>What the reverse of a sequence of steps does next.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RevolveAction
{
    /// <summary>All steps are reversed.</summary>
    Done,

    /// <summary>Run steps.</summary>
    Advance,

    /// <summary>Keep the state.</summary>
    Store,

    /// <summary>Go back to a state that is kept.</summary>
    Restore,

    /// <summary>Reverse the next steps.</summary>
    Reverse,

    /// <summary>See what a step leaves behind.</summary>
    Measure,
}
