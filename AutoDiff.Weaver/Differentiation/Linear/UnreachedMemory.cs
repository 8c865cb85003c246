using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Why active values are not kept in memory that has no shadow.</summary>
internal static class UnreachedMemory
{
    public static UnsupportedConstructException InStatic(StaticAddress address, SourceLocation? location) => new(
        "AD1005", location,
        $"the static field '{UserNames.Of(address.Field)}' holds a value that depends on the differentiation parameters; pass it as an argument or a result "
        + "instead");

    /// <summary>A write of an active value.</summary>
    public static UnsupportedConstructException Written(Store store) => store.Address is StaticAddress field
        ? InStatic(field, store.Location)
        : new("AD1006", store.Location,
            "a value that depends on the differentiation parameters is written through a reference to memory that is not differentiated");
}
