using System.Numerics;

namespace AutoDiff;

/// <content>Second derivatives, by forward mode inside reverse mode: the gradient of the derivative in a direction.</content>
public static partial class DifferentialOperators
{
    /// <summary>
    /// The product of the Hessian of a function with a direction, ∇²f(x)·v = ∇(∇f(x)·v): one run of the function with tangents, and one back through it. The
    /// Hessian itself is not formed.
    /// </summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="along">The direction v, of the shape of <paramref name="at"/>.</param>
    /// <param name="of">The function f.</param>
    /// <returns>∇²f(x)·v, of the shape of <paramref name="at"/>.</returns>
    /// <remarks>
    /// Reverse over forward: B. A. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6 (1994); A. Griewank and A. Walther,
    /// "Evaluating Derivatives", 2nd ed. (2008), section 5.1.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static T HessianVectorProduct<T>(T at, T along, DifferentiableFunc<T, double> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T, double>>(of, "HessianVectorProduct(at:, along:, of:)").HessianVectorProduct(at, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static T HessianVectorProduct<T>(T at, T along, DifferentiableFunc<T, float> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T, float>>(of, "HessianVectorProduct(at:, along:, of:)").HessianVectorProduct(at, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2) HessianVectorProduct<T1, T2>((T1, T2) at, (T1, T2) along, DifferentiableFunc<T1, T2, double> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, double>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2) HessianVectorProduct<T1, T2>((T1, T2) at, (T1, T2) along, DifferentiableFunc<T1, T2, float> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, float>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3) HessianVectorProduct<T1, T2, T3>((T1, T2, T3) at, (T1, T2, T3) along, DifferentiableFunc<T1, T2, T3, double> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, double>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3) HessianVectorProduct<T1, T2, T3>((T1, T2, T3) at, (T1, T2, T3) along, DifferentiableFunc<T1, T2, T3, float> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, float>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4) HessianVectorProduct<T1, T2, T3, T4>(
        (T1, T2, T3, T4) at, (T1, T2, T3, T4) along, DifferentiableFunc<T1, T2, T3, T4, double> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, double>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4) HessianVectorProduct<T1, T2, T3, T4>(
        (T1, T2, T3, T4) at, (T1, T2, T3, T4) along, DifferentiableFunc<T1, T2, T3, T4, float> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, float>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5) HessianVectorProduct<T1, T2, T3, T4, T5>(
        (T1, T2, T3, T4, T5) at, (T1, T2, T3, T4, T5) along, DifferentiableFunc<T1, T2, T3, T4, T5, double> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, double>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5) HessianVectorProduct<T1, T2, T3, T4, T5>(
        (T1, T2, T3, T4, T5) at, (T1, T2, T3, T4, T5) along, DifferentiableFunc<T1, T2, T3, T4, T5, float> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, float>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5, T6) HessianVectorProduct<T1, T2, T3, T4, T5, T6>(
        (T1, T2, T3, T4, T5, T6) at, (T1, T2, T3, T4, T5, T6) along, DifferentiableFunc<T1, T2, T3, T4, T5, T6, double> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, double>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5, T6) HessianVectorProduct<T1, T2, T3, T4, T5, T6>(
        (T1, T2, T3, T4, T5, T6) at, (T1, T2, T3, T4, T5, T6) along, DifferentiableFunc<T1, T2, T3, T4, T5, T6, float> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, float>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5, T6, T7) HessianVectorProduct<T1, T2, T3, T4, T5, T6, T7>(
        (T1, T2, T3, T4, T5, T6, T7) at, (T1, T2, T3, T4, T5, T6, T7) along, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, double> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, double>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5, T6, T7) HessianVectorProduct<T1, T2, T3, T4, T5, T6, T7>(
        (T1, T2, T3, T4, T5, T6, T7) at, (T1, T2, T3, T4, T5, T6, T7) along, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, float> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, float>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5, T6, T7, T8) HessianVectorProduct<T1, T2, T3, T4, T5, T6, T7, T8>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at, (T1, T2, T3, T4, T5, T6, T7, T8) along, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, double> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, double>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, along);

    /// <inheritdoc cref="HessianVectorProduct{T}(T, T, DifferentiableFunc{T, double})"/>
    public static (T1, T2, T3, T4, T5, T6, T7, T8) HessianVectorProduct<T1, T2, T3, T4, T5, T6, T7, T8>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at, (T1, T2, T3, T4, T5, T6, T7, T8) along, DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, float> of) =>
        DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, float>>(of, "HessianVectorProduct(at:, along:, of:)")
            .HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, along);

    /// <summary>The product of the Hessian of a function with a direction, ∇²f(x)·v, in memory of the caller's.</summary>
    /// <typeparam name="T">The type of the argument: a scalar, array, tuple, struct or object that has a tangent.</typeparam>
    /// <typeparam name="TResult">The type of the result: <see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="at">The point x.</param>
    /// <param name="along">The direction v, of the shape of <paramref name="at"/>.</param>
    /// <param name="into">Memory of the shape of <paramref name="at"/>: arrays and objects whose numbers are overwritten.</param>
    /// <param name="of">The function f.</param>
    /// <returns>∇²f(x)·v, whose arrays and objects are those of <paramref name="into"/>.</returns>
    /// <exception cref="ArgumentException">
    /// The shapes differ (the message names both), or what is written is part of <paramref name="at"/> or <paramref name="along"/>, or given for two arguments.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static T HessianVectorProduct<T, TResult>(T at, T along, T into, DifferentiableFunc<T, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T, TResult>>(of, "HessianVectorProduct(at:, along:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into, at);
        memory.Leave(along);
        return function.HessianVectorProductInto(at, along, into);
    }

    /// <inheritdoc cref="HessianVectorProduct{T, TResult}(T, T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2) HessianVectorProduct<T1, T2, TResult>((T1, T2) at, (T1, T2) along, (T1, T2) into, DifferentiableFunc<T1, T2, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, TResult>>(of, "HessianVectorProduct(at:, along:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Leave(along.Item1);
        memory.Leave(along.Item2);
        var product = function.HessianVectorProduct(at.Item1, at.Item2, along);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        Shadow.Accumulate(ref into.Item1, product.Item1);
        Shadow.Accumulate(ref into.Item2, product.Item2);
        return into;
    }

    /// <inheritdoc cref="HessianVectorProduct{T, TResult}(T, T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3) HessianVectorProduct<T1, T2, T3, TResult>(
        (T1, T2, T3) at, (T1, T2, T3) along, (T1, T2, T3) into, DifferentiableFunc<T1, T2, T3, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, TResult>>(of, "HessianVectorProduct(at:, along:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Leave(along.Item1);
        memory.Leave(along.Item2);
        memory.Leave(along.Item3);
        var product = function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, along);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        Shadow.Accumulate(ref into.Item1, product.Item1);
        Shadow.Accumulate(ref into.Item2, product.Item2);
        Shadow.Accumulate(ref into.Item3, product.Item3);
        return into;
    }

    /// <inheritdoc cref="HessianVectorProduct{T, TResult}(T, T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4) HessianVectorProduct<T1, T2, T3, T4, TResult>(
        (T1, T2, T3, T4) at, (T1, T2, T3, T4) along, (T1, T2, T3, T4) into, DifferentiableFunc<T1, T2, T3, T4, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, TResult>>(of, "HessianVectorProduct(at:, along:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Leave(along.Item1);
        memory.Leave(along.Item2);
        memory.Leave(along.Item3);
        memory.Leave(along.Item4);
        var product = function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, along);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        Shadow.Accumulate(ref into.Item1, product.Item1);
        Shadow.Accumulate(ref into.Item2, product.Item2);
        Shadow.Accumulate(ref into.Item3, product.Item3);
        Shadow.Accumulate(ref into.Item4, product.Item4);
        return into;
    }

    /// <inheritdoc cref="HessianVectorProduct{T, TResult}(T, T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4, T5) HessianVectorProduct<T1, T2, T3, T4, T5, TResult>(
        (T1, T2, T3, T4, T5) at, (T1, T2, T3, T4, T5) along, (T1, T2, T3, T4, T5) into, DifferentiableFunc<T1, T2, T3, T4, T5, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, TResult>>(of, "HessianVectorProduct(at:, along:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Leave(along.Item1);
        memory.Leave(along.Item2);
        memory.Leave(along.Item3);
        memory.Leave(along.Item4);
        memory.Leave(along.Item5);
        var product = function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, along);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        Shadow.Accumulate(ref into.Item1, product.Item1);
        Shadow.Accumulate(ref into.Item2, product.Item2);
        Shadow.Accumulate(ref into.Item3, product.Item3);
        Shadow.Accumulate(ref into.Item4, product.Item4);
        Shadow.Accumulate(ref into.Item5, product.Item5);
        return into;
    }

    /// <inheritdoc cref="HessianVectorProduct{T, TResult}(T, T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4, T5, T6) HessianVectorProduct<T1, T2, T3, T4, T5, T6, TResult>(
        (T1, T2, T3, T4, T5, T6) at, (T1, T2, T3, T4, T5, T6) along, (T1, T2, T3, T4, T5, T6) into, DifferentiableFunc<T1, T2, T3, T4, T5, T6, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, TResult>>(of, "HessianVectorProduct(at:, along:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Take(into.Item6, at.Item6);
        memory.Leave(along.Item1);
        memory.Leave(along.Item2);
        memory.Leave(along.Item3);
        memory.Leave(along.Item4);
        memory.Leave(along.Item5);
        memory.Leave(along.Item6);
        var product = function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, along);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        into.Item6 = Shadow.Zeroed(into.Item6);
        Shadow.Accumulate(ref into.Item1, product.Item1);
        Shadow.Accumulate(ref into.Item2, product.Item2);
        Shadow.Accumulate(ref into.Item3, product.Item3);
        Shadow.Accumulate(ref into.Item4, product.Item4);
        Shadow.Accumulate(ref into.Item5, product.Item5);
        Shadow.Accumulate(ref into.Item6, product.Item6);
        return into;
    }

    /// <inheritdoc cref="HessianVectorProduct{T, TResult}(T, T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4, T5, T6, T7) HessianVectorProduct<T1, T2, T3, T4, T5, T6, T7, TResult>(
        (T1, T2, T3, T4, T5, T6, T7) at,
        (T1, T2, T3, T4, T5, T6, T7) along,
        (T1, T2, T3, T4, T5, T6, T7) into,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, TResult>>(
            of, "HessianVectorProduct(at:, along:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Take(into.Item6, at.Item6);
        memory.Take(into.Item7, at.Item7);
        memory.Leave(along.Item1);
        memory.Leave(along.Item2);
        memory.Leave(along.Item3);
        memory.Leave(along.Item4);
        memory.Leave(along.Item5);
        memory.Leave(along.Item6);
        memory.Leave(along.Item7);
        var product = function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, along);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        into.Item6 = Shadow.Zeroed(into.Item6);
        into.Item7 = Shadow.Zeroed(into.Item7);
        Shadow.Accumulate(ref into.Item1, product.Item1);
        Shadow.Accumulate(ref into.Item2, product.Item2);
        Shadow.Accumulate(ref into.Item3, product.Item3);
        Shadow.Accumulate(ref into.Item4, product.Item4);
        Shadow.Accumulate(ref into.Item5, product.Item5);
        Shadow.Accumulate(ref into.Item6, product.Item6);
        Shadow.Accumulate(ref into.Item7, product.Item7);
        return into;
    }

    /// <inheritdoc cref="HessianVectorProduct{T, TResult}(T, T, T, DifferentiableFunc{T, TResult})"/>
    public static (T1, T2, T3, T4, T5, T6, T7, T8) HessianVectorProduct<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        (T1, T2, T3, T4, T5, T6, T7, T8) at,
        (T1, T2, T3, T4, T5, T6, T7, T8) along,
        (T1, T2, T3, T4, T5, T6, T7, T8) into,
        DifferentiableFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> of)
        where TResult : struct, IFloatingPoint<TResult>
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(
            of, "HessianVectorProduct(at:, along:, into:, of:)");
        var memory = default(GivenMemory);
        memory.Take(into.Item1, at.Item1);
        memory.Take(into.Item2, at.Item2);
        memory.Take(into.Item3, at.Item3);
        memory.Take(into.Item4, at.Item4);
        memory.Take(into.Item5, at.Item5);
        memory.Take(into.Item6, at.Item6);
        memory.Take(into.Item7, at.Item7);
        memory.Take(into.Item8, at.Item8);
        memory.Leave(along.Item1);
        memory.Leave(along.Item2);
        memory.Leave(along.Item3);
        memory.Leave(along.Item4);
        memory.Leave(along.Item5);
        memory.Leave(along.Item6);
        memory.Leave(along.Item7);
        memory.Leave(along.Item8);
        var product = function.HessianVectorProduct(at.Item1, at.Item2, at.Item3, at.Item4, at.Item5, at.Item6, at.Item7, at.Item8, along);
        into.Item1 = Shadow.Zeroed(into.Item1);
        into.Item2 = Shadow.Zeroed(into.Item2);
        into.Item3 = Shadow.Zeroed(into.Item3);
        into.Item4 = Shadow.Zeroed(into.Item4);
        into.Item5 = Shadow.Zeroed(into.Item5);
        into.Item6 = Shadow.Zeroed(into.Item6);
        into.Item7 = Shadow.Zeroed(into.Item7);
        into.Item8 = Shadow.Zeroed(into.Item8);
        Shadow.Accumulate(ref into.Item1, product.Item1);
        Shadow.Accumulate(ref into.Item2, product.Item2);
        Shadow.Accumulate(ref into.Item3, product.Item3);
        Shadow.Accumulate(ref into.Item4, product.Item4);
        Shadow.Accumulate(ref into.Item5, product.Item5);
        Shadow.Accumulate(ref into.Item6, product.Item6);
        Shadow.Accumulate(ref into.Item7, product.Item7);
        Shadow.Accumulate(ref into.Item8, product.Item8);
        return into;
    }
}
