#if NET10_0_OR_GREATER
using System.Runtime.CompilerServices;
#else
using System.Reflection;
#endif

namespace AutoDiff.Implementations;

/// <summary>The array that the elements of a list live in.</summary>
internal static class ListBacking<T>
{
#if NET10_0_OR_GREATER
    public static T[] Get(List<T> list) => Field(list);

    public static void Set(List<T> list, T[] items) => Field(list) = items;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_items")]
    private static extern ref T[] Field(List<T> list);
#else
    // Accessors of fields of generic types came with .NET 9.
    private static readonly FieldInfo s_field = typeof(List<T>).GetField("_items", BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static T[] Get(List<T> list) => (T[])s_field.GetValue(list)!;

    public static void Set(List<T> list, T[] items) => s_field.SetValue(list, items);
#endif
}
