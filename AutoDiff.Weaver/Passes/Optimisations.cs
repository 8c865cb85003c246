namespace AutoDiff.Weaving.Passes;

/// <summary>What may be left out without a result changing by more than rounding: the weaver's tests compare what comes out with and without each.</summary>
[Flags]
internal enum Optimisations
{
    None = 0,

    /// <summary>Copying bodies to calls that could as well be differentiated as calls.</summary>
    Inlining = 1,

    Unrolling = 2,

    ArrayPromotion = 4,

    ObjectPromotion = 8,

    ValueNumbering = 16,

    MemoryForwarding = 32,

    CallsAcrossMerges = 64,

    LoopInvariantMotion = 128,

    /// <summary>Reserving the records of a loop before it.</summary>
    BulkRecords = 256,

    /// <summary>Computing cheap values again instead of storing them.</summary>
    Recomputation = 512,

    /// <summary>Reading memory again that nobody has written to, instead of storing what was read.</summary>
    Rereading = 1024,

    /// <summary>Dropping sums with adjoints that are zero by construction.</summary>
    AdjointCleanup = 2048,

    /// <summary>Multiplying the factors of a cotangent that a loop hands on with each other first.</summary>
    AdjointProducts = 4096,

    /// <summary>Running loops over arrays several elements at a time.</summary>
    Vectors = 8192,

    /// <summary>Laying the records of such loops out so that vectors can run through them.</summary>
    Columns = 16384,

    /// <summary>Running methods that end with a call of themselves as loops.</summary>
    TailCalls = 32768,

    /// <summary>Running derivatives in several directions at once.</summary>
    Lanes = 65536,
}
