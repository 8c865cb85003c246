using System.ComponentModel;

namespace AutoDiff;

/// <summary>The vector-space operations on objects and on structs that refer to objects. Calls of the operators of the same names arrive here.</summary>
/// <remarks>
/// Second operands may leave out parts, by null or by a missing key: they are zero there. Every object is reached once, however many references lead to it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GraphSpace
{
    /// <summary>The operator <see cref="DifferentialOperators.Moved{T}(T, T, double)"/>.</summary>
    /// <typeparam name="T">The type of the point.</typeparam>
    /// <param name="x">The point of departure.</param>
    /// <param name="along">The tangent.</param>
    /// <param name="by">The step.</param>
    /// <returns>The new point, which shares with <paramref name="x"/> only what is constant.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static T Moved<T>(T x, T along, double by)
    {
        T moved = Shadow.Copy(x);
        new MovingWalk(by).Through(ref moved, ref along);
        return moved;
    }

    /// <summary>The operator <see cref="DifferentialOperators.Move{T}(ref T, T, double)"/>.</summary>
    /// <typeparam name="T">The type of the point.</typeparam>
    /// <param name="x">The point to move: the objects it leads to change, and so do the numbers of a struct.</param>
    /// <param name="along">The tangent.</param>
    /// <param name="by">The step.</param>
    /// <exception cref="ArgumentException">The shapes differ; part of the point may have moved.</exception>
    public static void Move<T>(ref T x, T along, double by) => new MovingWalk(by).Through(ref x, ref along);

    /// <summary>The operator <see cref="DifferentialOperators.Zero{T}(T)"/>.</summary>
    /// <typeparam name="T">The type of the point.</typeparam>
    /// <param name="x">The point.</param>
    /// <returns>What <see cref="Shadow.Like"/> returns.</returns>
    public static T Zero<T>(T x) => Shadow.Like(x);

    /// <summary>The operator <see cref="DifferentialOperators.Add"/>.</summary>
    /// <typeparam name="T">The type of the tangents.</typeparam>
    /// <param name="x">One tangent, which gives the shape.</param>
    /// <param name="y">The other.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static T Add<T>(T x, T y)
    {
        T sum = Shadow.Copy(x);
        new AddingWalk("first tangent", "second tangent").Through(ref sum, ref y);
        return sum;
    }

    /// <summary>The operator <see cref="DifferentialOperators.Scale"/>.</summary>
    /// <typeparam name="T">The type of the tangent.</typeparam>
    /// <param name="x">The tangent.</param>
    /// <param name="by">The factor.</param>
    /// <returns>The product.</returns>
    public static T Scale<T>(T x, double by)
    {
        T product = Shadow.Copy(x);
        new ScalingWalk(by).Through(ref product, ref x);
        return product;
    }

    /// <summary>The operator <see cref="DifferentialOperators.Dot"/>.</summary>
    /// <typeparam name="T">The type of the tangents.</typeparam>
    /// <param name="x">One tangent, which gives the shape.</param>
    /// <param name="y">The other.</param>
    /// <returns>The inner product, summed in double precision.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static double Dot<T>(T x, T y)
    {
        var walk = new ProductWalk();
        walk.Through(ref x, ref y);
        return walk.Sum;
    }

    /// <summary>The operator <see cref="DifferentialOperators.Norm"/>.</summary>
    /// <typeparam name="T">The type of the tangent.</typeparam>
    /// <param name="x">The tangent.</param>
    /// <returns>The norm.</returns>
    public static double Norm<T>(T x) => Math.Sqrt(Dot(x, x));
}
