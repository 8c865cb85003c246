namespace AutoDiff;

/// <summary>
/// A traversal that changes storage locations in place: numbers are zeroed or kept, references are exchanged for what <see cref="Follow"/> returns.
/// </summary>
/// <param name="keepsNumbers">Whether numbers stay.</param>
internal abstract class Walk(bool keepsNumbers)
{
    public bool KeepsNumbers { get; } = keepsNumbers;

    /// <summary>What takes the place of a reference. Never recurses: what has to be done inside the object waits on a list.</summary>
    public abstract object? Follow(object? reference);
}
