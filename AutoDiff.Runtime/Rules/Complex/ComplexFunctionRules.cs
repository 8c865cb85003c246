using System.Numerics;

namespace AutoDiff.Rules;

/// <summary>The elementary functions of <see cref="Complex"/>, and its magnitude and phase.</summary>
/// <remarks>Convention: the magnitude and the phase of zero have derivative 0.</remarks>
internal static class ComplexFunctionRules
{
    [Pullback(typeof(Complex), nameof(Complex.Abs))]
    [Pullback(typeof(Complex), "get_Magnitude")]
    internal static Complex Abs(Complex value, double result, double cotangent) => result == 0 ? Complex.Zero : value * (cotangent / result);

    [Pullback(typeof(Complex), "get_Phase")]
    internal static Complex Phase(Complex value, double result, double cotangent)
    {
        double square = ComplexRules.Dot(value, value);
        return square == 0 ? Complex.Zero : new Complex(-value.Imaginary, value.Real) * (cotangent / square);
    }

    [Pullback(typeof(Complex), nameof(Complex.Exp))]
    internal static Complex Exp(Complex value, Complex result, Complex cotangent) => cotangent * Complex.Conjugate(result);

    [Pullback(typeof(Complex), nameof(Complex.Log))]
    internal static Complex Log(Complex value, Complex result, Complex cotangent) => cotangent / Complex.Conjugate(value);

    [Pullback(typeof(Complex), nameof(Complex.Log))]
    internal static (Complex Value, double BaseValue) Log(Complex value, double baseValue, Complex result, Complex cotangent)
    {
        // Of a negative base the logarithm is complex.
        var log = Complex.Log(baseValue);
        return (cotangent / Complex.Conjugate(value * log), -ComplexRules.Dot(cotangent, result / (log * baseValue)));
    }

    [Pullback(typeof(Complex), nameof(Complex.Log10))]
    internal static Complex Log10(Complex value, Complex result, Complex cotangent) => cotangent / Complex.Conjugate(value) / Math.Log(10);

    [Pullback(typeof(Complex), nameof(Complex.Sqrt))]
    internal static Complex Sqrt(Complex value, Complex result, Complex cotangent) => cotangent / (2 * Complex.Conjugate(result));

    [Pullback(typeof(Complex), nameof(Complex.Pow))]
    internal static (Complex Value, Complex Power) Pow(Complex value, Complex power, Complex result, Complex cotangent) =>
        (OfBase(value, power, cotangent), value == Complex.Zero ? Complex.Zero : cotangent * Complex.Conjugate(result * Complex.Log(value)));

    [Pullback(typeof(Complex), nameof(Complex.Pow))]
    internal static (Complex Value, double Power) Pow(Complex value, double power, Complex result, Complex cotangent) =>
        (OfBase(value, power, cotangent), value == Complex.Zero ? 0 : ComplexRules.Dot(cotangent, result * Complex.Log(value)));

    [Pullback(typeof(Complex), nameof(Complex.Sin))]
    internal static Complex Sin(Complex value, Complex result, Complex cotangent) => cotangent * Complex.Conjugate(Complex.Cos(value));

    [Pullback(typeof(Complex), nameof(Complex.Cos))]
    internal static Complex Cos(Complex value, Complex result, Complex cotangent) => -cotangent * Complex.Conjugate(Complex.Sin(value));

    [Pullback(typeof(Complex), nameof(Complex.Tan))]
    internal static Complex Tan(Complex value, Complex result, Complex cotangent) => cotangent * Complex.Conjugate(1 + (result * result));

    [Pullback(typeof(Complex), nameof(Complex.Sinh))]
    internal static Complex Sinh(Complex value, Complex result, Complex cotangent) => cotangent * Complex.Conjugate(Complex.Cosh(value));

    [Pullback(typeof(Complex), nameof(Complex.Cosh))]
    internal static Complex Cosh(Complex value, Complex result, Complex cotangent) => cotangent * Complex.Conjugate(Complex.Sinh(value));

    [Pullback(typeof(Complex), nameof(Complex.Tanh))]
    internal static Complex Tanh(Complex value, Complex result, Complex cotangent) => cotangent * Complex.Conjugate(1 - (result * result));

    [Pullback(typeof(Complex), nameof(Complex.Asin))]
    internal static Complex Asin(Complex value, Complex result, Complex cotangent) => cotangent / Complex.Conjugate(Complex.Cos(result));

    [Pullback(typeof(Complex), nameof(Complex.Acos))]
    internal static Complex Acos(Complex value, Complex result, Complex cotangent) => -cotangent / Complex.Conjugate(Complex.Sin(result));

    [Pullback(typeof(Complex), nameof(Complex.Atan))]
    internal static Complex Atan(Complex value, Complex result, Complex cotangent) => cotangent / Complex.Conjugate(1 + (value * value));

    private static Complex OfBase(Complex value, Complex power, Complex cotangent) =>
        power == Complex.Zero ? Complex.Zero : cotangent * Complex.Conjugate(power * Complex.Pow(value, power - 1));
}
