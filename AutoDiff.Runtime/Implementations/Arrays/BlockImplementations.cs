using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary><see cref="Buffer.BlockCopy"/> of whole numbers of elements.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BlockImplementations
{
    /// <summary>Implements <see cref="Buffer.BlockCopy"/>.</summary>
    [Implementation(typeof(Buffer), nameof(Buffer.BlockCopy))]
    public static void BlockCopy(double[] src, int srcOffset, double[] dst, int dstOffset, int count)
    {
        Throw.IfNull(src, nameof(src));
        Throw.IfNull(dst, nameof(dst));
        Check(srcOffset, dstOffset, count, src.Length, dst.Length, sizeof(double));
        ArrayImplementations.Move(src, srcOffset / sizeof(double), dst, dstOffset / sizeof(double), count / sizeof(double));
    }

    /// <summary>Implements <see cref="Buffer.BlockCopy"/>.</summary>
    [Implementation(typeof(Buffer), nameof(Buffer.BlockCopy))]
    public static void BlockCopy(float[] src, int srcOffset, float[] dst, int dstOffset, int count)
    {
        Throw.IfNull(src, nameof(src));
        Throw.IfNull(dst, nameof(dst));
        Check(srcOffset, dstOffset, count, src.Length, dst.Length, sizeof(float));
        ArrayImplementations.Move(src, srcOffset / sizeof(float), dst, dstOffset / sizeof(float), count / sizeof(float));
    }

    /// <summary>Implements <see cref="Buffer.BlockCopy"/>.</summary>
    [Implementation(typeof(Buffer), nameof(Buffer.BlockCopy))]
    public static void BlockCopy(double[] src, int srcOffset, double[,] dst, int dstOffset, int count)
    {
        Throw.IfNull(src, nameof(src));
        Throw.IfNull(dst, nameof(dst));
        Check(srcOffset, dstOffset, count, src.Length, dst.Length, sizeof(double));
        Fill(src, srcOffset / sizeof(double), dst, dstOffset / sizeof(double), count / sizeof(double));
    }

    /// <summary>Implements <see cref="Buffer.BlockCopy"/>.</summary>
    [Implementation(typeof(Buffer), nameof(Buffer.BlockCopy))]
    public static void BlockCopy(double[,] src, int srcOffset, double[] dst, int dstOffset, int count)
    {
        Throw.IfNull(src, nameof(src));
        Throw.IfNull(dst, nameof(dst));
        Check(srcOffset, dstOffset, count, src.Length, dst.Length, sizeof(double));
        ArrayImplementations.Move(RectangularArrays.Elements(src), srcOffset / sizeof(double), dst, dstOffset / sizeof(double), count / sizeof(double));
    }

    /// <summary>Implements <see cref="Buffer.BlockCopy"/>.</summary>
    [Implementation(typeof(Buffer), nameof(Buffer.BlockCopy))]
    public static void BlockCopy(double[,] src, int srcOffset, double[,] dst, int dstOffset, int count)
    {
        Throw.IfNull(src, nameof(src));
        Throw.IfNull(dst, nameof(dst));
        Check(srcOffset, dstOffset, count, src.Length, dst.Length, sizeof(double));
        Fill(RectangularArrays.Elements(src), srcOffset / sizeof(double), dst, dstOffset / sizeof(double), count / sizeof(double));
    }

    /// <summary>Implements <see cref="Buffer.BlockCopy"/>.</summary>
    [Implementation(typeof(Buffer), nameof(Buffer.BlockCopy))]
    public static void BlockCopy(float[] src, int srcOffset, float[,] dst, int dstOffset, int count)
    {
        Throw.IfNull(src, nameof(src));
        Throw.IfNull(dst, nameof(dst));
        Check(srcOffset, dstOffset, count, src.Length, dst.Length, sizeof(float));
        Fill(src, srcOffset / sizeof(float), dst, dstOffset / sizeof(float), count / sizeof(float));
    }

    /// <summary>Implements <see cref="Buffer.BlockCopy"/>.</summary>
    [Implementation(typeof(Buffer), nameof(Buffer.BlockCopy))]
    public static void BlockCopy(float[,] src, int srcOffset, float[] dst, int dstOffset, int count)
    {
        Throw.IfNull(src, nameof(src));
        Throw.IfNull(dst, nameof(dst));
        Check(srcOffset, dstOffset, count, src.Length, dst.Length, sizeof(float));
        ArrayImplementations.Move(RectangularArrays.Elements(src), srcOffset / sizeof(float), dst, dstOffset / sizeof(float), count / sizeof(float));
    }

    /// <summary>Implements <see cref="Buffer.BlockCopy"/>.</summary>
    [Implementation(typeof(Buffer), nameof(Buffer.BlockCopy))]
    public static void BlockCopy(float[,] src, int srcOffset, float[,] dst, int dstOffset, int count)
    {
        Throw.IfNull(src, nameof(src));
        Throw.IfNull(dst, nameof(dst));
        Check(srcOffset, dstOffset, count, src.Length, dst.Length, sizeof(float));
        Fill(RectangularArrays.Elements(src), srcOffset / sizeof(float), dst, dstOffset / sizeof(float), count / sizeof(float));
    }

    /// <summary>Puts elements into a rectangular array, row after row.</summary>
    private static void Fill<T>(T[] from, int first, T[,] to, int start, int length)
    {
        int columns = to.GetLength(1);
        for (int i = 0; i < length; i++)
        {
            int place = start + i;
            int row = place / columns;
            to[row, place - (row * columns)] = from[first + i];
        }
    }

    private static void Check(int srcOffset, int dstOffset, int count, int srcLength, int dstLength, int size)
    {
        Throw.IfNegative(srcOffset, nameof(srcOffset));
        Throw.IfNegative(dstOffset, nameof(dstOffset));
        Throw.IfNegative(count, nameof(count));
        if (((long)srcLength * size) - srcOffset < count || ((long)dstLength * size) - dstOffset < count)
            throw new ArgumentException(
                "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source "
                + "collection.");
        if (srcOffset % size != 0 || dstOffset % size != 0 || count % size != 0)
            throw new NotDifferentiableException("Buffer.BlockCopy of parts of numbers cannot be differentiated.");
    }
}
