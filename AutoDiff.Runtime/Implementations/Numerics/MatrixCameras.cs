using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>Matrices of directions: cameras, billboards, shadows and reflections.</summary>
internal static class MatrixCameras
{
    private const float Tiny = 0.0001f;
    private const float Parallel = 0.99825466f;

    [Implementation(typeof(Matrix4x4), nameof(Matrix4x4.CreateLookAt))]
    internal static Matrix4x4 CreateLookAt(Vector3 cameraPosition, Vector3 cameraTarget, Vector3 cameraUpVector) =>
        View(cameraPosition, -(cameraTarget - cameraPosition), cameraUpVector);

    [Implementation(typeof(Matrix4x4), "CreateLookAtLeftHanded")]
    internal static Matrix4x4 CreateLookAtLeftHanded(Vector3 cameraPosition, Vector3 cameraTarget, Vector3 cameraUpVector) =>
        View(cameraPosition, cameraTarget - cameraPosition, cameraUpVector);

    [Implementation(typeof(Matrix4x4), "CreateLookTo")]
    internal static Matrix4x4 CreateLookTo(Vector3 cameraPosition, Vector3 cameraDirection, Vector3 cameraUpVector) =>
        View(cameraPosition, -cameraDirection, cameraUpVector);

    [Implementation(typeof(Matrix4x4), "CreateLookToLeftHanded")]
    internal static Matrix4x4 View(Vector3 cameraPosition, Vector3 cameraDirection, Vector3 cameraUpVector)
    {
        var z = Vector3.Normalize(cameraDirection);
        var x = Vector3.Normalize(Vector3.Cross(cameraUpVector, z));
        var y = Vector3.Cross(z, x);
        var origin = -cameraPosition;
        return new(
            x.X, y.X, z.X, 0,
            x.Y, y.Y, z.Y, 0,
            x.Z, y.Z, z.Z, 0,
            Vector3.Dot(x, origin), Vector3.Dot(y, origin), Vector3.Dot(z, origin), 1);
    }

    [Implementation(typeof(Matrix4x4), nameof(Matrix4x4.CreateWorld))]
    internal static Matrix4x4 CreateWorld(Vector3 position, Vector3 forward, Vector3 up)
    {
        var z = Vector3.Normalize(-forward);
        var x = Vector3.Normalize(Vector3.Cross(up, z));
        return Axes(x, Vector3.Cross(z, x), z, position);
    }

    [Implementation(typeof(Matrix4x4), nameof(Matrix4x4.CreateBillboard))]
    internal static Matrix4x4 CreateBillboard(
        Vector3 objectPosition, Vector3 cameraPosition, Vector3 cameraUpVector, Vector3 cameraForwardVector)
    {
        var z = Direction(objectPosition - cameraPosition, -cameraForwardVector);
        var x = Vector3.Normalize(Vector3.Cross(cameraUpVector, z));
        return Axes(x, Vector3.Cross(z, x), z, objectPosition);
    }

    [Implementation(typeof(Matrix4x4), "CreateBillboardLeftHanded")]
    internal static Matrix4x4 CreateBillboardLeftHanded(
        Vector3 objectPosition, Vector3 cameraPosition, Vector3 cameraUpVector, Vector3 cameraForwardVector)
    {
        var z = Direction(cameraPosition - objectPosition, cameraForwardVector);
        var x = Vector3.Normalize(Vector3.Cross(cameraUpVector, z));
        return Axes(x, Vector3.Cross(z, x), z, objectPosition);
    }

    [Implementation(typeof(Matrix4x4), nameof(Matrix4x4.CreateConstrainedBillboard))]
    internal static Matrix4x4 CreateConstrainedBillboard(
        Vector3 objectPosition, Vector3 cameraPosition, Vector3 rotateAxis, Vector3 cameraForwardVector, Vector3 objectForwardVector) =>
        Constrained(Direction(objectPosition - cameraPosition, -cameraForwardVector), rotateAxis, objectForwardVector, Vector3.UnitX, objectPosition);

