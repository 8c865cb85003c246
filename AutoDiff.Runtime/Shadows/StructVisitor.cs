using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>Visits the fields of one struct type.</summary>
internal static class StructVisitor<T>
{
    public static readonly StructTransform<T> Transform =
        Repeated("TransformElements") is { } repeated ? repeated.CreateDelegate<StructTransform<T>>() : FieldVisitors.TransformStruct<T>();

    public static readonly StructCombine<T> Combine =
        Repeated("CombineElements") is { } repeated ? repeated.CreateDelegate<StructCombine<T>>() : FieldVisitors.CombineStruct<T>();

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "See FieldVisitors.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The methods have no requirements on their type arguments.")]
    private static System.Reflection.MethodInfo? Repeated(string name) =>
        TypeContent.RepeatedElement(typeof(T)) is { } element ? typeof(RepeatedField).GetMethod(name)!.MakeGenericMethod(typeof(T), element) : null;
}

/// <summary>Structs that are a row of equal elements: inline arrays, fixed buffers, vector registers.</summary>
internal static class RepeatedField
{
    public static void TransformElements<T, TElement>(ref T slot, Walk walk) => Slot<TElement>.Transform(Elements<T, TElement>(ref slot), walk);

    public static void CombineElements<T, TElement>(ref T left, ref T right, PairWalk walk) =>
        Slot<TElement>.Combine(Elements<T, TElement>(ref left), Elements<T, TElement>(ref right), walk);

    private static Span<TElement> Elements<T, TElement>(ref T slot) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, TElement>(ref slot), Unsafe.SizeOf<T>() / Unsafe.SizeOf<TElement>());
}

internal delegate void StructTransform<T>(ref T target, Walk walk);

internal delegate void StructCombine<T>(ref T left, ref T right, PairWalk walk);
