using System.Numerics;

namespace AutoDiff.Rules;

/// <summary>
/// The arithmetic of <see cref="Complex"/>. A cotangent holds the derivatives with respect to the real and to the imaginary part; of an analytic function it is
/// multiplied with the conjugate of the function's derivative.
/// </summary>
internal static class ComplexRules
{
    [Pullback(typeof(Complex), "op_Addition")]
    [Pullback(typeof(Complex), nameof(Complex.Add))]
    internal static (Complex Left, Complex Right) Add(Complex left, Complex right, Complex result, Complex cotangent) => (cotangent, cotangent);

    [Pullback(typeof(Complex), "op_Addition")]
    [Pullback(typeof(Complex), nameof(Complex.Add))]
    internal static (Complex Left, double Right) Add(Complex left, double right, Complex result, Complex cotangent) => (cotangent, cotangent.Real);

    [Pullback(typeof(Complex), "op_Addition")]
    [Pullback(typeof(Complex), nameof(Complex.Add))]
    internal static (double Left, Complex Right) Add(double left, Complex right, Complex result, Complex cotangent) => (cotangent.Real, cotangent);

    [Pullback(typeof(Complex), "op_Subtraction")]
    [Pullback(typeof(Complex), nameof(Complex.Subtract))]
    internal static (Complex Left, Complex Right) Subtract(Complex left, Complex right, Complex result, Complex cotangent) => (cotangent, -cotangent);

    [Pullback(typeof(Complex), "op_Subtraction")]
    [Pullback(typeof(Complex), nameof(Complex.Subtract))]
    internal static (Complex Left, double Right) Subtract(Complex left, double right, Complex result, Complex cotangent) => (cotangent, -cotangent.Real);

    [Pullback(typeof(Complex), "op_Subtraction")]
    [Pullback(typeof(Complex), nameof(Complex.Subtract))]
    internal static (double Left, Complex Right) Subtract(double left, Complex right, Complex result, Complex cotangent) => (cotangent.Real, -cotangent);

    [Pullback(typeof(Complex), "op_UnaryNegation")]
    [Pullback(typeof(Complex), nameof(Complex.Negate))]
    internal static Complex Negate(Complex value, Complex result, Complex cotangent) => -cotangent;

    [Pullback(typeof(Complex), "op_Multiply")]
    [Pullback(typeof(Complex), nameof(Complex.Multiply))]
    internal static (Complex Left, Complex Right) Multiply(Complex left, Complex right, Complex result, Complex cotangent) =>
        (cotangent * Complex.Conjugate(right), cotangent * Complex.Conjugate(left));

    [Pullback(typeof(Complex), "op_Multiply")]
    [Pullback(typeof(Complex), nameof(Complex.Multiply))]
    internal static (Complex Left, double Right) Multiply(Complex left, double right, Complex result, Complex cotangent) =>
        (cotangent * right, Dot(cotangent, left));

    [Pullback(typeof(Complex), "op_Multiply")]
    [Pullback(typeof(Complex), nameof(Complex.Multiply))]
    internal static (double Left, Complex Right) Multiply(double left, Complex right, Complex result, Complex cotangent) =>
        (Dot(cotangent, right), left * cotangent);

    [Pullback(typeof(Complex), "op_Division")]
    [Pullback(typeof(Complex), nameof(Complex.Divide))]
    internal static (Complex Left, Complex Right) Divide(Complex left, Complex right, Complex result, Complex cotangent)
    {
        var part = cotangent / Complex.Conjugate(right);
        return (part, -part * Complex.Conjugate(result));
    }

    [Pullback(typeof(Complex), "op_Division")]
    [Pullback(typeof(Complex), nameof(Complex.Divide))]
    internal static (Complex Dividend, double Divisor) Divide(Complex dividend, double divisor, Complex result, Complex cotangent)
    {
        var part = cotangent / divisor;
        return (part, -Dot(part, result));
    }

    [Pullback(typeof(Complex), "op_Division")]
    [Pullback(typeof(Complex), nameof(Complex.Divide))]
    internal static (double Dividend, Complex Divisor) Divide(double dividend, Complex divisor, Complex result, Complex cotangent)
    {
        var part = cotangent / Complex.Conjugate(divisor);
        return (part.Real, -part * Complex.Conjugate(result));
    }

    [Pullback(typeof(Complex), nameof(Complex.Conjugate))]
    internal static Complex Conjugate(Complex value, Complex result, Complex cotangent) => Complex.Conjugate(cotangent);

    [Pullback(typeof(Complex), nameof(Complex.Reciprocal))]
    internal static Complex Reciprocal(Complex value, Complex result, Complex cotangent) => -cotangent * Complex.Conjugate(result * result);

    [Pullback(typeof(Complex), "op_Implicit")]
    internal static double FromDouble(double value, Complex result, Complex cotangent) => cotangent.Real;

    [Pullback(typeof(Complex), "op_Implicit")]
    internal static float FromSingle(float value, Complex result, Complex cotangent) => (float)cotangent.Real;

    [Pullback(typeof(Complex), nameof(Complex.FromPolarCoordinates))]
    internal static (double Magnitude, double Phase) FromPolarCoordinates(double magnitude, double phase, Complex result, Complex cotangent)
    {
        var (sin, cos) = Math.SinCos(phase);
        return ((cotangent.Real * cos) + (cotangent.Imaginary * sin), (cotangent.Imaginary * result.Real) - (cotangent.Real * result.Imaginary));
    }

    /// <summary>What the real parts of two vectors in the plane multiply to.</summary>
    internal static double Dot(Complex a, Complex b) => (a.Real * b.Real) + (a.Imaginary * b.Imaginary);
}
