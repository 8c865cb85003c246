using System.ComponentModel;

namespace AutoDiff;

/// <summary>Base of the objects behind generated pullbacks: holds the tape of the forward sweep and lets one caller at a time run the reverse sweep over it.</summary>
/// <remarks>Generated code brackets each reverse sweep with <see cref="Enter"/> and, in a finally block, <see cref="Exit"/>.</remarks>
/// <param name="tape">The tape that the forward sweep filled.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PullbackState(Tape tape)
{
    private int _running;

    /// <summary>Gets the tape that the forward sweep filled.</summary>
    protected Tape Tape { get; } = tape;

    /// <summary>Claims the tape for one reverse sweep.</summary>
    /// <returns>The position to hand back to <see cref="Exit"/>.</returns>
    /// <exception cref="InvalidOperationException">The pullback is running already.</exception>
    protected TapeMark Enter()
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            throw new InvalidOperationException(
                "this pullback is already running on another thread, or was called from within itself: one pullback serves one caller at a time. "
                + "Make a pullback per thread with ValueWithPullback.");
        }

        return Tape.Mark();
    }

    /// <summary>Puts the tape and the shadow containers back where they were, so that the pullback can be called again, and gives it free.</summary>
    /// <param name="mark">What <see cref="Enter"/> returned.</param>
    protected void Exit(TapeMark mark)
    {
        Tape.Restore(mark);
        try
        {
            Tape.FinishReverse();
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }
}
