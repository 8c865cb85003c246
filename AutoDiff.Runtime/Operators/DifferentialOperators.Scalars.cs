using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>
/// The operators that return functions, for scalar arguments. C# infers no type arguments from a method group, nor from a lambda without parameter
/// types: these let <c>Gradient(of: f)</c> be written for them. A lambda that could be either is taken to be of <see cref="double"/>.
/// </content>
public static partial class DifferentialOperators
{
    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double> Gradient(DifferentiableFunc<double, double> of) => Gradient<double>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float> Gradient(DifferentiableFunc<float, float> of) => Gradient<float>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, (double Value, double Gradient)> ValueWithGradient(DifferentiableFunc<double, double> of) =>
        ValueWithGradient<double>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, (float Value, float Gradient)> ValueWithGradient(DifferentiableFunc<float, float> of) => ValueWithGradient<float>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, (double, double)> Gradient(DifferentiableFunc<double, double, double> of) => Gradient<double, double>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, (float, float)> Gradient(DifferentiableFunc<float, float, float> of) => Gradient<float, float>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, (double Value, (double, double) Gradient)> ValueWithGradient(DifferentiableFunc<double, double, double> of) =>
        ValueWithGradient<double, double>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, (float Value, (float, float) Gradient)> ValueWithGradient(DifferentiableFunc<float, float, float> of) =>
        ValueWithGradient<float, float>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, (double, double, double)> Gradient(DifferentiableFunc<double, double, double, double> of) =>
        Gradient<double, double, double>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, (float, float, float)> Gradient(DifferentiableFunc<float, float, float, float> of) =>
        Gradient<float, float, float>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, (double Value, (double, double, double) Gradient)> ValueWithGradient(
        DifferentiableFunc<double, double, double, double> of) =>
        ValueWithGradient<double, double, double>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, (float Value, (float, float, float) Gradient)> ValueWithGradient(
        DifferentiableFunc<float, float, float, float> of) =>
        ValueWithGradient<float, float, float>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, (double, double, double, double)> Gradient(
        DifferentiableFunc<double, double, double, double, double> of) =>
        Gradient<double, double, double, double>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, (float, float, float, float)> Gradient(DifferentiableFunc<float, float, float, float, float> of) =>
        Gradient<float, float, float, float>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, (double Value, (double, double, double, double) Gradient)> ValueWithGradient(
        DifferentiableFunc<double, double, double, double, double> of) =>
        ValueWithGradient<double, double, double, double>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, (float Value, (float, float, float, float) Gradient)> ValueWithGradient(
        DifferentiableFunc<float, float, float, float, float> of) =>
        ValueWithGradient<float, float, float, float>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double, (double, double, double, double, double)> Gradient(
        DifferentiableFunc<double, double, double, double, double, double> of) =>
        Gradient<double, double, double, double, double>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, float, (float, float, float, float, float)> Gradient(
        DifferentiableFunc<float, float, float, float, float, float> of) =>
        Gradient<float, float, float, float, float>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double, (double Value, (double, double, double, double, double) Gradient)> ValueWithGradient(
        DifferentiableFunc<double, double, double, double, double, double> of) =>
        ValueWithGradient<double, double, double, double, double>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, float, (float Value, (float, float, float, float, float) Gradient)> ValueWithGradient(
        DifferentiableFunc<float, float, float, float, float, float> of) =>
        ValueWithGradient<float, float, float, float, float>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double, double, (double, double, double, double, double, double)> Gradient(
        DifferentiableFunc<double, double, double, double, double, double, double> of) =>
        Gradient<double, double, double, double, double, double>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, float, float, (float, float, float, float, float, float)> Gradient(
        DifferentiableFunc<float, float, float, float, float, float, float> of) =>
        Gradient<float, float, float, float, float, float>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double, double, (double Value, (double, double, double, double, double, double) Gradient)>
        ValueWithGradient(
        DifferentiableFunc<double, double, double, double, double, double, double> of) =>
        ValueWithGradient<double, double, double, double, double, double>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, float, float, (float Value, (float, float, float, float, float, float) Gradient)> ValueWithGradient(
        DifferentiableFunc<float, float, float, float, float, float, float> of) =>
        ValueWithGradient<float, float, float, float, float, float>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double, double, double, (double, double, double, double, double, double, double)> Gradient(
        DifferentiableFunc<double, double, double, double, double, double, double, double> of) =>
        Gradient<double, double, double, double, double, double, double>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, float, float, float, (float, float, float, float, float, float, float)> Gradient(
        DifferentiableFunc<float, float, float, float, float, float, float, float> of) =>
        Gradient<float, float, float, float, float, float, float>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double, double, double,
        (double Value, (double, double, double, double, double, double, double) Gradient)>
        ValueWithGradient(
        DifferentiableFunc<double, double, double, double, double, double, double, double> of) =>
        ValueWithGradient<double, double, double, double, double, double, double>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, float, float, float, (float Value, (float, float, float, float, float, float, float) Gradient)>
        ValueWithGradient(
        DifferentiableFunc<float, float, float, float, float, float, float, float> of) =>
        ValueWithGradient<float, float, float, float, float, float, float>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double, double, double, double, (double, double, double, double, double, double, double, double)>
        Gradient(
        DifferentiableFunc<double, double, double, double, double, double, double, double, double> of) =>
        Gradient<double, double, double, double, double, double, double, double>(of);

    /// <inheritdoc cref="Gradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, float, float, float, float, (float, float, float, float, float, float, float, float)> Gradient(
        DifferentiableFunc<float, float, float, float, float, float, float, float, float> of) =>
        Gradient<float, float, float, float, float, float, float, float>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double, double, double, double,
        (double Value, (double, double, double, double, double, double, double, double) Gradient)>
        ValueWithGradient(
        DifferentiableFunc<double, double, double, double, double, double, double, double, double> of) =>
        ValueWithGradient<double, double, double, double, double, double, double, double>(of);

    /// <inheritdoc cref="ValueWithGradient{T}(DifferentiableFunc{T, double})"/>
    public static Func<float, float, float, float, float, float, float, float, (float Value, (float, float, float, float, float, float, float, float) Gradient)>
        ValueWithGradient(
        DifferentiableFunc<float, float, float, float, float, float, float, float, float> of) =>
        ValueWithGradient<float, float, float, float, float, float, float, float>(of);
}
