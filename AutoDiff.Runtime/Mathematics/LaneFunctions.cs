using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff;

/// <summary>
/// Functions of numbers in several lanes. They have hardly any branches and become part of the code that calls them, so that vectors stay in registers.
/// Generated code uses them; users need not.
/// </summary>
/// <remarks>
/// Zeros, infinities and NaN, and what is made of them, overflow and underflow are those of <see cref="Math"/>. Other results differ from those of
/// <see cref="Math"/> by a few units in the last place at most.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LaneFunctions
{
    // 2^52 + 2^51: a number to which it is added is rounded to an integer, and that is in the last bits of the sum.
    private const double Rounder = 6755399441055744;

    private const double Log2 = 0.6931471805599453, Log2Rest = 2.3190468138462996E-17;

    // The first has so few digits that its product with the exponent of a number is exact.
    private const double ShortLog2 = 6.93147180369123816490E-01, ShortLog2Rest = 1.90821492927058770002E-10;

    private const double SqrtOf2 = 1.4142135623730951;

    /// <summary>As <see cref="Math.Exp"/>.</summary>
    /// <param name="x">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        if (!Avx512F.IsSupported)
            return OneByOne(x, &Math.Exp);
        // Of two operands one of which is NaN, these return the second.
        var near = Avx512F.Min(Vector512.Create(800.0), Avx512F.Max(Vector512.Create(-800.0), x));
        return ExpOfSum(near, Vector512<double>.Zero, isSharp: false);
    }

    /// <summary>As <see cref="Math.Log(double)"/>.</summary>
    /// <param name="x">The numbers.</param>
    /// <remarks>The method of K. C. Ng in fdlibm: x = 2^e · (1 + f), s = f / (2 + f), log (1 + f) = 2 artanh s.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        if (!Avx512F.IsSupported)
            return OneByOne(x, &Math.Log);
        Split(x, out var f, out var exponent);
        var s = f / (f + Vector512.Create(2.0));
        var z = s * s;
        var w = z * z;
        var odd = Sum(w, Sum(w, Sum(w, 1.479819860511658591E-01, 1.818357216161805012E-01), 2.857142874366239149E-01), 6.666666666666735130E-01);
        var even = Sum(w, Sum(w, 1.531383769920937332E-01, 2.222219843214978396E-01), 3.999999999940941908E-01);
        var half = Vector512.Create(0.5) * f * f;
        var rest = Sum(s, half + Sum(w, even, z * odd), exponent * Vector512.Create(ShortLog2Rest));
        return Sum(exponent, Vector512.Create(ShortLog2), f - (half - rest));
    }

    /// <summary>As <see cref="Math.Sin"/>.</summary>
    /// <param name="x">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x)
    {
        if (!AreSmall(x))
            return OneByOne(x, &Math.Sin);
        // The sum in the wave loses the sign of zero.
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), x, Wave(x, 0));
    }

    /// <summary>As <see cref="Math.Cos"/>.</summary>
    /// <param name="x">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x) => AreSmall(x) ? Wave(x, 1) : OneByOne(x, &Math.Cos);

    /// <summary>As <see cref="Math.Pow"/>.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents.</param>
    /// <remarks>The logarithm is a sum of two numbers, as is its product with the exponent. What is special goes one by one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y)
    {
        if (!Avx512F.IsSupported)
            return OneByOne(x, y);
        LogAsSum(x, out var high, out var low);
        var product = y * high;
        var rest = Sum(y, low, Avx512F.FusedMultiplySubtract(y, high, product));
        var isOrdinary = Vector512.GreaterThanOrEqual(x, Vector512<double>.Zero) & Vector512.LessThanOrEqual(Vector512.Abs(product), Vector512.Create(700.0));
        return Vector512.EqualsAll(isOrdinary.AsInt64(), Vector512<long>.AllBitsSet) ? ExpOfSum(product, rest, isSharp: true) : OneByOne(x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreSmall(Vector512<double> x) =>
        Avx512F.IsSupported && Vector512.LessThanOrEqualAll(Vector512.Abs(x), Vector512.Create(1E5));

    /// <summary>a · b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sum(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Avx512F.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sum(Vector512<double> a, Vector512<double> b, double c) => Sum(a, b, Vector512.Create(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sum(Vector512<double> a, double b, double c) => Sum(a, Vector512.Create(b), Vector512.Create(c));

    /// <summary>a - n · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Less(Vector512<double> a, Vector512<double> n, double b) =>
        Avx512F.FusedMultiplyAddNegated(n, Vector512.Create(b), a);

    /// <summary>e^(x + rest): 2^(n/16) · e^r, the sixteen roots of two from a table, e^r by its series.</summary>
    /// <param name="x">Numbers whose power is not much more than what a number can be.</param>
    /// <param name="rest">What is added to them, if the power is to be sharp.</param>
    /// <param name="isSharp">Whether powers that are integers are to be exact: the roots have twice the digits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpOfSum(Vector512<double> x, Vector512<double> rest, bool isSharp)
    {
        var shifted = Sum(x, 16 / Log2, Rounder);
        var n = shifted - Vector512.Create(Rounder);
        var r = Less(Less(x, n, Log2 / 16), n, Log2Rest / 16);
        if (isSharp)
            r += rest;
        var root = Avx512F.PermuteVar8x64x2(
            Vector512.Create(
                1, 1.0442737824274138, 1.0905077326652577, 1.1387886347566916, 1.189207115002721, 1.241857812073484, 1.2968395546510096, 1.3542555469368927),
            shifted.AsInt64(),
            Vector512.Create(
                1.4142135623730951, 1.4768261459394993, 1.5422108254079407, 1.6104903319492543, 1.681792830507429, 1.7562521603732995, 1.8340080864093424,
                1.9152065613971474));
        var square = r * r;
        var series = Sum(square, Sum(r, 1 / 5040.0, 1 / 720.0), Sum(r, 1 / 120.0, 1 / 24.0));
        series = Sum(square, Sum(square, series, Sum(r, 1 / 6.0, 0.5)), r);
        if (isSharp)
        {
            var rootRest = Avx512F.PermuteVar8x64x2(
                Vector512.Create(
                    0, 8.551889705537965E-17, -3.046782079812471E-17, 8.912812676025408E-17,
                    3.982015231465646E-17, 4.658027591836937E-17, 2.5382502794888315E-17, 7.70094837980299E-17),
                shifted.AsInt64(),
                Vector512.Create(
                    -9.667293313452913E-17, -3.483994556892796E-17, 7.949834809697621E-17, 2.4707192569797888E-17,
                    8.199010020581497E-17, 2.960140695448873E-17, 3.283107224245627E-17, -1.0619946056195963E-16));
            return Avx512F.Scale(root + Sum(root, series, rootRest), n * Vector512.Create(1 / 16.0));
        }

        return Avx512F.Scale(Sum(root, series, root), n * Vector512.Create(1 / 16.0));
    }

    /// <summary>x = 2^exponent · (1 + f), between √½ and √2; NaN for what has no logarithm, infinite exponents of zero and infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(Vector512<double> x, out Vector512<double> f, out Vector512<double> exponent)
    {
        // Between 1 and 2, without the sign of zero; NaN for what is negative.
        const byte Mantissa = 0b1100;
        var m = Avx512F.GetMantissa(x, Mantissa);
        exponent = Avx512F.GetExponent(x);
        var isLarge = Vector512.GreaterThan(m, Vector512.Create(SqrtOf2));
        f = Vector512.ConditionalSelect(isLarge, m * Vector512.Create(0.5), m) - Vector512.Create(1.0);
        exponent = Vector512.ConditionalSelect(isLarge, exponent + Vector512.Create(1.0), exponent);
    }

    /// <summary>The logarithm of ordinary numbers to some seventy bits: 2s + 2s³/3 in twice the digits, the rest of the series of artanh in one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LogAsSum(Vector512<double> x, out Vector512<double> high, out Vector512<double> low)
    {
        const double TwoThirds = 2.0 / 3, TwoThirdsRest = 3.700743415417188E-17;
        Split(x, out var f, out var exponent);
        var two = Vector512.Create(2.0);
        var divisor = f + two;
        var inverse = Vector512.Create(1.0) / divisor;
        var s = f * inverse;
        var sRest = (Avx512F.FusedMultiplyAddNegated(s, divisor, f) - (s * (f - (divisor - two)))) * inverse;
        var z = s * s;
        var zRest = Sum(two * s, sRest, Avx512F.FusedMultiplySubtract(s, s, z));
        var w = z * z;
        var odd = Sum(w, Sum(w, Sum(w, Sum(w, 2 / 21.0, 2 / 17.0), 2 / 13.0), 2 / 9.0), 2 / 5.0);
        var even = Sum(w, Sum(w, Sum(w, Sum(w, 2 / 23.0, 2 / 19.0), 2 / 15.0), 2 / 11.0), 2 / 7.0);
        var third = z * Vector512.Create(TwoThirds);
        var thirdRest = Avx512F.FusedMultiplySubtract(z, Vector512.Create(TwoThirds), third);
        thirdRest = Sum(zRest, Vector512.Create(TwoThirds), Sum(z, Vector512.Create(TwoThirdsRest), thirdRest)) + (w * Sum(z, even, odd));
        // s · (2 + third), then the logarithm of the power of two.
        var factor = two + third;
        var factorRest = third - (factor - two) + thirdRest;
        var product = s * factor;
        var productRest = Avx512F.FusedMultiplySubtract(s, factor, product) + Sum(sRest, factor, s * factorRest);
        var ofPower = exponent * Vector512.Create(ShortLog2);
        var sum = ofPower + product;
        var tail = sum - ofPower;
        tail = (ofPower - (sum - tail)) + (product - tail) + Sum(exponent, Vector512.Create(ShortLog2Rest), productRest);
        high = sum + tail;
        low = sum - high + tail;
    }

    /// <summary>The sine, some quarters of a turn further on: of the distance to the nearest quarter, the series of sine or cosine (fdlibm).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Wave(Vector512<double> x, long quarters)
    {
        var shifted = Sum(x, 2 / Math.PI, Rounder);
        var n = shifted - Vector512.Create(Rounder);
        var r = Less(Less(Less(x, n, Math.PI / 2), n, 6.123233995736766E-17), n, -1.4973849048591833E-33);
        var z = r * r;
        var w = z * z;
        var sine = Sum(
            w,
            Sum(w, Sum(z, 1.58969099521155010221E-10, -2.50507602534068634195E-08), Sum(z, 2.75573137070700676789E-06, -1.98412698298579493134E-04)),
            Sum(z, 8.33333333332248946124E-03, -1.66666666666666324348E-01));
        sine = Sum(z * r, sine, r);
        var cosine = Sum(
            w,
            Sum(w, Sum(z, -1.13596475577881948265E-11, 2.08757232129817482790E-09), Sum(z, -2.75573143513506633035E-07, 2.48015872894767294178E-05)),
            Sum(z, -1.38888888888741095749E-03, 4.16666666666666019037E-02));
        var half = z * Vector512.Create(0.5);
        var most = Vector512.Create(1.0) - half;
        cosine = most + Sum(w, cosine, Vector512.Create(1.0) - most - half);
        var quarter = shifted.AsInt64() + Vector512.Create(quarters);
        var isCosine = Vector512.Equals(quarter & Vector512.Create(1L), Vector512.Create(1L)).AsDouble();
        var sign = ((quarter & Vector512.Create(2L)) << 62).AsDouble();
        return Vector512.ConditionalSelect(isCosine, cosine, sine) ^ sign;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> OneByOne(Vector512<double> x, delegate*<double, double> function)
    {
        var results = x;
        for (int lane = 0; lane < LaneNumber.Count; lane++)
            results = results.WithElement(lane, function(x[lane]));
        return results;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> OneByOne(Vector512<double> x, Vector512<double> y)
    {
        var results = x;
        for (int lane = 0; lane < LaneNumber.Count; lane++)
            results = results.WithElement(lane, Math.Pow(x[lane], y[lane]));
        return results;
    }
}
