using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary><see cref="Array"/>, for vectors whose element type is known.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArrayImplementations
{
    /// <summary>Implements <see cref="Array.Copy(Array, Array, int)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Copy))]
    public static void Copy<T>(T[] sourceArray, T[] destinationArray, int length)
    {
        Throw.IfNull(sourceArray, nameof(sourceArray));
        Throw.IfNull(destinationArray, nameof(destinationArray));
        Copy(sourceArray, 0, destinationArray, 0, length);
    }

    /// <summary>Implements <see cref="Array.Copy(Array, int, Array, int, int)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Copy))]
    public static void Copy<T>(T[] sourceArray, int sourceIndex, T[] destinationArray, int destinationIndex, int length)
    {
        Throw.IfNull(sourceArray, nameof(sourceArray));
        Throw.IfNull(destinationArray, nameof(destinationArray));
        Throw.IfNotInside(sourceIndex, length, sourceArray.Length, nameof(sourceIndex), nameof(length));
        Throw.IfNotInside(destinationIndex, length, destinationArray.Length, nameof(destinationIndex), nameof(length));
        Move(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
    }

    /// <summary>Implements <see cref="Array.ConstrainedCopy"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.ConstrainedCopy))]
    public static void ConstrainedCopy<T>(T[] sourceArray, int sourceIndex, T[] destinationArray, int destinationIndex, int length) =>
        Copy(sourceArray, sourceIndex, destinationArray, destinationIndex, length);

    /// <summary>
    /// Copies elements within bounds that have been checked, to the left from the left and to the right from the right, so that overlaps come out right.
    /// </summary>
    public static void Move<T>(T[] source, int sourceIndex, T[] target, int targetIndex, int count)
    {
        if (ReferenceEquals(source, target) && sourceIndex < targetIndex)
        {
            for (int i = count - 1; i >= 0; i--)
                target[targetIndex + i] = source[sourceIndex + i];
        }
        else
        {
            for (int i = 0; i < count; i++)
                target[targetIndex + i] = source[sourceIndex + i];
        }
    }

    /// <summary>Implements <see cref="Array.CopyTo(Array, int)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.CopyTo))]
    public static void CopyTo<T>(T[] source, T[] array, int index) => Copy(source, 0, array, index, source.Length);

    /// <summary>Implements <see cref="Array.Clone"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Clone))]
    public static object Clone<T>(T[] array) => Slice(array, 0, array.Length);

    /// <summary>Implements <see cref="Array.Clone"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Clone))]
    public static object Clone<T>(T[,] array)
    {
        T[,] copy = new T[array.GetLength(0), array.GetLength(1)];
        for (int i = 0; i < array.GetLength(0); i++)
        {
            for (int j = 0; j < array.GetLength(1); j++)
                copy[i, j] = array[i, j];
        }

        return copy;
    }

    /// <summary>Implements <see cref="System.Runtime.CompilerServices.RuntimeHelpers.GetSubArray{T}"/>: ranges of arrays.</summary>
    [Implementation(typeof(System.Runtime.CompilerServices.RuntimeHelpers), nameof(System.Runtime.CompilerServices.RuntimeHelpers.GetSubArray))]
    public static T[] GetSubArray<T>(T[] array, Range range)
    {
        Throw.IfNull(array, nameof(array));
        (int start, int count) = range.GetOffsetAndLength(array.Length);
        return Slice(array, start, count);
    }

    /// <summary>A new array of some elements of another.</summary>
    public static T[] Slice<T>(T[] array, int start, int count)
    {
        T[] copy = new T[count];
        for (int i = 0; i < count; i++)
            copy[i] = array[start + i];
        return copy;
    }

    /// <summary>Implements <see cref="Array.Fill{T}(T[], T)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Fill))]
    public static void Fill<T>(T[] array, T value)
    {
        Throw.IfNull(array, nameof(array));
        for (int i = 0; i < array.Length; i++)
            array[i] = value;
    }

    /// <summary>Implements <see cref="Array.Fill{T}(T[], T, int, int)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Fill))]
    public static void Fill<T>(T[] array, T value, int startIndex, int count)
    {
        Throw.IfNull(array, nameof(array));
        Throw.IfNotPosition(startIndex, array.Length, nameof(startIndex));
        Throw.IfNotPosition(count, array.Length - startIndex, nameof(count));
        for (int i = 0; i < count; i++)
            array[startIndex + i] = value;
    }

    /// <summary>Implements <see cref="Array.Clear(Array)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Clear))]
    public static void Clear<T>(T[] array)
    {
        Throw.IfNull(array, nameof(array));
        for (int i = 0; i < array.Length; i++)
            array[i] = default!;
    }

    /// <summary>Implements <see cref="Array.Clear(Array, int, int)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Clear))]
    public static void Clear<T>(T[] array, int index, int length)
    {
        Throw.IfNull(array, nameof(array));
        if (index < 0 || length < 0 || array.Length - index < length)
            throw new IndexOutOfRangeException();
        for (int i = 0; i < length; i++)
            array[index + i] = default!;
    }

    /// <summary>Implements <see cref="Array.Reverse{T}(T[])"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Reverse))]
    public static void Reverse<T>(T[] array)
    {
        Throw.IfNull(array, nameof(array));
        Swap(array, 0, array.Length);
    }

    /// <summary>Implements <see cref="Array.Reverse{T}(T[], int, int)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Reverse))]
    public static void Reverse<T>(T[] array, int index, int length)
    {
        Throw.IfNull(array, nameof(array));
        Throw.IfNotInside(index, length, array.Length, nameof(index), nameof(length));
        Swap(array, index, length);
    }

    /// <summary>Reverses elements within bounds that have been checked.</summary>
    public static void Swap<T>(T[] array, int start, int count)
    {
        for (int i = 0; i < count / 2; i++)
        {
            int left = start + i;
            int right = start + count - 1 - i;
            T item = array[left];
            array[left] = array[right];
            array[right] = item;
        }
    }

    /// <summary>Implements <see cref="Array.Resize{T}(ref T[], int)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Resize))]
    public static void Resize<T>(ref T[]? array, int newSize)
    {
        Throw.IfNegative(newSize, nameof(newSize));
        T[]? old = array;
        if (old is null)
        {
            array = new T[newSize];
            return;
        }

        if (old.Length == newSize)
            return;
        T[] resized = new T[newSize];
        int kept = old.Length < newSize ? old.Length : newSize;
        for (int i = 0; i < kept; i++)
            resized[i] = old[i];
        array = resized;
    }

    /// <summary>Implements <see cref="Array.Empty{T}"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Empty))]
    public static T[] Empty<T>() => SharedArrays.Empty<T>();

    /// <summary>Implements <see cref="Array.ConvertAll{TInput, TOutput}(TInput[], Converter{TInput, TOutput})"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.ConvertAll))]
    public static TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)
    {
        Throw.IfNull(array, nameof(array));
        Throw.IfNull(converter, nameof(converter));
        TOutput[] converted = new TOutput[array.Length];
        for (int i = 0; i < array.Length; i++)
            converted[i] = converter(array[i]);
        return converted;
    }

    /// <summary>Implements <see cref="Array.ForEach{T}(T[], Action{T})"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.ForEach))]
    public static void ForEach<T>(T[] array, Action<T> action)
    {
        Throw.IfNull(array, nameof(array));
        Throw.IfNull(action, nameof(action));
        for (int i = 0; i < array.Length; i++)
            action(array[i]);
    }
}
