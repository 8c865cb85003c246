using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>Matrices that project.</summary>
internal static class MatrixProjections
{
    [Implementation(typeof(Matrix4x4), "CreateOrthographic")]
    internal static Matrix4x4 CreateOrthographic(float width, float height, float zNearPlane, float zFarPlane)
    {
        float depth = 1 / (zNearPlane - zFarPlane);
        return new(
            2 / width, 0, 0, 0,
            0, 2 / height, 0, 0,
            0, 0, depth, 0,
            0, 0, depth * zNearPlane, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateOrthographicLeftHanded")]
    internal static Matrix4x4 CreateOrthographicLeftHanded(float width, float height, float zNearPlane, float zFarPlane)
    {
        float depth = 1 / (zFarPlane - zNearPlane);
        return new(
            2 / width, 0, 0, 0,
            0, 2 / height, 0, 0,
            0, 0, depth, 0,
            0, 0, -depth * zNearPlane, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateOrthographicOffCenter")]
    internal static Matrix4x4 CreateOrthographicOffCenter(
        float left, float right, float bottom, float top, float zNearPlane, float zFarPlane)
    {
        float width = 1 / (right - left);
        float height = 1 / (top - bottom);
        float depth = 1 / (zNearPlane - zFarPlane);
        return new(
            width + width, 0, 0, 0,
            0, height + height, 0, 0,
            0, 0, depth, 0,
            -(left + right) * width, -(top + bottom) * height, depth * zNearPlane, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateOrthographicOffCenterLeftHanded")]
    internal static Matrix4x4 CreateOrthographicOffCenterLeftHanded(
        float left, float right, float bottom, float top, float zNearPlane, float zFarPlane)
    {
        float width = 1 / (right - left);
        float height = 1 / (top - bottom);
        float depth = 1 / (zFarPlane - zNearPlane);
        return new(
            width + width, 0, 0, 0,
            0, height + height, 0, 0,
            0, 0, depth, 0,
            -(left + right) * width, -(top + bottom) * height, -depth * zNearPlane, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreatePerspective")]
    internal static Matrix4x4 CreatePerspective(float width, float height, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        float twice = nearPlaneDistance + nearPlaneDistance;
        float range = Range(nearPlaneDistance, farPlaneDistance);
        return new(
            twice / width, 0, 0, 0,
            0, twice / height, 0, 0,
            0, 0, range, -1,
            0, 0, range * nearPlaneDistance, 0);
    }

    [Implementation(typeof(Matrix4x4), "CreatePerspectiveLeftHanded")]
    internal static Matrix4x4 CreatePerspectiveLeftHanded(float width, float height, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        float twice = nearPlaneDistance + nearPlaneDistance;
        float range = -Range(nearPlaneDistance, farPlaneDistance);
        return new(
            twice / width, 0, 0, 0,
            0, twice / height, 0, 0,
            0, 0, range, 1,
            0, 0, -range * nearPlaneDistance, 0);
    }

    [Implementation(typeof(Matrix4x4), "CreatePerspectiveFieldOfView")]
    internal static Matrix4x4 CreatePerspectiveFieldOfView(
        float fieldOfView, float aspectRatio, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        if (!(fieldOfView > 0) || fieldOfView >= MathF.PI)
            throw new ArgumentOutOfRangeException(nameof(fieldOfView));
        float height = 1 / MathF.Tan(fieldOfView * 0.5f);
        float range = Range(nearPlaneDistance, farPlaneDistance);
        return new(
            height / aspectRatio, 0, 0, 0,
            0, height, 0, 0,
            0, 0, range, -1,
            0, 0, range * nearPlaneDistance, 0);
    }

    [Implementation(typeof(Matrix4x4), "CreatePerspectiveFieldOfViewLeftHanded")]
    internal static Matrix4x4 CreatePerspectiveFieldOfViewLeftHanded(
        float fieldOfView, float aspectRatio, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        if (!(fieldOfView > 0) || fieldOfView >= MathF.PI)
            throw new ArgumentOutOfRangeException(nameof(fieldOfView));
        float height = 1 / MathF.Tan(fieldOfView * 0.5f);
        float range = -Range(nearPlaneDistance, farPlaneDistance);
        return new(
            height / aspectRatio, 0, 0, 0,
            0, height, 0, 0,
            0, 0, range, 1,
            0, 0, -range * nearPlaneDistance, 0);
    }

    [Implementation(typeof(Matrix4x4), "CreatePerspectiveOffCenter")]
    internal static Matrix4x4 CreatePerspectiveOffCenter(
        float left, float right, float bottom, float top, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        float twice = nearPlaneDistance + nearPlaneDistance;
        float width = 1 / (right - left);
        float height = 1 / (top - bottom);
        float range = Range(nearPlaneDistance, farPlaneDistance);
        return new(
            twice * width, 0, 0, 0,
            0, twice * height, 0, 0,
            (left + right) * width, (top + bottom) * height, range, -1,
            0, 0, range * nearPlaneDistance, 0);
    }

    [Implementation(typeof(Matrix4x4), "CreatePerspectiveOffCenterLeftHanded")]
    internal static Matrix4x4 CreatePerspectiveOffCenterLeftHanded(
        float left, float right, float bottom, float top, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        float twice = nearPlaneDistance + nearPlaneDistance;
        float width = 1 / (right - left);
        float height = 1 / (top - bottom);
        float range = -Range(nearPlaneDistance, farPlaneDistance);
        return new(
            twice * width, 0, 0, 0,
            0, twice * height, 0, 0,
            -(left + right) * width, -(top + bottom) * height, range, 1,
            0, 0, -range * nearPlaneDistance, 0);
    }

    /// <summary>The far plane may be at infinity.</summary>
    private static float Range(float near, float far) => float.IsPositiveInfinity(far) ? -1 : far / (near - far);

    private static void CheckPlanes(float nearPlaneDistance, float farPlaneDistance)
    {
        if (!(nearPlaneDistance > 0))
            throw new ArgumentOutOfRangeException(nameof(nearPlaneDistance));
        if (!(farPlaneDistance > 0))
            throw new ArgumentOutOfRangeException(nameof(farPlaneDistance));
        if (nearPlaneDistance >= farPlaneDistance)
            throw new ArgumentOutOfRangeException(nameof(nearPlaneDistance));
    }

    [Implementation(typeof(Matrix4x4), "CreateViewport")]
    internal static Matrix4x4 CreateViewport(float x, float y, float width, float height, float minDepth, float maxDepth)
    {
        float halfWidth = width * 0.5f;
        float halfHeight = height * 0.5f;
        return new(
            halfWidth, 0, 0, 0,
            0, -halfHeight, 0, 0,
            0, 0, minDepth - maxDepth, 0,
            halfWidth + x, halfHeight + y, minDepth, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateViewportLeftHanded")]
    internal static Matrix4x4 CreateViewportLeftHanded(float x, float y, float width, float height, float minDepth, float maxDepth)
    {
        float halfWidth = width * 0.5f;
        float halfHeight = height * 0.5f;
        return new(
            halfWidth, 0, 0, 0,
            0, -halfHeight, 0, 0,
            0, 0, maxDepth - minDepth, 0,
            halfWidth + x, halfHeight + y, minDepth, 1);
    }
}
