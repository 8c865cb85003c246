using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Visits the fields of one struct type.</summary>
internal static class StructVisitor<T>
{
    public static readonly Layout<T> Layout = Find();

    private static Layout<T> Find()
    {
        var element = TypeContent.RepeatedElement(typeof(T));
        if (element == typeof(double))
            return new RowLayout<T, double>();
        if (element == typeof(float))
            return new RowLayout<T, float>();
        if (element == typeof(Half))
            return new RowLayout<T, Half>();
        if (Layouts.Find(typeof(T))?.Fields is Layout<T> known)
            return known;
        return element is not null && RuntimeFeature.IsDynamicCodeSupported ? Row(element) : new ReflectedLayout<T>();
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Called where code can be generated at run time; not every analyser sees that condition.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The layout has no requirements on its type arguments.")]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(RowLayout<,>))]
    private static Layout<T> Row(Type element) => (Layout<T>)Activator.CreateInstance(typeof(RowLayout<,>).MakeGenericType(typeof(T), element))!;
}
