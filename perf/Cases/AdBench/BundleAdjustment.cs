namespace AutoDiff.Perf.Cases.AdBench;

/// <summary>Reprojection errors of bundle adjustment: the second objective of ADBench.</summary>
/// <remarks>A camera is 11 numbers: rotation r (angle times axis, 3), centre C (3), focal length f, principal point (2), radial distortion k₁ and k₂.</remarks>
public static class BundleAdjustment
{
    /// <summary>Numbers in a camera.</summary>
    public const int CameraSize = 11;

    /// <summary>Numbers in a point.</summary>
    public const int PointSize = 3;

    /// <summary>Numbers that one error depends on: a camera, a point and a weight.</summary>
    public const int BlockSize = CameraSize + PointSize + 1;

    private const int Centre = 3;
    private const int FocalLength = 6;
    private const int PrincipalPoint = 7;
    private const int Distortion = 9;

    /// <summary>Where a camera sees a point X: f·distort(p) + principal point, with p = (x/z, y/z) of rotate(r, X - C).</summary>
    /// <param name="camera">The camera, 11 numbers.</param>
    /// <param name="point">The point X, 3 numbers.</param>
    /// <param name="projection">Receives the image point, 2 numbers.</param>
    public static void Project(double[] camera, double[] point, double[] projection)
    {
        var seen = new double[PointSize];
        for (int i = 0; i < PointSize; i++)
            seen[i] = point[i] - camera[Centre + i];

        Rodrigues(camera, seen);
        projection[0] = seen[0] / seen[2];
        projection[1] = seen[1] / seen[2];
        Distort(camera[Distortion], camera[Distortion + 1], projection);
        for (int i = 0; i < 2; i++)
            projection[i] = (projection[i] * camera[FocalLength]) + camera[PrincipalPoint + i];
    }

    /// <summary>w·(projection - feature).</summary>
    /// <param name="camera">The camera, 11 numbers.</param>
    /// <param name="point">The point, 3 numbers.</param>
    /// <param name="weight">The weight w.</param>
    /// <param name="feature">Where the point was seen, 2 numbers.</param>
    /// <param name="error">Receives the error, 2 numbers.</param>
    public static void ReprojectionError(double[] camera, double[] point, double weight, double[] feature, double[] error)
    {
        Project(camera, point, error);
        for (int i = 0; i < 2; i++)
            error[i] = weight * (error[i] - feature[i]);
    }

    /// <summary>1 - w².</summary>
    public static double WeightError(double weight) => 1 - (weight * weight);

    /// <summary><see cref="ReprojectionError"/> of a block.</summary>
    /// <param name="block">Camera, point and weight, 15 numbers.</param>
    /// <param name="feature">Where the point was seen, 2 numbers.</param>
    /// <returns>The error, 2 numbers.</returns>
    public static double[] Errors(double[] block, double[] feature)
    {
        var camera = new double[CameraSize];
        var point = new double[PointSize];
        var error = new double[2];
        Array.Copy(block, camera, CameraSize);
        Array.Copy(block, CameraSize, point, 0, PointSize);
        ReprojectionError(camera, point, block[BlockSize - 1], feature, error);
        return error;
    }

    /// <summary>The horizontal part of <see cref="Errors"/>.</summary>
    public static double ErrorX(double[] block, double[] feature) => Errors(block, feature)[0];

    /// <summary>The vertical part of <see cref="Errors"/>.</summary>
    public static double ErrorY(double[] block, double[] feature) => Errors(block, feature)[1];

    /// <summary>
    /// Rotates a point x in place by the first three numbers of the camera, r = θ·w with ‖w‖ = 1: x·cos θ + (w × x)·sin θ + w·(w·x)·(1 - cos θ),
    /// or x + r × x where r is zero.
    /// </summary>
    private static void Rodrigues(double[] camera, double[] point)
    {
        double x = point[0], y = point[1], z = point[2];
        double squaredAngle = (camera[0] * camera[0]) + (camera[1] * camera[1]) + (camera[2] * camera[2]);
        if (squaredAngle == 0)
        {
            point[0] = x + ((camera[1] * z) - (camera[2] * y));
            point[1] = y + ((camera[2] * x) - (camera[0] * z));
            point[2] = z + ((camera[0] * y) - (camera[1] * x));
            return;
        }

        double angle = Math.Sqrt(squaredAngle);
        double cos = Math.Cos(angle), sin = Math.Sin(angle);
        double wx = camera[0] / angle, wy = camera[1] / angle, wz = camera[2] / angle;
        double along = ((wx * x) + (wy * y) + (wz * z)) * (1 - cos);
        point[0] = (x * cos) + (((wy * z) - (wz * y)) * sin) + (wx * along);
        point[1] = (y * cos) + (((wz * x) - (wx * z)) * sin) + (wy * along);
        point[2] = (z * cos) + (((wx * y) - (wy * x)) * sin) + (wz * along);
    }

    /// <summary>Multiplies p in place with 1 + k₁·s + k₂·s², s = ‖p‖².</summary>
    private static void Distort(double k1, double k2, double[] p)
    {
        double s = (p[0] * p[0]) + (p[1] * p[1]);
        double factor = 1 + (k1 * s) + (k2 * s * s);
        p[0] *= factor;
        p[1] *= factor;
    }
}
