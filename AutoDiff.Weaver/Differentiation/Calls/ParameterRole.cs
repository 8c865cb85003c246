namespace AutoDiff.Weaving.Differentiation.Calls;

/// <summary>What is asked of a parameter.</summary>
[Flags]
internal enum ParameterRole
{
    /// <summary>Constant as far as derivatives are concerned.</summary>
    None = 0,

    /// <summary>The cotangent of the scalars in it is asked for.</summary>
    Differentiated = 1,

    /// <summary>What it refers to comes with a shadow.</summary>
    Shadowed = 2,
}
