using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Mathematics;

/// <summary>
/// Products of matrices in memory, in blocks that fit the caches, packed so that a tile of the result stays in registers (Goto and van de Geijn, "Anatomy of
/// high-performance matrix multiplication", ACM Transactions on Mathematical Software 34, 2008).
/// </summary>
/// <remarks>Every number of the result is summed in the order of the inner index, whatever the blocks: the value is that of three plain loops.</remarks>
internal static class ProductKernel
{
    private const int TileRows = 4, BlockRows = 64, BlockInner = 256, BlockColumns = 512, FewProducts = 256;

    /// <summary>Adds a product to a matrix, or subtracts it.</summary>
    /// <param name="a">The left factor, row by row; rows × inner after it was transposed.</param>
    /// <param name="b">The right factor; inner × columns after it was transposed.</param>
    /// <param name="into">What is added to, rows × columns.</param>
    /// <param name="rows">Rows of the product.</param>
    /// <param name="inner">The length of the sums.</param>
    /// <param name="columns">Columns of the product.</param>
    /// <param name="isSubtracted">The product is subtracted.</param>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <typeparam name="TSum">How products are summed; small matrices and vectors are always rounded twice.</typeparam>
    public static void Add<T, TSum>(Operand<T> a, Operand<T> b, Operand<T> into, int rows, int inner, int columns, bool isSubtracted)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSum : IProductSum
    {
        if (rows == 0 || columns == 0 || inner == 0)
            return;
        if (columns == 1)
        {
            AddColumn(a, b, into, rows, inner, isSubtracted);
            return;
        }

        if (!Vector<T>.IsSupported || (long)rows * inner * columns <= FewProducts)
        {
            AddDirectly(a, b, into, rows, inner, columns, isSubtracted);
            return;
        }

        int tileColumns = 2 * Vector<T>.Count, blockColumns = Math.Min(BlockColumns, Padded(columns, tileColumns));
        int blockInner = Math.Min(BlockInner, inner), blockRows = Math.Min(BlockRows, Padded(rows, TileRows));
        T[] packedA = ArrayPool<T>.Shared.Rent(blockRows * blockInner), packedB = ArrayPool<T>.Shared.Rent(blockInner * blockColumns);
        Span<T> edge = stackalloc T[TileRows * tileColumns];
        for (int column = 0; column < columns; column += blockColumns)
        {
            int width = Math.Min(blockColumns, columns - column);
            for (int k = 0; k < inner; k += blockInner)
            {
                int depth = Math.Min(blockInner, inner - k);
                PackColumns(b, k, depth, column, width, tileColumns, packedB);
                for (int row = 0; row < rows; row += blockRows)
                {
                    int height = Math.Min(blockRows, rows - row);
                    PackRows(a, row, height, k, depth, isSubtracted, packedA);
                    AddBlock<T, TSum>(packedA, packedB, into, row, height, depth, column, width, edge);
                }
            }
        }

        ArrayPool<T>.Shared.Return(packedA);
        ArrayPool<T>.Shared.Return(packedB);
    }

    private static int Padded(int count, int to) => (count + to - 1) / to * to;

    private static void AddBlock<T, TSum>(T[] a, T[] b, Operand<T> into, int row, int height, int depth, int column, int width, Span<T> edge)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSum : IProductSum
    {
        int tileColumns = 2 * Vector<T>.Count;
        ref T tile = ref MemoryMarshal.GetReference(edge);
        for (int j = 0; j < width; j += tileColumns)
        {
            ref T panelB = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(b), j * depth);
            int columns = Math.Min(tileColumns, width - j);
            for (int i = 0; i < height; i += TileRows)
            {
                ref T panelA = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a), i * depth);
                int rows = Math.Min(TileRows, height - i);
                if (rows == TileRows && columns == tileColumns)
                {
                    AddTile<T, TSum>(ref panelA, ref panelB, depth, ref into.At(row + i, column + j), into.Stride);
                    continue;
                }

                for (int r = 0; r < rows; r++)
                {
                    for (int c = 0; c < columns; c++)
                        Unsafe.Add(ref tile, (r * tileColumns) + c) = into.At(row + i + r, column + j + c);
                }

