using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary>What a <see cref="Lazy{T}"/> consists of.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "No value is made by its constructor.")]
public static class LazyMemory
{
    /// <summary>A value to be made, or one that is default.</summary>
    [Primitive(nameof(NewReverse))]
    public static Lazy<T> New<T>(bool isMade) => isMade ? new(default(T)!) : new(static () => default!);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<T>(bool isMade, Lazy<T> result, Tape tape)
    {
    }

    /// <summary>Whether the value is made.</summary>
    [NoDerivative]
    public static bool IsMade<T>([NoDerivative] Lazy<T> lazy) => Unsafe.As<Twin<T>>(lazy).State is null;

    /// <summary>Says that the value is made.</summary>
    [Primitive(nameof(FinishReverse))]
    public static void Finish<T>(Lazy<T> lazy) => Unsafe.As<Twin<T>>(lazy).State = null;

    /// <summary>Reverse of <see cref="Finish"/>.</summary>
    public static void FinishReverse<T>(Lazy<T> lazy, Tape tape)
    {
        Unsafe.As<Twin<T>>(lazy).State = Unsafe.As<Twin<T>>(New<T>(isMade: false)).State;
        if (tape.IsOwned)
            RedoFinish(tape, lazy);
    }

    private static void RedoFinish<T>(Tape tape, Lazy<T> lazy) => tape.Redo(() => Finish(lazy));

    /// <summary>The address of what makes the value; null once that has been done.</summary>
    [ElementReference]
    public static ref Func<T>? Factory<T>(Lazy<T> lazy) => ref Unsafe.As<Twin<T>>(lazy).Factory;

    /// <summary>The address of the value.</summary>
    [ElementReference]
    public static ref T Made<T>(Lazy<T> lazy) => ref Unsafe.As<Twin<T>>(lazy).Value;

    /// <summary>Lies in memory as a lazy value does: the same fields in the same order.</summary>
    internal sealed class Twin<T>
    {
        public object? State;
        public Func<T>? Factory;
        public T Value = default!;
    }
}
