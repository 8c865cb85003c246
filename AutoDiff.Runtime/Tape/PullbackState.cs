using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// Base of the objects behind generated pullbacks: holds the tape of the forward sweep and lets one caller at a time run the reverse sweep over it.
/// </summary>
/// <remarks>
/// Generated code brackets each call with <see cref="Enter"/> and, in a finally block, <see cref="Exit"/>, and within it the reverse sweep with
/// <see cref="Begin"/> and
/// <see cref="End"/>, so that it shows when one was left by an exception.
/// </remarks>
/// <param name="tape">The tape that the forward sweep filled.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PullbackState(Tape tape)
{
    private const int Free = 0;
    private const int Running = 1;
    private const int Broken = 2;

    private int _state;
    private bool _sweeping;

    /// <summary>Gets the tape that the forward sweep filled.</summary>
    protected Tape Tape { get; } = tape;

    /// <summary>Claims the tape for one reverse sweep.</summary>
    /// <returns>The position to hand back to <see cref="Exit"/>.</returns>
    /// <exception cref="InvalidOperationException">
    /// The pullback is running already, or an earlier call left it in a state that nothing leads out of.
    /// </exception>
    protected TapeMark Enter()
    {
        switch (Interlocked.CompareExchange(ref _state, Running, Free))
        {
            case Running:
                throw new InvalidOperationException(
                    "this pullback is already running on another thread, or was called from within itself: one pullback serves one caller at a time. "
                    + "Make a pullback per thread with ValueWithPullback.");
            case Broken:
                throw new InvalidOperationException(
                    "an earlier call of this pullback ended with an exception in the middle of its reverse sweep, whose traces cannot be removed: make "
                    + "another pullback with ValueWithPullback.");
        }

        return Tape.Mark();
    }

    /// <summary>Says that the reverse sweep begins: from here on, numbers are in shadows that only the sweep itself can find.</summary>
    protected void Begin() => _sweeping = true;

    /// <summary>Says that the reverse sweep has come to its end and has cleared what it used.</summary>
    protected void End() => _sweeping = false;

    /// <summary>Puts the tape and the shadow containers back where they were, so that the pullback can be called again, and gives it free.</summary>
    /// <param name="mark">What <see cref="Enter"/> returned.</param>
    protected void Exit(TapeMark mark)
    {
        // Without objects on the tape, all shadows are those of the arguments and the result, which are cleared before they are used again.
        int next = _sweeping && mark.Objects > 0 ? Broken : Free;
        _sweeping = false;
        Tape.Restore(mark);
        try
        {
            Tape.FinishReverse();
        }
        finally
        {
            Volatile.Write(ref _state, next);
        }
    }
}
