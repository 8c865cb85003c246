using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Mathematics;

/// <summary>A matrix somewhere in memory, row by row, or the transpose of one. Whoever makes one has checked its bounds.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal readonly ref struct Operand<T>
    where T : unmanaged
{
    private readonly ref T first;
    private readonly bool isTransposed;

    /// <param name="first">The first number.</param>
    /// <param name="stride">How many numbers lie between the beginnings of two rows in memory.</param>
    /// <param name="isTransposed">What is meant is the transpose.</param>
    public Operand(ref T first, int stride, bool isTransposed = false)
    {
        this.first = ref first;
        this.isTransposed = isTransposed;
        Stride = stride;
    }

    public int Stride { get; }

    /// <summary>How far a number is from the one below it.</summary>
    public int RowStep => isTransposed ? 1 : Stride;

    /// <summary>How far a number is from the one right of it.</summary>
    public int ColumnStep => isTransposed ? Stride : 1;

    public static Operand<T> Of(ReadOnlySpan<T> numbers, int stride, bool isTransposed = false) =>
        new(ref MemoryMarshal.GetReference(numbers), stride, isTransposed);

    public static Operand<T> Of(T[,] numbers, bool isTransposed = false) =>
        new(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(numbers)), numbers.GetLength(1), isTransposed);

    /// <summary>The matrix from this number on.</summary>
    public Operand<T> From(int row, int column) => new(ref At(row, column), Stride, isTransposed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(int row, int column) =>
        ref Unsafe.Add(ref first, isTransposed ? ((nint)column * Stride) + row : ((nint)row * Stride) + column);
}
