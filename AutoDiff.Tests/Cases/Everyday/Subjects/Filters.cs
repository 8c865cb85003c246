namespace Everyday.Filters;

/// An equaliser of biquad sections, its response by FFT, and how far that is from the wish.
public interface IFilter
{
    double Process(double sample);
    void Reset();
}

public sealed class Biquad : IFilter
{
    private readonly double _b0, _b1, _b2, _a1, _a2;
    private double _z1, _z2;

    private Biquad(double b0, double b1, double b2, double a0, double a1, double a2) =>
        (_b0, _b1, _b2, _a1, _a2) = (b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);

    public static Biquad LowPass(double frequency, double q)
    {
        double w = 2 * Math.PI * frequency, c = Math.Cos(w), alpha = Math.Sin(w) / (2 * q);
        return new((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha);
    }

    public static Biquad Peak(double frequency, double q, double decibels)
    {
        double a = Math.Pow(10, decibels / 40), w = 2 * Math.PI * frequency, c = Math.Cos(w), alpha = Math.Sin(w) / (2 * q);
        return new(1 + alpha * a, -2 * c, 1 - alpha * a, 1 + alpha / a, -2 * c, 1 - alpha / a);
    }

    public double Process(double x)
    {
        double y = _b0 * x + _z1;
        _z1 = _b1 * x - _a1 * y + _z2;
        _z2 = _b2 * x - _a2 * y;
        return y;
    }

    public void Reset() => _z1 = _z2 = 0;
}

public sealed class Cascade(params IFilter[] sections) : IFilter
{
    public double Process(double sample)
    {
        foreach (var section in sections)
            sample = section.Process(sample);
        return sample;
    }

    public void Reset() => Array.ForEach(sections, s => s.Reset());
}

public sealed class Comb(int delay, double feedback) : IFilter
{
    private readonly double[] _line = new double[delay];
    private int _at;

    public double Process(double sample)
    {
        ref double cell = ref _line[_at];
        double delayed = cell;
        cell = sample + feedback * delayed;
        _at = (_at + 1) % _line.Length;
        return delayed + 0.5 * sample;
    }

    public void Reset() => Array.Clear(_line);
}

public static class Fourier
{
    public static void Transform(Span<Complex> data)
    {
        int n = data.Length;
        if (!BitOperations.IsPow2(n))
            throw new ArgumentException("length must be a power of two");
        for (int i = 1, j = 0; i < n; i++)
        {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
                j ^= bit;
            j ^= bit;
            if (i < j)
                (data[i], data[j]) = (data[j], data[i]);
        }
        for (int length = 2; length <= n; length <<= 1)
        {
            var root = Complex.FromPolarCoordinates(1, -2 * Math.PI / length);
            for (int start = 0; start < n; start += length)
            {
                var w = Complex.One;
                for (int k = start; k < start + length / 2; k++)
                {
                    Complex even = data[k], odd = w * data[k + length / 2];
                    data[k] = even + odd;
                    data[k + length / 2] = even - odd;
                    w *= root;
                }
            }
        }
    }
}

public static class Program
{
    private static double[] ImpulseResponse(IFilter filter, int length)
    {
        filter.Reset();
        var response = new double[length];
        for (int i = 0; i < length; i++)
            response[i] = filter.Process(i == 0 ? 1 : 0);
        return response;
    }

    static double Mismatch(double[] p)
    {
        var filter = new Cascade(Biquad.LowPass(p[0], p[1]), Biquad.Peak(0.1, p[2], p[3]), new Comb(5, p[4]));
        Complex[] spectrum = [.. ImpulseResponse(filter, 64).Select(r => new Complex(r, 0))];
        Fourier.Transform(spectrum);
        double error = 0;
        for (int k = 0; k < spectrum.Length / 2; k++)
        {
            double wish = k < 10 ? 0 : -2.0 * (k - 10), level = 20 * Math.Log10(spectrum[k].Magnitude + 1e-6);
            error += (level - wish) * (level - wish);
        }
        return Math.Sqrt(error / 32);
    }

    public static void Go() => Check.All(Mismatch, [0.15, 0.8, 1.2, 3.5, 0.3], "equaliser");
}
