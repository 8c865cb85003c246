using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// Tapes for sweeps that begin and end within a reverse sweep. Its own tape cannot take them: what was taken off that one is read for as long as nothing is
/// pushed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpareTapes
{
    [ThreadStatic]
    private static Stack<Tape>? s_spare;

    /// <summary>An empty tape, to be handed back with <see cref="GiveBack"/>.</summary>
    public static Tape Take() => s_spare is { Count: > 0 } spare ? spare.Pop() : new Tape();

    /// <summary>Empties a tape and keeps it for the next one who needs one.</summary>
    /// <param name="tape">A tape from <see cref="Take"/>.</param>
    public static void GiveBack(Tape tape)
    {
        tape.Release(default);
        (s_spare ??= []).Push(tape);
    }
}
