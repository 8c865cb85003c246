using System.ComponentModel;

namespace AutoDiff;

/// <summary>What generated code needs to take nullable values apart and put them together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Optional
{
    /// <summary>A nullable with the given parts; <paramref name="value"/> does not matter when <paramref name="hasValue"/> is false.</summary>
    public static T? Create<T>(bool hasValue, T value)
        where T : struct => hasValue ? value : null;

    /// <summary>Whether there is a value.</summary>
    public static bool HasValue<T>(T? optional)
        where T : struct => optional.HasValue;

    /// <summary>The value, or default when there is none.</summary>
    public static T ValueOrDefault<T>(T? optional)
        where T : struct => optional.GetValueOrDefault();

    /// <summary>Throws what <see cref="Nullable{T}.Value"/> throws when there is no value.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="hasValue"/> is false.</exception>
    public static void Check(bool hasValue)
    {
        if (!hasValue)
            _ = default(int?)!.Value;
    }
}
