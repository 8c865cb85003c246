using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Why active values are not kept in memory that has no shadow.</summary>
internal static class UnreachedMemory
{
    /// <summary>Why numbers in a static field are not followed; null where an address is not that of one or of a part of one.</summary>
    public static UnsupportedConstructException? InStatic(Value address, SourceLocation? location) => address switch
    {
        FieldAddress { Target: var whole } when whole.Type.IsByReference => InStatic(whole, location),
        StaticAddress { Field: var field } => new(
            "AD1005", location, $"the static field '{UserNames.Of(field)}' holds a value that depends on the differentiation parameters; pass it as an "
            + "argument or a result instead"),
        _ => null,
    };

    /// <summary>A write of an active value.</summary>
    public static UnsupportedConstructException Written(Store store) => InStatic(store.Address, store.Location) ?? WrittenOutside(store.Location);

    public static UnsupportedConstructException WrittenOutside(SourceLocation? location) => new(
        "AD1006", location, "a value that depends on the differentiation parameters is written through a reference to memory that is not differentiated");
}
