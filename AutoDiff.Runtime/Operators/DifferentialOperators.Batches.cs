using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <content>Derivatives of one function at many points.</content>
[SuppressMessage("ApiDesign", "RS0026:Do not add multiple overloads with optional parameters", Justification = "They differ in what has to be given.")]
public static partial class DifferentialOperators
{
    /// <summary>The gradients of a scalar function at many points, ∇f(xₖ).</summary>
    /// <typeparam name="T">The type of a point: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result: <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
    /// <param name="at">The points xₖ.</param>
    /// <param name="of">The function f.</param>
    /// <param name="parallel">
    /// Whether to use all cores: the function must not change what it shares between calls. Of several exceptions, that of the first points comes out.
    /// </param>
    /// <returns>The gradients, in the order of the points.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static T[] Gradients<T, TResult>(T[] at, DifferentiableFunc<T, TResult> of, bool parallel = false)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Gradients(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        return GradientsOf(function, at, null, parallel);
    }

    /// <inheritdoc cref="Gradients{T, TResult}(T[], DifferentiableFunc{T, TResult}, bool)"/>
    public static T[] Gradients<T, TResult>(ReadOnlySpan<T> at, DifferentiableFunc<T, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Gradients(at:, of:)");
        var gradients = new T[at.Length];
        new PointsInLanes<T, TResult>(function).New(at, [], gradients);
        return gradients;
    }

    /// <summary>The gradients of a scalar function at many points, ∇f(xₖ), in memory of the caller's.</summary>
    /// <typeparam name="T">The type of a point: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result: <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
    /// <param name="at">The points xₖ.</param>
    /// <param name="into">
    /// As many elements; arrays and objects in them have the shape of their point, and are overwritten. Null stands for one that is made.
    /// </param>
    /// <param name="of">The function f.</param>
    /// <param name="parallel">Whether to use all cores: the function must not change what it shares between calls.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are not as many elements as points, or one of them has another shape than its point.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static void Gradients<T, TResult>(T[] at, T[] into, DifferentiableFunc<T, TResult> of, bool parallel = false)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Gradients(at:, into:, of:)");
        CheckCounts(at, into);
        if (parallel)
            InParallel(function, at, null, into);
        else
            InTurn(function, at, null, into, 0, at.Length);
    }

    /// <inheritdoc cref="Gradients{T, TResult}(T[], T[], DifferentiableFunc{T, TResult}, bool)"/>
    public static void Gradients<T, TResult>(ReadOnlySpan<T> at, Span<T> into, DifferentiableFunc<T, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Gradients(at:, into:, of:)");
        CheckCounts(at.Length, into.Length);
        new PointsInLanes<T, TResult>(function).Into(at, [], into);
    }

    /// <summary>The values and the gradients of a scalar function at many points, f(xₖ) and ∇f(xₖ).</summary>
    /// <returns>The values and the gradients, in the order of the points.</returns>
    /// <inheritdoc cref="Gradients{T, TResult}(T[], DifferentiableFunc{T, TResult}, bool)"/>
    public static (TResult[] Values, T[] Gradients) ValuesWithGradients<T, TResult>(T[] at, DifferentiableFunc<T, TResult> of, bool parallel = false)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "ValuesWithGradients(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        var values = new TResult[at.Length];
        return (values, GradientsOf(function, at, values, parallel));
    }

    /// <inheritdoc cref="ValuesWithGradients{T, TResult}(T[], DifferentiableFunc{T, TResult}, bool)"/>
    public static (TResult[] Values, T[] Gradients) ValuesWithGradients<T, TResult>(ReadOnlySpan<T> at, DifferentiableFunc<T, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "ValuesWithGradients(at:, of:)");
        var (values, gradients) = (new TResult[at.Length], new T[at.Length]);
        new PointsInLanes<T, TResult>(function).New(at, values, gradients);
        return (values, gradients);
    }

    /// <summary>The values and the gradients of a scalar function at many points, f(xₖ) and ∇f(xₖ), in memory of the caller's.</summary>
    /// <param name="at">The points xₖ.</param>
    /// <param name="into">
    /// Two arrays of as many elements; arrays and objects in the second have the shape of their point, and are overwritten. Null stands for one that is made.
    /// </param>
    /// <param name="of">The function f.</param>
    /// <param name="parallel">Whether to use all cores: the function must not change what it shares between calls.</param>
    /// <inheritdoc cref="Gradients{T, TResult}(T[], T[], DifferentiableFunc{T, TResult}, bool)" path="/*[not(self::param)]"/>
    public static void ValuesWithGradients<T, TResult>(
        T[] at, (TResult[] Values, T[] Gradients) into, DifferentiableFunc<T, TResult> of, bool parallel = false)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "ValuesWithGradients(at:, into:, of:)");
        var (values, gradients) = into;
        CheckCounts(at, gradients);
        CheckCounts(at, values);
        if (parallel)
            InParallel(function, at, values, gradients);
        else
            InTurn(function, at, values, gradients, 0, at.Length);
    }

    /// <summary>The derivatives of a function of one number at many points, f'(xₖ), or the velocities of a curve: forward mode.</summary>
    /// <typeparam name="T">The type of a point: <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
    /// <typeparam name="TResult">The type of the result: any type that has a tangent.</typeparam>
    /// <param name="at">The points xₖ.</param>
    /// <param name="of">The function f.</param>
    /// <param name="parallel">
    /// Whether to use all cores: the function must not change what it shares between calls. Of several exceptions, that of the first points comes out.
    /// </param>
    /// <returns>The derivatives, in the order of the points.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static TResult[] Derivatives<T, TResult>(T[] at, DifferentiableFunc<T, TResult> of, bool parallel = false)
        where T : struct, IFloatingPoint<T>
    {
        ArgumentNullException.ThrowIfNull(at);
        var derivatives = new TResult[at.Length];
        Derivatives(at, derivatives, of, parallel);
        return derivatives;
    }

    /// <inheritdoc cref="Derivatives{T, TResult}(T[], DifferentiableFunc{T, TResult}, bool)"/>
    public static TResult[] Derivatives<T, TResult>(ReadOnlySpan<T> at, DifferentiableFunc<T, TResult> of)
        where T : struct, IFloatingPoint<T>
    {
        var derivatives = new TResult[at.Length];
        Derivatives(at, derivatives.AsSpan(), of);
        return derivatives;
    }

    /// <summary>The derivatives of a function of one number at many points, f'(xₖ), in an array of the caller's.</summary>
    /// <typeparam name="T">The type of a point: <see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
    /// <typeparam name="TResult">The type of the result: any type that has a tangent.</typeparam>
    /// <param name="at">The points xₖ.</param>
    /// <param name="into">As many elements, which are overwritten.</param>
    /// <param name="of">The function f.</param>
    /// <param name="parallel">Whether to use all cores: the function must not change what it shares between calls.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are not as many elements as points.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static void Derivatives<T, TResult>(T[] at, TResult[] into, DifferentiableFunc<T, TResult> of, bool parallel = false)
        where T : struct, IFloatingPoint<T>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Derivatives(at:, of:)");
        CheckCounts(at, into);
        if (parallel)
            InParallel(function, at, into);
        else
            Derivatives(function, at.AsSpan(), into.AsSpan());
    }

    /// <inheritdoc cref="Derivatives{T, TResult}(T[], TResult[], DifferentiableFunc{T, TResult}, bool)"/>
    public static void Derivatives<T, TResult>(ReadOnlySpan<T> at, Span<TResult> into, DifferentiableFunc<T, TResult> of)
        where T : struct, IFloatingPoint<T>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "Derivatives(at:, of:)");
        CheckCounts(at.Length, into.Length);
        Derivatives(function, at, into);
    }

    private static void Derivatives<T, TResult>(DifferentiableFunction<T, TResult> function, ReadOnlySpan<T> at, Span<TResult> into)
        where T : struct, IFloatingPoint<T>
    {
        var attempts = default(LaneAttempts);
        for (int i = 0; i < at.Length;)
        {
            if (TryEight(function, ref attempts, at, into, i))
            {
                i += LaneNumber.Count;
                continue;
            }

            for (int end = Math.Min(at.Length, i + LaneNumber.Count); i < end; i++)
                function.ValueWithDifferential(at[i], T.One, out into[i]);
        }
    }

    private static bool TryEight<T, TResult>(
        DifferentiableFunction<T, TResult> function, ref LaneAttempts attempts, ReadOnlySpan<T> at, Span<TResult> into, int first)
        where T : struct, IFloatingPoint<T>
    {
        if (!Vector512.IsHardwareAccelerated || typeof(T) != typeof(double) || typeof(TResult) != typeof(double) || at.Length - first < LaneNumber.Count
            || !attempts.IsWorthwhile)
            return false;
        var points = at.Slice(first, LaneNumber.Count);
        var results = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TResult, T>(ref into[first]), LaneNumber.Count);
        if (points.Overlaps(results, out int offset) && offset != 0)
            return false;
        var values = default(Eight<TResult>);
        return attempts.Note(function.ValuesWithDerivatives(ref Unsafe.AsRef(in points[0]), ref values.First, ref into[first]));
    }

    private static void InParallel<T, TResult>(DifferentiableFunction<T, TResult> function, T[] at, TResult[] into)
        where T : struct, IFloatingPoint<T> =>
        new Ranges(at.Length, (_, first, end) => Derivatives(function, at.AsSpan(first..end), into.AsSpan(first..end))).Run();

    private static void InParallel<T, TResult>(DifferentiableFunction<T, TResult> function, T[] at, TResult[]? values, T[] gradients)
        where TResult : struct, IFloatingPoint<TResult> =>
        new Ranges(at.Length, (_, first, end) => InTurn(function, at, values, gradients, first, end)).Run();

    private static void InTurn<T, TResult>(DifferentiableFunction<T, TResult> function, T[] at, TResult[]? values, T[] gradients, int first, int end)
        where TResult : struct, IFloatingPoint<TResult> =>
        new PointsInLanes<T, TResult>(function)
            .Into(new(at, first, end - first), values is null ? default : values.AsSpan(first..end), gradients.AsSpan(first..end));

    private static void CheckCounts<T, TResult>(T[] at, TResult[] into)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(into);
        CheckCounts(at.Length, into.Length);
    }

    private static void CheckCounts(int at, int into)
    {
        if (at != into)
            throw new ArgumentException($"there are {at} points, and memory for {into} results");
    }

    private static T[] GradientsOf<T, TResult>(DifferentiableFunction<T, TResult> function, T[] at, TResult[]? values, bool parallel)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var gradients = new T[at.Length];
        void Run(int piece, int first, int end) => new PointsInLanes<T, TResult>(function)
            .New(new(at, first, end - first), values is null ? default : values.AsSpan(first..end), gradients.AsSpan(first..end));

        if (parallel)
            new Ranges(at.Length, Run).Run();
        else
            Run(0, 0, at.Length);
        return gradients;
    }
}
