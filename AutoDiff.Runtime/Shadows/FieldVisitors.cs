using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Emits methods that call <see cref="Slot.Transform"/> or <see cref="Slot.Add"/> on every active field of a type, by address, so that nothing is boxed.</summary>
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where no code can be generated an exception says so.")]
[UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The methods called have no requirements on their type arguments.")]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The methods named are called elsewhere in this library.")]
internal static class FieldVisitors
{
    /// <summary>A method (target, walk).</summary>
    public static TDelegate Transform<TDelegate>(Type type)
        where TDelegate : Delegate => Emit<TDelegate>(type, nameof(Slot.Transform), targets: 1, typeof(Walk));

    /// <summary>A method (into, amount, walk).</summary>
    public static TDelegate Add<TDelegate>(Type type)
        where TDelegate : Delegate => Emit<TDelegate>(type, nameof(Slot.Add), targets: 2, typeof(AddingWalk));

    private static TDelegate Emit<TDelegate>(Type type, string visit, int targets, Type walk)
        where TDelegate : Delegate
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            throw new PlatformNotSupportedException($"The shadow of a {type} needs code generated at run time, which native AOT has not: there, keep to arrays and lists of numbers.");
        Type target = type.IsValueType ? type.MakeByRefType() : typeof(object);
        Type[] parameters = [.. Enumerable.Repeat(target, targets), walk];
        var method = new DynamicMethod($"{visit} {type}", typeof(void), parameters, typeof(Slot).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var visitor = typeof(Slot).GetMethod(visit)!;
        foreach (var field in TypeContent.ActiveFields(type))
        {
            for (int i = 0; i < targets; i++)
                EmitAddress(code, type, field, i);
            code.Emit(OpCodes.Ldarg, (short)targets);
            code.Emit(OpCodes.Call, visitor.MakeGenericMethod(field.FieldType));
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<TDelegate>();
    }

    private static void EmitAddress(ILGenerator code, Type type, FieldInfo field, int argument)
    {
        code.Emit(OpCodes.Ldarg, (short)argument);
        if (!type.IsValueType)
            code.Emit(OpCodes.Castclass, type);
        code.Emit(OpCodes.Ldflda, field);
    }
}
