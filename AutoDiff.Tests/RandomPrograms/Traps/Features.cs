namespace AutoDiff.Tests.RandomPrograms.Traps;

/// <summary>What a generated program may be made of, beside plain arithmetic and arrays.</summary>
[Flags]
internal enum Features
{
    None = 0,

    /// <summary>Exceptions that carry numbers, handlers in handlers, protected regions in <c>finally</c>, <c>using</c>, <c>lock</c>.</summary>
    Exceptions = 1,

    /// <summary>Ways out of nested loops, with slices in them.</summary>
    Exits = 2,

    /// <summary>Delegates of methods of all kinds.</summary>
    Delegates = 4,

    /// <summary>Generic code over classes, structs and interfaces; boxed structs.</summary>
    Generics = 8,

    /// <summary>Classes derived from containers.</summary>
    Derived = 16,

    /// <summary>Guarded singular points.</summary>
    Guards = 32,

    /// <summary>Containers behind interfaces.</summary>
    Views = 64,

    /// <summary>Delegates that call several methods.</summary>
    Multicast = 128,

    /// <summary>
    /// Other things that are refused with their places: generic methods that are virtual, <c>new T()</c>, classes derived from
    /// <c>Collection</c>, delegates of the framework's methods, pairs of a dictionary enumerated behind an interface.
    /// </summary>
    Refused = 256,

    /// <summary>What is differentiated.</summary>
    All = Exceptions | Exits | Delegates | Generics | Derived | Guards | Views | Multicast,
}
