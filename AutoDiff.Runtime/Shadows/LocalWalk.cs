namespace AutoDiff;

/// <summary>Zeroes numbers where it stands and leaves references as they are.</summary>
internal sealed class LocalWalk() : Walk(keepsNumbers: false)
{
    public static LocalWalk Instance { get; } = new();

    public override object? Follow(object? reference) => reference;
}
