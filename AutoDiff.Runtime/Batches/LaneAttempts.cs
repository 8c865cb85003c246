namespace AutoDiff;

/// <summary>
/// Whether a batch goes on to be computed eight at a time: what is tried in vain is done twice, and a function that takes different ways for these points takes
/// them for the next ones.
/// </summary>
internal struct LaneAttempts
{
    private const int MostInVain = 2;

    private int _balance;

    /// <summary>Gets a value indicating whether to try again.</summary>
    public readonly bool IsWorthwhile => _balance >= -MostInVain;

    /// <summary>Notes an attempt.</summary>
    /// <param name="succeeded">Whether eight were computed.</param>
    /// <returns>The same.</returns>
    public bool Note(bool succeeded)
    {
        _balance = succeeded ? Math.Min(_balance + 1, MostInVain) : _balance - 1;
        return succeeded;
    }
}
