using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>
/// Hands spans and references to a thread that the calling one waits for: they can be nowhere but on a stack, so that the other thread is given the address
/// where they are on this one, which does not move while it waits. Generated code calls it; users need not.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class StackAnchor
{
#pragma warning disable CS8500 // What is pointed to is on a stack, and its references are seen by the collector there.
    /// <summary>The address of a span on the stack.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    public static nint OfSpan<T>(ref Span<T> span)
    {
        fixed (Span<T>* address = &span)
            return (nint)address;
    }

    /// <summary>The address of a span on the stack.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    public static nint OfReadOnlySpan<T>(ref ReadOnlySpan<T> span)
    {
        fixed (ReadOnlySpan<T>* address = &span)
            return (nint)address;
    }

    /// <summary>A span of one element that stands for a reference to it.</summary>
    /// <typeparam name="T">The type of what is referred to.</typeparam>
    public static Span<T> Referring<T>(ref T reference) => MemoryMarshal.CreateSpan(ref reference, 1);

    /// <summary>The span at an address on the stack of a thread that waits.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    public static Span<T> Span<T>(nint address) => *(Span<T>*)address;

    /// <summary>The span at an address on the stack of a thread that waits.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    public static ReadOnlySpan<T> ReadOnlySpan<T>(nint address) => *(ReadOnlySpan<T>*)address;

    /// <summary>What the span of one element at an address on the stack of a thread that waits refers to.</summary>
    /// <typeparam name="T">The type of what is referred to.</typeparam>
    public static ref T Reference<T>(nint address) => ref MemoryMarshal.GetReference(*(Span<T>*)address);
#pragma warning restore CS8500
}
