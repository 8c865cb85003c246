using AutoDiff.Manifolds;

namespace AutoDiff.Rules.Manifolds;

/// <summary>How what is made of points on manifolds changes as they move along their tangents, and they with what they are made of.</summary>
internal static class ManifoldRules
{
    // q ⊗ exp(ω/2) = q + q ⊗ (0, ω)/2 + …
    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.W))]
    internal static RotationVector W(UnitQuaternion self, double result, double cotangent) =>
        (cotangent / 2) * new RotationVector(-self.X, -self.Y, -self.Z);

    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.X))]
    internal static RotationVector X(UnitQuaternion self, double result, double cotangent) =>
        (cotangent / 2) * new RotationVector(self.W, -self.Z, self.Y);

    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.Y))]
    internal static RotationVector Y(UnitQuaternion self, double result, double cotangent) =>
        (cotangent / 2) * new RotationVector(self.Z, self.W, -self.X);

    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.Z))]
    internal static RotationVector Z(UnitQuaternion self, double result, double cotangent) =>
        (cotangent / 2) * new RotationVector(-self.Y, self.X, self.W);

    // a·exp(α)·b·exp(β) = a·b·exp(b⁻¹α + β)
    [Pullback(typeof(UnitQuaternion), "op_Multiply")]
    internal static (RotationVector A, RotationVector B) Product(UnitQuaternion a, UnitQuaternion b, UnitQuaternion result, RotationVector cotangent) =>
        (RotationVector.Of(b.Rotate(cotangent.AsVector())), cotangent);

    // (a·exp(α))⁻¹ = a⁻¹·exp(−aα)
    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.Inverse))]
    internal static RotationVector Inverse(UnitQuaternion self, UnitQuaternion result, RotationVector cotangent) =>
        -RotationVector.Of(result.Rotate(cotangent.AsVector()));

    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.Exp))]
    internal static Vector3D Exp(Vector3D theta, UnitQuaternion result, RotationVector cotangent) => RightJacobian.Transposed(theta, cotangent.AsVector());

    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.Log))]
    internal static RotationVector Log(UnitQuaternion self, Vector3D result, Vector3D cotangent) =>
        RotationVector.Of(RightJacobian.InverseTransposed(result, cotangent));

    // q(v + α×v)
    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.Rotate))]
    internal static (RotationVector Self, Vector3D V) Rotate(UnitQuaternion self, Vector3D v, Vector3D result, Vector3D cotangent)
    {
        var back = self.Inverse().Rotate(cotangent);
        return (RotationVector.Of(Vector3D.Cross(v, back)), back);
    }

    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.ToRotation))]
    internal static RotationVector ToRotation(UnitQuaternion self, Rotation result, RotationVector cotangent) => cotangent;

    [Pullback(typeof(UnitQuaternion), nameof(UnitQuaternion.Moved))]
    internal static (RotationVector Self, RotationVector Along) Moved(
        UnitQuaternion self, RotationVector along, UnitQuaternion result, RotationVector cotangent) => (
        RotationVector.Of(UnitQuaternion.Exp(along.AsVector()).Rotate(cotangent.AsVector())),
        RotationVector.Of(RightJacobian.Transposed(along.AsVector(), cotangent.AsVector())));

    [Pullback(typeof(Rotation), "op_Multiply")]
    internal static (RotationVector A, RotationVector B) Product(Rotation a, Rotation b, Rotation result, RotationVector cotangent) =>
        (RotationVector.Of(b.Rotate(cotangent.AsVector())), cotangent);

    [Pullback(typeof(Rotation), nameof(Rotation.Inverse))]
    internal static RotationVector Inverse(Rotation self, Rotation result, RotationVector cotangent) =>
        -RotationVector.Of(result.Rotate(cotangent.AsVector()));

    [Pullback(typeof(Rotation), nameof(Rotation.Exp))]
    internal static Vector3D Exp(Vector3D theta, Rotation result, RotationVector cotangent) => RightJacobian.Transposed(theta, cotangent.AsVector());

    [Pullback(typeof(Rotation), nameof(Rotation.Log))]
    internal static RotationVector Log(Rotation self, Vector3D result, Vector3D cotangent) =>
        RotationVector.Of(RightJacobian.InverseTransposed(result, cotangent));

    [Pullback(typeof(Rotation), nameof(Rotation.Rotate))]
    internal static (RotationVector Self, Vector3D V) Rotate(Rotation self, Vector3D v, Vector3D result, Vector3D cotangent)
    {
        var back = self.Inverse().Rotate(cotangent);
        return (RotationVector.Of(Vector3D.Cross(v, back)), back);
    }

    [Pullback(typeof(Rotation), nameof(Rotation.Column))]
    internal static RotationVector Column(Rotation self, int axis, Vector3D result, Vector3D cotangent) =>
        RotationVector.Of(Vector3D.Cross(new(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0), self.Inverse().Rotate(cotangent)));

    [Pullback(typeof(Rotation), nameof(Rotation.ToQuaternion))]
    internal static RotationVector ToQuaternion(Rotation self, UnitQuaternion result, RotationVector cotangent) => cotangent;

    [Pullback(typeof(Rotation), nameof(Rotation.Moved))]
    internal static (RotationVector Self, RotationVector Along) Moved(Rotation self, RotationVector along, Rotation result, RotationVector cotangent) => (
        RotationVector.Of(UnitQuaternion.Exp(along.AsVector()).Rotate(cotangent.AsVector())),
        RotationVector.Of(RightJacobian.Transposed(along.AsVector(), cotangent.AsVector())));

    [Pullback(typeof(PositiveNumber), nameof(PositiveNumber.Value))]
    internal static PositiveNumber.TangentVector Value(PositiveNumber self, double result, double cotangent) => new(cotangent * result);

    [Pullback(typeof(PositiveNumber), nameof(PositiveNumber.Of))]
    internal static double Of(double value, PositiveNumber result, PositiveNumber.TangentVector cotangent) => cotangent.Logarithm / value;

    [Pullback(typeof(PositiveNumber), nameof(PositiveNumber.Moved))]
    internal static (PositiveNumber.TangentVector Self, PositiveNumber.TangentVector Along) Moved(
        PositiveNumber self, PositiveNumber.TangentVector along, PositiveNumber result, PositiveNumber.TangentVector cotangent) => (cotangent, cotangent);

    [Pullback(typeof(Simplex3), nameof(Simplex3.First))]
    internal static Simplex3.TangentVector First(Simplex3 self, double result, double cotangent) =>
        (cotangent * result) * new Simplex3.TangentVector(1 - self.First, -self.Second, -self.Third);

    [Pullback(typeof(Simplex3), nameof(Simplex3.Second))]
    internal static Simplex3.TangentVector Second(Simplex3 self, double result, double cotangent) =>
        (cotangent * result) * new Simplex3.TangentVector(-self.First, 1 - self.Second, -self.Third);

    [Pullback(typeof(Simplex3), nameof(Simplex3.Third))]
    internal static Simplex3.TangentVector Third(Simplex3 self, double result, double cotangent) =>
        (cotangent * result) * new Simplex3.TangentVector(-self.First, -self.Second, 1 - self.Third);

    [Pullback(typeof(Simplex3), nameof(Simplex3.Of))]
    internal static (double First, double Second, double Third) Shares(
        double first, double second, double third, Simplex3 result, Simplex3.TangentVector cotangent) =>
        (cotangent.LogFirst / first, cotangent.LogSecond / second, cotangent.LogThird / third);

    [Pullback(typeof(Simplex3), nameof(Simplex3.SoftMax))]
    internal static (double First, double Second, double Third) SoftMax(
        double first, double second, double third, Simplex3 result, Simplex3.TangentVector cotangent) =>
        (cotangent.LogFirst, cotangent.LogSecond, cotangent.LogThird);

    [Pullback(typeof(Simplex3), nameof(Simplex3.Moved))]
    internal static (Simplex3.TangentVector Self, Simplex3.TangentVector Along) Moved(
        Simplex3 self, Simplex3.TangentVector along, Simplex3 result, Simplex3.TangentVector cotangent) => (cotangent, cotangent);
}
