namespace AutoDiff.Manifolds;

/// <summary>
/// How the rotation of a rotation vector changes with it: exp(θ + δ) = exp(θ)·exp(J(θ)·δ), with
/// J(θ) = I − (1 − cos φ)/φ²·[θ]× + (φ − sin φ)/φ³·[θ]×², φ = |θ| (J. Solà, J. Deray, D. Atchuthan, A micro Lie theory for state estimation in robotics,
/// 2018, equations 143 and 144).
/// </summary>
internal static class RightJacobian
{
    // The functions of the angle are even; below this, three terms of their series are exact to the last places, and the quotients are not.
    private const double Small = 1e-2;

    /// <summary>J(θ)ᵀ·v; the transposed matrix is that of −θ.</summary>
    public static Vector3D Transposed(Vector3D theta, Vector3D v)
    {
        var square = Vector3D.Dot(theta, theta);
        var (first, second) = Factors(square);
        var once = Vector3D.Cross(theta, v);
        return v + (first * once) + (second * Vector3D.Cross(theta, once));
    }

    /// <summary>J(θ)⁻ᵀ·v, with J⁻¹ = I + [θ]×/2 + (1/φ² − (1 + cos φ)/(2·φ·sin φ))·[θ]×².</summary>
    public static Vector3D InverseTransposed(Vector3D theta, Vector3D v)
    {
        var square = Vector3D.Dot(theta, theta);
        double factor;
        if (square < Small)
        {
            factor = (1.0 / 12) + (square * ((1.0 / 720) + (square * ((1.0 / 30240) + (square / 1209600)))));
        }
        else
        {
            var angle = Math.Sqrt(square);
            // (1 + cos φ)/sin φ = cot(φ/2), which is finite at π.
            factor = (1 / square) - (Math.Cos(angle / 2) / (2 * angle * Math.Sin(angle / 2)));
        }
        var once = Vector3D.Cross(theta, v);
        return v - (0.5 * once) + (factor * Vector3D.Cross(theta, once));
    }

    /// <summary>(1 − cos φ)/φ² and (φ − sin φ)/φ³.</summary>
    private static (double First, double Second) Factors(double square)
    {
        if (square < Small)
        {
            return (
                0.5 - (square * ((1.0 / 24) - (square * ((1.0 / 720) - (square * ((1.0 / 40320) - (square / 3628800))))))),
                (1.0 / 6) - (square * ((1.0 / 120) - (square * ((1.0 / 5040) - (square * ((1.0 / 362880) - (square / 39916800))))))));
        }
        var angle = Math.Sqrt(square);
        var half = Math.Sin(angle / 2);
        return (2 * half * half / square, (angle - Math.Sin(angle)) / (square * angle));
    }
}
