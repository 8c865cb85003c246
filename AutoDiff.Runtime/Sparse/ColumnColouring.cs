using System.Numerics;

namespace AutoDiff;

/// <summary>
/// Colours for the columns of a matrix such that no row has entries in two columns of one colour: the sum of the columns of a colour shows each of their
/// entries by itself.
/// </summary>
/// <remarks>
/// A. R. Curtis, M. J. D. Powell, J. K. Reid, "On the estimation of sparse Jacobian matrices", J. Inst. Maths Applics 13 (1974); as a colouring of the graph of
/// columns: T. F. Coleman, J. J. Moré, "Estimation of sparse Jacobian matrices and graph coloring problems", SIAM J. Numer. Anal. 20 (1983).
/// </remarks>
internal static class ColumnColouring
{
    /// <summary>The better of two greedy colourings: columns in their order, and those with most entries first.</summary>
    public static Colouring Best(SparsityPattern pattern)
    {
        var columns = pattern.Transposed();
        int[] order = [.. Enumerable.Range(0, pattern.ColumnCount)];
        var natural = Greedy(columns, order);
        if (natural.Count == MostInARow(pattern))
            return natural;
        var sorted = Greedy(columns, [.. order.OrderByDescending(c => columns[c].Length)]);
        return sorted.Count < natural.Count ? sorted : natural;
    }

    public static Colouring InOrder(SparsityPattern pattern) => Greedy(pattern.Transposed(), [.. Enumerable.Range(0, pattern.ColumnCount)]);

    /// <summary>What no colouring can do without.</summary>
    public static int MostInARow(SparsityPattern pattern)
    {
        int most = 0;
        for (int row = 0; row < pattern.RowCount; row++)
            most = Math.Max(most, pattern[row].Length);
        return most;
    }

    // The colours that a row has seen are bits: a column may have any that none of its rows has seen.
    private static Colouring Greedy(SparsityPattern columns, int[] order)
    {
        var seen = new ulong[columns.ColumnCount][];
        int[] colours = new int[columns.RowCount];
        ulong[] forbidden = [];
        int count = 0;
        foreach (int column in order)
        {
            int words = 0;
            foreach (int row in columns[column])
                words = Math.Max(words, seen[row]?.Length ?? 0);
            if (forbidden.Length < words)
                forbidden = new ulong[2 * words];
            forbidden.AsSpan(0, words).Clear();
            foreach (int row in columns[column])
            {
                if (seen[row] is not { } bits)
                    continue;
                for (int word = 0; word < bits.Length; word++)
                    forbidden[word] |= bits[word];
            }

            int free = 0;
            while (free < words && forbidden[free] == ulong.MaxValue)
                free++;
            int colour = (64 * free) + (free < words ? BitOperations.TrailingZeroCount(~forbidden[free]) : 0);
            foreach (int row in columns[column])
            {
                if ((seen[row]?.Length ?? 0) <= free)
                    Array.Resize(ref seen[row], free + 1);
                seen[row][free] |= 1UL << colour;
            }

            colours[column] = colour;
            count = Math.Max(count, colour + 1);
        }

        return new(colours, count);
    }
}
