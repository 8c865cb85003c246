using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// Visits the fields of types that the weaver did not see: methods emitted at run time call <see cref="Slot.Transform"/> or <see cref="Slot.Combine"/> on every
/// active field, by address, so that nothing is boxed. Where no code can be generated at run time, <see cref="FieldReflection"/> does the same slowly.
/// </summary>
internal static class FieldVisitors
{
    // Tests set it, for their thread, to see on a runtime with a JIT what happens on one without; visitors made before keep their kind.
    [field: ThreadStatic]
    internal static bool ReflectionOnly { get; set; }

    public static Action<object, Walk> Transform(Type type) =>
        RuntimeFeature.IsDynamicCodeSupported && !ReflectionOnly
            ? Emit<Action<object, Walk>>(type, nameof(Slot.Transform), targets: 1, typeof(Walk))
            : FieldReflection.Transform(type);

    public static Action<object, object, PairWalk> Combine(Type type) =>
        RuntimeFeature.IsDynamicCodeSupported && !ReflectionOnly
            ? Emit<Action<object, object, PairWalk>>(type, nameof(Slot.Combine), targets: 2, typeof(PairWalk))
            : FieldReflection.Combine(type);

    public static StructTransform<T> TransformStruct<T>()
    {
        if (RuntimeFeature.IsDynamicCodeSupported && !ReflectionOnly)
            return Emit<StructTransform<T>>(typeof(T), nameof(Slot.Transform), targets: 1, typeof(Walk));
        var transform = FieldReflection.Transform(typeof(T));
        return (ref T target, Walk walk) =>
        {
            object box = target!;
            transform(box, walk);
            target = (T)box;
        };
    }

    public static StructCombine<T> CombineStruct<T>()
    {
        if (RuntimeFeature.IsDynamicCodeSupported && !ReflectionOnly)
            return Emit<StructCombine<T>>(typeof(T), nameof(Slot.Combine), targets: 2, typeof(PairWalk));
        var combine = FieldReflection.Combine(typeof(T));
        return (ref T left, ref T right, PairWalk walk) =>
        {
            object box = left!;
            combine(box, right!, walk);
            if (walk.Writes)
                left = (T)box;
        };
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Called where code can be generated at run time; not every analyser sees that condition.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The methods called have no requirements on their type arguments.")]
    private static TDelegate Emit<TDelegate>(Type type, string visit, int targets, Type walk)
        where TDelegate : Delegate
    {
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