    [Implementation(typeof(Matrix4x4), "CreateConstrainedBillboardLeftHanded")]
    internal static Matrix4x4 CreateConstrainedBillboardLeftHanded(
        Vector3 objectPosition, Vector3 cameraPosition, Vector3 rotateAxis, Vector3 cameraForwardVector, Vector3 objectForwardVector) =>
        Constrained(Direction(cameraPosition - objectPosition, cameraForwardVector), rotateAxis, -objectForwardVector, new Vector3(-1, 0, 0), objectPosition);

    [Implementation(typeof(Matrix4x4), nameof(Matrix4x4.CreateReflection))]
    internal static Matrix4x4 CreateReflection(Plane value)
    {
        var plane = PlaneImplementations.AsVector(PlaneImplementations.Normalize(value));
        var twice = new Vector3(plane.X * -2, plane.Y * -2, plane.Z * -2);
        return new(
            Lanes.MultiplyAdd(plane.X, twice.X, 1), Lanes.MultiplyAdd(plane.X, twice.Y, 0), Lanes.MultiplyAdd(plane.X, twice.Z, 0), 0,
            Lanes.MultiplyAdd(plane.Y, twice.X, 0), Lanes.MultiplyAdd(plane.Y, twice.Y, 1), Lanes.MultiplyAdd(plane.Y, twice.Z, 0), 0,
            Lanes.MultiplyAdd(plane.Z, twice.X, 0), Lanes.MultiplyAdd(plane.Z, twice.Y, 0), Lanes.MultiplyAdd(plane.Z, twice.Z, 1), 0,
            Lanes.MultiplyAdd(plane.W, twice.X, 0), Lanes.MultiplyAdd(plane.W, twice.Y, 0), Lanes.MultiplyAdd(plane.W, twice.Z, 0), 1);
    }

    [Implementation(typeof(Matrix4x4), nameof(Matrix4x4.CreateShadow))]
    internal static Matrix4x4 CreateShadow(Vector3 lightDirection, Plane plane)
    {
        var light = lightDirection;
        var p = PlaneImplementations.AsVector(PlaneImplementations.Normalize(plane));
        float dot = Vector4.Dot(p, new Vector4(light.X, light.Y, light.Z, 0));
        p = -p;
        return new(
            Lanes.MultiplyAdd(light.X, p.X, dot), Lanes.MultiplyAdd(light.Y, p.X, 0), Lanes.MultiplyAdd(light.Z, p.X, 0), 0,
            Lanes.MultiplyAdd(light.X, p.Y, 0), Lanes.MultiplyAdd(light.Y, p.Y, dot), Lanes.MultiplyAdd(light.Z, p.Y, 0), 0,
            Lanes.MultiplyAdd(light.X, p.Z, 0), Lanes.MultiplyAdd(light.Y, p.Z, 0), Lanes.MultiplyAdd(light.Z, p.Z, dot), 0,
            Lanes.MultiplyAdd(light.X, p.W, 0), Lanes.MultiplyAdd(light.Y, p.W, 0), Lanes.MultiplyAdd(light.Z, p.W, 0), dot);
    }

    private static Vector3 Direction(Vector3 between, Vector3 otherwise) => between.LengthSquared() < Tiny ? otherwise : Vector3.Normalize(between);

    private static Matrix4x4 Constrained(Vector3 direction, Vector3 axis, Vector3 forward, Vector3 side, Vector3 position)
    {
        if (MathF.Abs(Vector3.Dot(axis, direction)) > Parallel)
        {
            direction = forward;
            if (MathF.Abs(Vector3.Dot(axis, direction)) > Parallel)
                direction = MathF.Abs(axis.Z) > Parallel ? side : new Vector3(0, 0, -1);
        }
        var x = Vector3.Normalize(Vector3.Cross(axis, direction));
        return Axes(x, axis, Vector3.Normalize(Vector3.Cross(x, axis)), position);
    }

    private static Matrix4x4 Axes(Vector3 x, Vector3 y, Vector3 z, Vector3 position) => new(
        x.X, x.Y, x.Z, 0,
        y.X, y.Y, y.Z, 0,
        z.X, z.Y, z.Z, 0,
        position.X, position.Y, position.Z, 1);
}
