using System.Reflection;

namespace AutoDiff.Tests.Rules;

/// <summary>The floating-point numbers in a number, a tuple of them or a struct made of them, in order.</summary>
internal static class Leaves
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static bool Has(Type type) => IsNumber(type) || (IsStruct(type) && type.GetFields(Fields).Any(f => Has(f.FieldType)));

    public static double[] Of(object value) => value switch
    {
        double x => [x],
        float x => [x],
        Half x => [(double)x],
        _ => IsStruct(value.GetType()) ? [.. value.GetType().GetFields(Fields).SelectMany(f => Of(f.GetValue(value)!))] : [],
    };

    /// <summary>A value of the type with the next numbers in its place.</summary>
    public static object Make(Type type, IEnumerator<double> numbers)
    {
        if (IsNumber(type))
            return Number(type, numbers.MoveNext() ? numbers.Current : throw new ArgumentException("too few numbers", nameof(numbers)));
        object made = Activator.CreateInstance(type)!;
        foreach (var field in type.GetFields(Fields).Where(f => Has(f.FieldType)))
            field.SetValue(made, Make(field.FieldType, numbers));
        return made;
    }

    public static int Count(Type type) => IsNumber(type) ? 1 : IsStruct(type) ? type.GetFields(Fields).Sum(f => Count(f.FieldType)) : 0;

    /// <summary>The precision of the numbers: that of the coarsest.</summary>
    public static double Epsilon(Type type) =>
        type == typeof(Half) ? 1e-3 : type == typeof(float) ? 1.2e-7 : type == typeof(double) ? 2.2e-16
        : IsStruct(type) ? type.GetFields(Fields).Where(f => Has(f.FieldType)).Select(f => Epsilon(f.FieldType)).DefaultIfEmpty().Max() : 0;

    public static object Number(Type type, double x) => type == typeof(Half) ? (Half)x : type == typeof(float) ? (object)(float)x : x;

    private static bool IsNumber(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(Half);

    private static bool IsStruct(Type type) => type.IsValueType && !type.IsPrimitive && !type.IsEnum && type != typeof(Half) && type != typeof(decimal);
}
