using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>The elements of rectangular arrays in the order in which they are enumerated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RectangularArrays
{
    /// <summary>Row after row.</summary>
    public static T[] Elements<T>(T[,] array)
    {
        int rows = array.GetLength(0);
        int columns = array.GetLength(1);
        T[] items = new T[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                items[(i * columns) + j] = array[i, j];
        }

        return items;
    }

    /// <summary>Table after table, row after row.</summary>
    public static T[] Elements<T>(T[,,] array)
    {
        int tables = array.GetLength(0);
        int rows = array.GetLength(1);
        int columns = array.GetLength(2);
        T[] items = new T[tables * rows * columns];
        for (int i = 0; i < tables; i++)
        {
            for (int j = 0; j < rows; j++)
            {
                for (int k = 0; k < columns; k++)
                    items[(((i * rows) + j) * columns) + k] = array[i, j, k];
            }
        }

        return items;
    }
}
