namespace Everyday.Geodesy;

/// Adjustment of a station's coordinates from distances and azimuths on the ellipsoid.
public readonly record struct Angle(double Radians) : IComparable<Angle>
{
    public static Angle FromDegrees(double degrees) => new(degrees * Math.PI / 180);
    public static Angle FromDegrees(int d, int m, double s) => FromDegrees(Math.Sign(d) * (Math.Abs(d) + m / 60.0 + s / 3600));
    public double Degrees => Radians * 180 / Math.PI;
    public Angle Normalised => new(Math.IEEERemainder(Radians, 2 * Math.PI));
    public static Angle operator +(Angle a, Angle b) => new(a.Radians + b.Radians);
    public static Angle operator -(Angle a, Angle b) => new(a.Radians - b.Radians);
    public int CompareTo(Angle other) => Radians.CompareTo(other.Radians);
}

public readonly record struct Position(Angle Latitude, Angle Longitude, double Height = 0);

public sealed class Ellipsoid
{
    public static readonly Ellipsoid Wgs84 = new() { SemiMajor = 6378.137, Flattening = 1 / 298.257223563 };

    public required double SemiMajor { get; init; }
    public required double Flattening { get; init; }
    private double SemiMinor => SemiMajor * (1 - Flattening);
    private double Eccentricity2 => Flattening * (2 - Flattening);

    public (double X, double Y, double Z) ToCartesian(in Position p)
    {
        var (sin, cos) = Math.SinCos(p.Latitude.Radians);
        double n = SemiMajor / Math.Sqrt(1 - Eccentricity2 * sin * sin);
        return ((n + p.Height) * cos * Math.Cos(p.Longitude.Radians),
            (n + p.Height) * cos * Math.Sin(p.Longitude.Radians), (n * (1 - Eccentricity2) + p.Height) * sin);
    }

    public Position ToGeodetic(double x, double y, double z)
    {
        double p = double.Hypot(x, y), latitude = Math.Atan2(z, p * (1 - Eccentricity2)), height = 0;
        for (int i = 0; i < 6; i++)
        {
            double n = SemiMajor / Math.Sqrt(1 - Eccentricity2 * Math.Pow(Math.Sin(latitude), 2));
            height = p / Math.Cos(latitude) - n;
            latitude = Math.Atan2(z, p * (1 - Eccentricity2 * n / (n + height)));
        }
        return new(new(latitude), new(Math.Atan2(y, x)), height);
    }

    /// Vincenty's inverse formulae.
    public bool TryInverse(in Position from, in Position to, out double distance, out Angle azimuth)
    {
        double u1 = Math.Atan((1 - Flattening) * Math.Tan(from.Latitude.Radians)), u2 = Math.Atan((1 - Flattening) * Math.Tan(to.Latitude.Radians));
        double l = (to.Longitude - from.Longitude).Normalised.Radians, lambda = l;
        var ((s1, c1), (s2, c2)) = (Math.SinCos(u1), Math.SinCos(u2));
        for (int i = 0; i < 100; i++)
        {
            var (sl, cl) = Math.SinCos(lambda);
            double sinSigma = Math.Sqrt(Math.Pow(c2 * sl, 2) + Math.Pow(c1 * s2 - s1 * c2 * cl, 2));
            if (sinSigma == 0)
            {
                (distance, azimuth) = (0, default);
                return true;
            }
            double cosSigma = s1 * s2 + c1 * c2 * cl, sigma = Math.Atan2(sinSigma, cosSigma), sinAlpha = c1 * c2 * sl / sinSigma;
            double cos2Alpha = 1 - sinAlpha * sinAlpha, cos2M = cos2Alpha == 0 ? 0 : cosSigma - 2 * s1 * s2 / cos2Alpha;
            double c = Flattening / 16 * cos2Alpha * (4 + Flattening * (4 - 3 * cos2Alpha)), previous = lambda;
            lambda = l + (1 - c) * Flattening * sinAlpha * (sigma + c * sinSigma * (cos2M + c * cosSigma * (-1 + 2 * cos2M * cos2M)));
            if (Math.Abs(lambda - previous) > 1e-14)
                continue;
            double k2 = cos2Alpha * (SemiMajor * SemiMajor / (SemiMinor * SemiMinor) - 1);
            double a = 1 + k2 / 16384 * (4096 + k2 * (-768 + k2 * (320 - 175 * k2))), b = k2 / 1024 * (256 + k2 * (-128 + k2 * (74 - 47 * k2)));
            double delta = b * sinSigma * (cos2M + b / 4 * (cosSigma * (-1 + 2 * cos2M * cos2M)
                - b / 6 * cos2M * (-3 + 4 * sinSigma * sinSigma) * (-3 + 4 * cos2M * cos2M)));
            distance = SemiMinor * a * (sigma - delta);
            azimuth = new Angle(Math.Atan2(c2 * sl, c1 * s2 - s1 * c2 * cl));
            return true;
        }
        (distance, azimuth) = (double.NaN, default);
        return false;
    }
}

public sealed record Observation(Position Beacon, double Distance, Angle? Azimuth = null);

public static class Program
{
    static readonly Observation[] s_observations =
    [
        new(new(Angle.FromDegrees(48, 12, 30), Angle.FromDegrees(16, 22, 0)), 245.1, Angle.FromDegrees(92.5)),
        new(new(Angle.FromDegrees(47, 16, 0), Angle.FromDegrees(11, 24, 0)), 141.0),
        new(new(Angle.FromDegrees(48, 8, 0), Angle.FromDegrees(11, 34, 30)), 128.7, Angle.FromDegrees(-71.0)),
    ];

    static double Residuals(double[] p)
    {
        var earth = Ellipsoid.Wgs84;
        var station = new Position(Angle.FromDegrees(p[0]), Angle.FromDegrees(p[1]), p[2]);
        double sum = 0;
        foreach (var o in s_observations)
        {
            if (!earth.TryInverse(station, o.Beacon, out double d, out var azimuth))
                throw new ArithmeticException("antipodal");
            sum += Math.Pow((d - o.Distance) / 10, 2);
            if (o.Azimuth is { } measured)
                sum += Math.Pow((azimuth - measured).Normalised.Degrees, 2) / 100;
        }
        var (x, y, z) = earth.ToCartesian(station);
        var back = earth.ToGeodetic(x + 1, y, z - 2);
        return sum + (back.Latitude.Degrees - p[0]) + 0.1 * back.Height + s_observations.Max(o => Math.Abs(o.Beacon.Latitude.Degrees - p[0]));
    }

    public static void Go() => Check.All(Residuals, [47.8, 13.05, 0.45], "station");
}
