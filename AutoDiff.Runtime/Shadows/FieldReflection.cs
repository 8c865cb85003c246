using System.Collections.Concurrent;
using System.Reflection;

namespace AutoDiff;

/// <summary>Visits fields by reflection: each value is boxed, changed in its box and stored again.</summary>
internal static class FieldReflection
{
    // Structs in fields, which no type parameter has to stand for.
    private static readonly ConcurrentDictionary<Type, Action<object, Walk>> s_transforms = new();
    private static readonly ConcurrentDictionary<Type, Action<object, object, PairWalk>> s_combines = new();

    public static Action<object, Walk> Transform(Type type)
    {
        var fields = FieldsOf(type);
        return (target, walk) =>
        {
            foreach (var field in fields)
                field.SetValue(target, Transformed(field.GetValue(target), field.FieldType, walk));
        };
    }

    public static Action<object, object, PairWalk> Combine(Type type)
    {
        var fields = FieldsOf(type);
        return (left, right, walk) =>
        {
            foreach (var field in fields)
            {
                object? combined = Combined(field.GetValue(left), field.GetValue(right), field.FieldType, walk);
                if (walk.Writes && field.FieldType.IsValueType)
                    field.SetValue(left, combined);
            }
        };
    }

    // A nullable struct without a value is boxed as null, and has nothing to visit.
    private static object? Transformed(object? value, Type type, Walk walk)
    {
        if (!type.IsValueType)
            return walk.Follow(value);
        switch (value)
        {
            case null:
                return null;
            case double:
                return walk.KeepsNumbers ? value : 0.0;
            case float:
                return walk.KeepsNumbers ? value : 0f;
            case Half:
                return walk.KeepsNumbers ? value : default(Half);
            default:
                s_transforms.GetOrAdd(value.GetType(), TransformOfStruct)(value, walk);
                return value;
        }
    }

    private static object? Combined(object? left, object? right, Type type, PairWalk walk)
    {
        if (!type.IsValueType)
        {
            walk.Follow(left, right);
            return left;
        }

        switch (left, right)
        {
            case (null, _) or (_, null):
                return left;
            case (double a, double b):
                walk.Combine(ref a, b);
                return a;
            case (float a, float b):
                walk.Combine(ref a, b);
                return a;
            case (Half a, Half b):
                walk.Combine(ref a, b);
                return a;
            default:
                s_combines.GetOrAdd(left.GetType(), CombineOfStruct)(left, right, walk);
                return left;
        }
    }

    private static Action<object, Walk> TransformOfStruct(Type type) => TypeContent.RepeatedElement(type) is null ? Transform(type) : Shape.Of(type).Transform;

    private static Action<object, object, PairWalk> CombineOfStruct(Type type) =>
        TypeContent.RepeatedElement(type) is null ? Combine(type) : Shape.Of(type).Combine;

    private static FieldInfo[] FieldsOf(Type type) => [.. TypeContent.ActiveFields(type)];
}
