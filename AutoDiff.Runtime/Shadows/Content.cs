namespace AutoDiff;

/// <summary>What a storage location of some type can hold that matters to a derivative.</summary>
internal enum Content
{
    /// <summary>Nothing: integers, strings and the like.</summary>
    None,

    /// <summary>Floating-point numbers and nothing else, so that zeroing is clearing the bytes.</summary>
    Floating,

    /// <summary>Floating-point numbers among other values, but no references to follow.</summary>
    Numbers,

    /// <summary>A struct with references to follow.</summary>
    Structure,

    /// <summary>A reference to follow.</summary>
    Reference,
}
