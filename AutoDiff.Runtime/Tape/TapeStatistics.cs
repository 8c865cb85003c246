namespace AutoDiff;

/// <summary>
/// The memory of traces. A thread has one tape for its gradients, which grows by doubling; a pullback that can be called again has one of its own.
/// </summary>
/// <param name="BytesRented">Bytes that the calling thread's tape has.</param>
/// <param name="BytesInUse">Bytes of it that are in use: 0 unless a gradient is being computed.</param>
/// <param name="HighWaterMark">The most bytes of the calling thread's tape that have been in use at a time since the thread began.</param>
/// <param name="BytesOfAllTapes">Bytes that all tapes of the process have, those of other threads and of pullbacks included.</param>
public readonly record struct TapeStatistics(long BytesRented, long BytesInUse, long HighWaterMark, long BytesOfAllTapes);
