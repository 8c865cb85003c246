namespace Everyday.ImageProcessing;

/// Deblurring quality: a rectangular image, kernels, gradients of intensity and total variation.
public sealed class Image
{
    private readonly double[,] _pixels;
    public Image(int height, int width) => _pixels = new double[height, width];
    public Image(double[,] pixels) => _pixels = pixels;

    public int Height => _pixels.GetLength(0);
    public int Width => _pixels.GetLength(1);

    /// Mirrors at the border.
    public double this[int y, int x]
    {
        get => _pixels[Mirror(y, Height), Mirror(x, Width)];
        set => _pixels[y, x] = value;
    }

    private static int Mirror(int i, int n) => i < 0 ? -i - 1 : i >= n ? 2 * n - i - 1 : i;

    public IEnumerable<(int Y, int X, double Value)> Pixels()
    {
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                yield return (y, x, _pixels[y, x]);
    }

    public Image Map(Func<double, double> f)
    {
        var result = new Image(Height, Width);
        foreach (var (y, x, v) in Pixels())
            result[y, x] = f(v);
        return result;
    }
}

public sealed class Kernel
{
    private readonly double[,] _weights;
    private Kernel(double[,] weights) => _weights = weights;

    public static Kernel SobelX { get; } = new(new double[,] { { -1, 0, 1 }, { -2, 0, 2 }, { -1, 0, 1 } });
    public static Kernel SobelY { get; } = new(new double[,] { { -1, -2, -1 }, { 0, 0, 0 }, { 1, 2, 1 } });

    public static Kernel Gaussian(int radius, double sigma)
    {
        int size = 2 * radius + 1;
        var w = new double[size, size];
        double total = 0;
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++)
                total += w[i, j] = Math.Exp(-((i - radius) * (i - radius) + (j - radius) * (j - radius)) / (2 * sigma * sigma));
        foreach (ref double v in MemoryMarshal.CreateSpan(ref w[0, 0], w.Length))
            v /= total;
        return new Kernel(w);
    }

    public Image Apply(Image image)
    {
        int r = _weights.GetLength(0) / 2;
        var result = new Image(image.Height, image.Width);
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < image.Width; x++)
            {
                double sum = 0;
                for (int dy = -r; dy <= r; dy++)
                    for (int dx = -r; dx <= r; dx++)
                        sum += _weights[dy + r, dx + r] * image[y - dy, x - dx];
                result[y, x] = sum;
            }
        return result;
    }
}

public static class Program
{
    static Image Disc(int size, double cy, double cx, double radius, double softness)
    {
        var image = new Image(size, size);
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++)
                image[y, x] = 1 / (1 + Math.Exp((Math.Sqrt((y - cy) * (y - cy) + (x - cx) * (x - cx) + 0.01) - radius) / softness));
        return image;
    }

    static readonly Image s_observed = Kernel.Gaussian(2, 1.1).Apply(Disc(9, 4.2, 3.9, 2.4, 0.5));

    /// p: centre, radius, width of the blur, gamma
    static double Misfit(double[] p)
    {
        var blurred = Kernel.Gaussian(2, p[3]).Apply(Disc(9, p[0], p[1], p[2], 0.5)).Map(v => Math.Pow(v, p[4]));
        double misfit = blurred.Pixels().Zip(s_observed.Pixels(), (a, b) => (a.Value - b.Value) * (a.Value - b.Value)).Sum();
        Image gx = Kernel.SobelX.Apply(blurred), gy = Kernel.SobelY.Apply(blurred);
        double variation = gx.Pixels().Sum(q => Math.Sqrt(q.Value * q.Value + gy[q.Y, q.X] * gy[q.Y, q.X] + 1e-3));
        var brightest = blurred.Pixels().MaxBy(q => q.Value);
        return misfit + 0.01 * variation + 0.1 * brightest.Value + 0.001 * brightest.Y;
    }

    public static void Go() => Check.All(Misfit, [4.0, 4.1, 2.2, 0.9, 1.1], "image");
}
