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
}
