using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>
/// Products of the Jacobian of a function with directions of ones and zeros, each number of the argument being one in one of them: as many at once as there are
/// lanes.
/// </summary>
internal sealed class LaneProducts
{
    // For fewer, what is done once for all lanes does not pay.
    internal const int FewestDirections = 3;

    private readonly DifferentiableFunction<double[], double[]> _function;
    private readonly double[] _at;
    private readonly int[]? _colours;
    private readonly int _count;
    private readonly LaneMemory _memory = LaneMemory.Rent();
    private readonly LaneNumber[] _directions;
    private LaneNumber[] _products = [];
    private ulong _undefined;
    private int _first;

    private LaneProducts(DifferentiableFunction<double[], double[]> function, double[] at, int[]? colours, int count)
    {
        (_function, _at, _colours, _count) = (function, at, colours, count);
        _directions = new LaneNumber[at.Length];
    }

    /// <summary>Gets the length of the function's result.</summary>
    public int Length => _products.Length;

    /// <summary>Computes the first products.</summary>
    /// <param name="function">The function.</param>
    /// <param name="at">The point.</param>
    /// <param name="colours">The direction in which each number is one; null where each has its own.</param>
    /// <param name="count">The number of directions.</param>
    /// <returns>Null where the products are to be computed one by one.</returns>
    public static LaneProducts? Of(DifferentiableFunction<double[], double[]> function, double[] at, int[]? colours, int count)
    {
        if (!Vector512.IsHardwareAccelerated || count < FewestDirections)
            return null;
        var lanes = new LaneProducts(function, at, colours, count);
        if (lanes.Compute(0) is { } products)
        {
            lanes._products = products;
            return lanes;
        }

        lanes.Release();
        return null;
    }

    /// <summary>A bit for each lane in which a product is NaN somewhere.</summary>
    internal static ulong Undefined(LaneNumber[] products)
    {
        var undefined = Vector512<double>.Zero;
        foreach (var product in products)
            undefined |= ~Vector512.Equals(product.Content, product.Content);
        return undefined.ExtractMostSignificantBits();
    }

    /// <summary>Computes the products with the directions from one on, unless they are at hand.</summary>
    /// <returns>How many of them there are.</returns>
    public int MoveTo(int first)
    {
        if (first != _first)
        {
            var products = Compute(first);
            if (products?.Length != Length)
                throw new InvalidOperationException("The function returned arrays of different lengths for the same point.");
            _products = products;
        }

        return Math.Min(LaneNumber.Count, _count - first);
    }

    /// <summary>Whether a product may be another one when computed by itself: where zeros meet infinity.</summary>
    public bool IsUndefined(int lane) => (_undefined >> lane & 1) != 0;

    /// <summary>A component of a product.</summary>
    public double Get(int component, int lane) => _products[component].Content[lane];

    /// <summary>Makes columns of the products.</summary>
    /// <param name="matrix">A matrix with as many rows as there are components.</param>
    /// <param name="column">The first of the columns.</param>
    /// <param name="count">How many they are.</param>
    public void CopyTo(double[,] matrix, int column, int count)
    {
        if (matrix.GetLength(0) != Length || column + count > matrix.GetLength(1))
            throw new ArgumentException("The matrix has other lengths than the Jacobian.", nameof(matrix));
        if (Length == 0)
            return;
        ref double place = ref matrix[0, column];
        foreach (var product in _products)
        {
            if (count == LaneNumber.Count)
            {
                product.Content.StoreUnsafe(ref place);
            }
            else
            {
                for (int lane = 0; lane < count; lane++)
                    Unsafe.Add(ref place, lane) = product.Content[lane];
            }

            place = ref Unsafe.Add(ref place, matrix.GetLength(1));
        }
    }

    /// <summary>Nobody looks at the products any more.</summary>
    public void Release() => _memory.Return();

    private LaneNumber[]? Compute(int first)
    {
        for (int i = 0; i < _directions.Length; i++)
        {
            int lane = (_colours is null ? i : _colours[i]) - first;
            _directions[i].Content = Vector512<double>.Zero;
            if ((uint)lane < LaneNumber.Count)
                _directions[i].Content = Vector512.WithElement(Vector512<double>.Zero, lane, 1);
        }

        _memory.Restart();
        if (_function.Differentials(_at, _directions, _memory) is not { } products)
            return null;
        (_undefined, _first) = (Undefined(products), first);
        return products;
    }
}
