using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>A nullable has no box of its own: it becomes null or the box of its value, and comes out of either.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NullableBoxes
{
    /// <summary>What boxing a nullable does.</summary>
    public static object? Box<T>(T? value)
        where T : struct => value.HasValue ? value.GetValueOrDefault() : null;

    /// <summary>What taking a nullable out of an object does.</summary>
    /// <exception cref="InvalidCastException">The object is something else.</exception>
    public static T? Unbox<T>(object? box)
        where T : struct => box is null ? null : (T)box;
}
