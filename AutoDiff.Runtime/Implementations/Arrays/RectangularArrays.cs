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

    /// <summary>In the order of the indices, the last of which changes first.</summary>
    public static T[] Elements<T>(T[,,,] array)
    {
        int blocks = array.GetLength(0);
        int tables = array.GetLength(1);
        int rows = array.GetLength(2);
        int columns = array.GetLength(3);
        T[] items = new T[blocks * tables * rows * columns];
        for (int h = 0; h < blocks; h++)
        {
            for (int i = 0; i < tables; i++)
            {
                for (int j = 0; j < rows; j++)
                {
                    for (int k = 0; k < columns; k++)
                        items[(((((h * tables) + i) * rows) + j) * columns) + k] = array[h, i, j, k];
                }
            }
        }

        return items;
    }

    /// <summary>In the order of the indices, the last of which changes first.</summary>
    public static T[] Elements<T>(T[,,,,] array)
    {
        int groups = array.GetLength(0);
        int blocks = array.GetLength(1);
        int tables = array.GetLength(2);
        int rows = array.GetLength(3);
        int columns = array.GetLength(4);
        T[] items = new T[groups * blocks * tables * rows * columns];
        for (int g = 0; g < groups; g++)
        {
            for (int h = 0; h < blocks; h++)
            {
                for (int i = 0; i < tables; i++)
                {
                    for (int j = 0; j < rows; j++)
                    {
                        for (int k = 0; k < columns; k++)
                            items[(((((((g * blocks) + h) * tables) + i) * rows) + j) * columns) + k] = array[g, h, i, j, k];
                    }
                }
            }
        }

        return items;
    }
}
