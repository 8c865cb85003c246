using System.Runtime.ExceptionServices;

namespace AutoDiff;

/// <summary>
/// Cuts a batch into pieces that depend on its size alone, and runs them on as many threads as there are cores. What a piece throws comes out as it was thrown;
/// of several, that of the first piece.
/// </summary>
internal sealed class Ranges(int count, Action<int, int, int> run)
{
    private const int MostPieces = 64;

    private readonly object _gate = new();
    private int _next = -1;
    private int _failed = int.MaxValue;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Gets the number of pieces.</summary>
    public int Pieces { get; } = Math.Min(count, MostPieces);

    /// <summary>Runs <c>run(piece, first, end)</c> for all pieces; they begin in order.</summary>
    public void Run()
    {
        int workers = Math.Min(Environment.ProcessorCount, Pieces);
        if (workers > 1)
            Parallel.For(0, workers, _ => Work());
        else
            Work();
        _failure?.Throw();
    }

    private void Work()
    {
        while (true)
        {
            int piece = Interlocked.Increment(ref _next);
            if (piece >= Pieces || piece > Volatile.Read(ref _failed))
                return;
            try
            {
                run(piece, Bound(piece), Bound(piece + 1));
            }
            catch (Exception exception)
            {
                Note(piece, exception);
            }
        }
    }

    private int Bound(int piece) => (int)((long)count * piece / Pieces);

    private void Note(int piece, Exception exception)
    {
        lock (_gate)
        {
            if (piece > _failed)
                return;
            _failed = piece;
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }
}
