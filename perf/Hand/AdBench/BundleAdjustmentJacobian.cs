using AutoDiff.Perf.Cases.AdBench;

namespace AutoDiff.Perf.Hand.AdBench;

/// <summary>The derivatives of <see cref="BundleAdjustment"/> by hand.</summary>
public static class BundleAdjustmentJacobian
{
    /// <summary>
    /// The reprojection error and its Jacobian. With m the derivative of an error with respect to the rotated point, that with respect to the point is Rᵀ·m,
    /// with respect to the centre its negative, and with respect to the rotation r = θ·w the gradient of
    /// m·x·cos θ + w·(x × m)·sin θ + (m·w)·(w·x)·(1 - cos θ).
    /// </summary>
    /// <param name="camera">The camera, 11 numbers.</param>
    /// <param name="point">The point, 3 numbers.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="feature">Where the point was seen, 2 numbers.</param>
    /// <param name="error">Receives the error, 2 numbers.</param>
    /// <param name="jacobian">Receives two rows of 15 numbers, the derivatives with respect to camera, point and weight.</param>
    public static void Block(double[] camera, double[] point, double weight, double[] feature, Span<double> error, Span<double> jacobian)
    {
        var rotation = new Rotation(camera[0], camera[1], camera[2]);
        double x = point[0] - camera[3], y = point[1] - camera[4], z = point[2] - camera[5];
        var (seenX, seenY, seenZ) = rotation.Apply(x, y, z);
        double px = seenX / seenZ, py = seenY / seenZ;
        double k1 = camera[9], k2 = camera[10], focal = camera[6];
        double s = (px * px) + (py * py);
        double factor = 1 + (k1 * s) + (k2 * s * s);
        double distortedX = px * factor, distortedY = py * factor;
        double missX = (distortedX * focal) + camera[7] - feature[0], missY = (distortedY * focal) + camera[8] - feature[1];
        error[0] = weight * missX;
        error[1] = weight * missY;

        // The distortion's own Jacobian is factor·I + slope·p·pᵀ.
        double slope = 2 * (k1 + (2 * k2 * s));
        double scale = weight * focal / seenZ;
        double xx = scale * (factor + (slope * px * px)), xy = scale * slope * px * py, yy = scale * (factor + (slope * py * py));
        var first = jacobian[..BundleAdjustment.BlockSize];
        var second = jacobian.Slice(BundleAdjustment.BlockSize, BundleAdjustment.BlockSize);
        rotation.Pullback(x, y, z, xx, xy, -((xx * px) + (xy * py)), first);
        rotation.Pullback(x, y, z, xy, yy, -((xy * px) + (yy * py)), second);

        first[6] = weight * distortedX;
        second[6] = weight * distortedY;
        first[7] = second[8] = weight;
        first[8] = second[7] = 0;
        double ofFactor = weight * focal * s;
        first[9] = ofFactor * px;
        second[9] = ofFactor * py;
        first[10] = first[9] * s;
        second[10] = second[9] * s;
        first[14] = missX;
        second[14] = missY;
    }

    /// <summary>The derivative of <see cref="BundleAdjustment.WeightError"/>, -2·w.</summary>
    public static double WeightDerivative(double weight) => -2 * weight;

    /// <summary>A rotation by θ about the axis w; where θ is zero, r itself takes the place of w and the first order suffices.</summary>
    private readonly struct Rotation
    {
        private readonly double _inverseAngle, _cos, _sin, _wx, _wy, _wz;

        public Rotation(double rx, double ry, double rz)
        {
            double squaredAngle = (rx * rx) + (ry * ry) + (rz * rz);
            if (squaredAngle == 0)
            {
                (_cos, _sin, _wx, _wy, _wz) = (1, 1, rx, ry, rz);
                return;
            }

            double angle = Math.Sqrt(squaredAngle);
            _inverseAngle = 1 / angle;
            (_sin, _cos) = Math.SinCos(angle);
            (_wx, _wy, _wz) = (rx / angle, ry / angle, rz / angle);
        }

        public (double X, double Y, double Z) Apply(double x, double y, double z)
        {
            double along = ((_wx * x) + (_wy * y) + (_wz * z)) * (1 - _cos);
            return (
                (x * _cos) + (((_wy * z) - (_wz * y)) * _sin) + (_wx * along),
                (y * _cos) + (((_wz * x) - (_wx * z)) * _sin) + (_wy * along),
                (z * _cos) + (((_wx * y) - (_wy * x)) * _sin) + (_wz * along));
        }

        /// <summary>The rotation's, centre's and point's part of a row, from the derivative m with respect to the rotated point.</summary>
        public void Pullback(double x, double y, double z, double mx, double my, double mz, Span<double> row)
        {
            double versine = 1 - _cos;
            double wm = (_wx * mx) + (_wy * my) + (_wz * mz), wx = (_wx * x) + (_wy * y) + (_wz * z);
            double crossX = (y * mz) - (z * my), crossY = (z * mx) - (x * mz), crossZ = (x * my) - (y * mx);

            double ofWx = (_sin * crossX) + (versine * ((mx * wx) + (x * wm)));
            double ofWy = (_sin * crossY) + (versine * ((my * wx) + (y * wm)));
            double ofWz = (_sin * crossZ) + (versine * ((mz * wx) + (z * wm)));
            if (_inverseAngle == 0)
            {
                row[0] = ofWx;
                row[1] = ofWy;
                row[2] = ofWz;
            }
            else
            {
                double wCross = (_wx * crossX) + (_wy * crossY) + (_wz * crossZ);
                double ofAngle = (_cos * wCross) + (_sin * ((wm * wx) - ((mx * x) + (my * y) + (mz * z))));
                double radial = ofAngle - (_inverseAngle * ((_wx * ofWx) + (_wy * ofWy) + (_wz * ofWz)));
                row[0] = (_inverseAngle * ofWx) + (radial * _wx);
                row[1] = (_inverseAngle * ofWy) + (radial * _wy);
                row[2] = (_inverseAngle * ofWz) + (radial * _wz);
            }

            double along = versine * wm;
            double ofX = (_cos * mx) + (_sin * ((my * _wz) - (mz * _wy))) + (along * _wx);
            double ofY = (_cos * my) + (_sin * ((mz * _wx) - (mx * _wz))) + (along * _wy);
            double ofZ = (_cos * mz) + (_sin * ((mx * _wy) - (my * _wx))) + (along * _wz);
            row[3] = -ofX;
            row[4] = -ofY;
            row[5] = -ofZ;
            row[11] = ofX;
            row[12] = ofY;
            row[13] = ofZ;
        }
    }
}
