using System.Reflection;

namespace AutoDiff.Tool.Checking;

/// <summary>Arguments of a method: drawn at random, read and moved number by number.</summary>
internal static class Arguments
{
    private const int LargestInteger = 4;

    /// <summary>Why a value of a type cannot be drawn, or null.</summary>
    public static string? Problem(Type type) =>
        IsNumber(type) || IsNumber(type.GetElementType()) || IsCount(type) ? null : $"values of type '{type.Name}' are not made up";

    public static bool IsNumber(Type? type) => type == typeof(double) || type == typeof(float);

    public static object?[] Draw(ParameterInfo[] parameters, Random random, CheckSettings settings) =>
        [.. parameters.Select(p => Draw(p.ParameterType, random, settings))];

    /// <summary>The arguments, arrays copied: a method may write to them.</summary>
    public static object?[] Copy(object?[] arguments) => [.. arguments.Select(a => a is Array array ? array.Clone() : a)];

    /// <summary>How many numbers there are in a value.</summary>
    public static int Count(object? value) => value switch
    {
        double or float => 1,
        double[] or float[] => ((Array)value).Length,
        Array { Rank: > 1 } array => array.Length,
        _ => 0,
    };

    /// <summary>The number at a position.</summary>
    public static double Read(object? value, int position) => value switch
    {
        double number => number,
        float number => number,
        Array array => Convert.ToDouble(array.GetValue(Place(array, position)), null),
        // What is not there is zero.
        _ => 0,
    };

    /// <summary>The arguments with one number replaced.</summary>
    public static object?[] With(object?[] arguments, int argument, int position, double number)
    {
        var moved = Copy(arguments);
        switch (moved[argument])
        {
            case double:
                moved[argument] = number;
                break;
            case float:
                moved[argument] = (float)number;
                break;
            case Array array:
                array.SetValue(array.GetType().GetElementType() == typeof(float) ? (object)(float)number : number, Place(array, position));
                break;
        }
        return moved;
    }

    /// <summary>Random numbers of the shape of a value, zero where it has none.</summary>
    public static object? Direction(object? value, Random random)
    {
        switch (value)
        {
            case double:
                return Between(random, -1, 1);
            case float:
                return (float)Between(random, -1, 1);
            case Array array:
                var copy = (Array)array.Clone();
                for (var i = 0; i < copy.Length; i++)
                    copy = (Array)With([copy], 0, i, Between(random, -1, 1))[0]!;
                return copy;
            default:
                return value is null ? null : Activator.CreateInstance(value.GetType());
        }
    }

    /// <summary>Σ xᵢ·yᵢ over all numbers.</summary>
    public static double Dot(object? x, object? y) => Enumerable.Range(0, Count(x)).Sum(i => Read(x, i) * Read(y, i));

    private static object? Draw(Type type, Random random, CheckSettings settings)
    {
        if (type == typeof(double))
            return Between(random, settings.Low, settings.High);
        if (type == typeof(float))
            return (float)Between(random, settings.Low, settings.High);
        if (type == typeof(bool))
            return random.Next(2) == 1;
        if (IsCount(type))
            return Convert.ChangeType(random.Next(1, LargestInteger + 1), type, null);
        var array = Array.CreateInstance(type.GetElementType()!, [.. Enumerable.Repeat(settings.Length, type.GetArrayRank())]);
        for (var i = 0; i < array.Length; i++)
            array.SetValue(Draw(type.GetElementType()!, random, settings), Place(array, i));
        return array;
    }

    private static bool IsCount(Type type) => type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(uint);

    private static double Between(Random random, double low, double high) => low + ((high - low) * random.NextDouble());

    private static int[] Place(Array array, int position)
    {
        var place = new int[array.Rank];
        for (var d = array.Rank - 1; d >= 0; d--)
        {
            place[d] = position % array.GetLength(d);
            position /= array.GetLength(d);
        }
        return place;
    }
}