                AddTile<T, TSum>(ref panelA, ref panelB, depth, ref tile, tileColumns);
                for (int r = 0; r < rows; r++)
                {
                    for (int c = 0; c < columns; c++)
                        into.At(row + i + r, column + j + c) = Unsafe.Add(ref tile, (r * tileColumns) + c);
                }
            }
        }
    }

    private static void AddTile<T, TSum>(ref T a, ref T b, int depth, ref T into, int stride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSum : IProductSum
    {
        int width = Vector<T>.Count;
        ref T row1 = ref Unsafe.Add(ref into, stride);
        ref T row2 = ref Unsafe.Add(ref row1, stride);
        ref T row3 = ref Unsafe.Add(ref row2, stride);
        Vector<T> c00 = Load(ref into), c01 = Load(ref Unsafe.Add(ref into, width)), c10 = Load(ref row1), c11 = Load(ref Unsafe.Add(ref row1, width));
        Vector<T> c20 = Load(ref row2), c21 = Load(ref Unsafe.Add(ref row2, width)), c30 = Load(ref row3), c31 = Load(ref Unsafe.Add(ref row3, width));
        for (int k = 0; k < depth; k++)
        {
            Vector<T> b0 = Load(ref b), b1 = Load(ref Unsafe.Add(ref b, width));
            var a0 = new Vector<T>(a);
            c00 = TSum.Add(a0, b0, c00);
            c01 = TSum.Add(a0, b1, c01);
            var a1 = new Vector<T>(Unsafe.Add(ref a, 1));
            c10 = TSum.Add(a1, b0, c10);
            c11 = TSum.Add(a1, b1, c11);
            var a2 = new Vector<T>(Unsafe.Add(ref a, 2));
            c20 = TSum.Add(a2, b0, c20);
            c21 = TSum.Add(a2, b1, c21);
            var a3 = new Vector<T>(Unsafe.Add(ref a, 3));
            c30 = TSum.Add(a3, b0, c30);
            c31 = TSum.Add(a3, b1, c31);
            a = ref Unsafe.Add(ref a, TileRows);
            b = ref Unsafe.Add(ref b, 2 * width);
        }

        Store(c00, ref into);
        Store(c01, ref Unsafe.Add(ref into, width));
        Store(c10, ref row1);
        Store(c11, ref Unsafe.Add(ref row1, width));
        Store(c20, ref row2);
        Store(c21, ref Unsafe.Add(ref row2, width));
        Store(c30, ref row3);
        Store(c31, ref Unsafe.Add(ref row3, width));
    }

    private static Vector<T> Load<T>(ref T from)
        where T : unmanaged => Unsafe.ReadUnaligned<Vector<T>>(ref Unsafe.As<T, byte>(ref from));

    private static void Store<T>(Vector<T> value, ref T to)
        where T : unmanaged => Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref to), value);

    /// <summary>Tiles of rows, each column by column.</summary>
    private static void PackRows<T>(Operand<T> a, int row, int height, int k, int depth, bool isNegated, T[] packed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T to = ref MemoryMarshal.GetArrayDataReference(packed);
        (int step, int next) = (a.RowStep, a.ColumnStep);
        for (int i = 0; i < height; i += TileRows)
        {
            int rows = Math.Min(TileRows, height - i);
            ref T from = ref a.At(row + i, k);
            for (int r = 0; r < TileRows; r++)
                Scatter(ref Unsafe.Add(ref from, r < rows ? (nint)r * step : 0), next, r < rows ? depth : 0, depth, ref Unsafe.Add(ref to, r), TileRows);
            to = ref Unsafe.Add(ref to, TileRows * depth);
        }

        if (isNegated)
        {
            foreach (ref T number in packed.AsSpan(0, Padded(height, TileRows) * depth))
                number = -number;
        }
    }

    /// <summary>Tiles of columns, each row by row.</summary>
    private static void PackColumns<T>(Operand<T> b, int k, int depth, int column, int width, int tileColumns, T[] packed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T to = ref MemoryMarshal.GetArrayDataReference(packed);
        (int step, int next) = (b.ColumnStep, b.RowStep);
        for (int j = 0; j < width; j += tileColumns)
        {
            int columns = Math.Min(tileColumns, width - j);
            ref T from = ref b.At(k, column + j);
            if (step == 1 && columns == tileColumns)
            {
                for (int p = 0; p < depth; p++)
                {
                    ref T row = ref Unsafe.Add(ref from, (nint)p * next);
                    ref T tile = ref Unsafe.Add(ref to, p * tileColumns);
                    Store(Load(ref row), ref tile);
                    Store(Load(ref Unsafe.Add(ref row, Vector<T>.Count)), ref Unsafe.Add(ref tile, Vector<T>.Count));
                }
            }
            else
            {
                for (int c = 0; c < tileColumns; c++)
                {
                    bool isInside = c < columns;
                    Scatter(
                        ref Unsafe.Add(ref from, isInside ? (nint)c * step : 0), next, isInside ? depth : 0, depth, ref Unsafe.Add(ref to, c), tileColumns);
                }
            }

            to = ref Unsafe.Add(ref to, tileColumns * depth);
        }
    }

    /// <summary>Copies numbers that lie apart to where they lie apart differently, and zeros after them.</summary>
    private static void Scatter<T>(ref T from, int fromStep, int count, int all, ref T to, int toStep)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int p = 0; p < count; p++)
        {
            to = from;
            from = ref Unsafe.Add(ref from, fromStep);
            to = ref Unsafe.Add(ref to, toStep);
        }

        for (int p = count; p < all; p++)
        {
            to = T.Zero;
            to = ref Unsafe.Add(ref to, toStep);
        }
    }

    /// <summary>A matrix times a vector: several sums at a time.</summary>
    private static void AddColumn<T>(Operand<T> a, Operand<T> b, Operand<T> into, int rows, int inner, bool isSubtracted)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int row = 0;
        for (; row + TileRows <= rows; row += TileRows)
        {
            T sum0 = into.At(row, 0), sum1 = into.At(row + 1, 0), sum2 = into.At(row + 2, 0), sum3 = into.At(row + 3, 0);
            for (int k = 0; k < inner; k++)
            {
                var factor = isSubtracted ? -b.At(k, 0) : b.At(k, 0);
                sum0 += a.At(row, k) * factor;
                sum1 += a.At(row + 1, k) * factor;
                sum2 += a.At(row + 2, k) * factor;
                sum3 += a.At(row + 3, k) * factor;
            }

            (into.At(row, 0), into.At(row + 1, 0), into.At(row + 2, 0), into.At(row + 3, 0)) = (sum0, sum1, sum2, sum3);
        }

        for (; row < rows; row++)
        {
            var sum = into.At(row, 0);
            for (int k = 0; k < inner; k++)
                sum += a.At(row, k) * (isSubtracted ? -b.At(k, 0) : b.At(k, 0));
            into.At(row, 0) = sum;
        }
    }

    private static void AddDirectly<T>(Operand<T> a, Operand<T> b, Operand<T> into, int rows, int inner, int columns, bool isSubtracted)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                var factor = isSubtracted ? -a.At(i, k) : a.At(i, k);
                for (int j = 0; j < columns; j++)
                    into.At(i, j) += factor * b.At(k, j);
            }
        }
    }
}
