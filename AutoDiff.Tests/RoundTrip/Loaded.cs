using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>Puts assemblies to the test of the runtime.</summary>
internal static class Loaded
{
    /// <summary>Loads into a context of its own what an image holds; what it refers to is shared.</summary>
    public static Assembly From(byte[] image)
    {
        var context = new AssemblyLoadContext("copy");
        using var stream = new MemoryStream(image);
        return context.LoadFromStream(stream);
    }

    /// <summary>Has the JIT compile every method, generic ones for some type arguments; returns how many.</summary>
    public static int Prepare(Assembly assembly)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var prepared = 0;
        Assert.Multiple(() =>
        {
            foreach (var type in assembly.GetTypes().Select(Closed).OfType<Type>())
            {
                foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
                {
                    var isCode = !method.IsAbstract
                        && (method.MethodImplementationFlags & (MethodImplAttributes.InternalCall | MethodImplAttributes.Runtime)) == 0
                        && (method.Attributes & MethodAttributes.PinvokeImpl) == 0;
                    if (!isCode || (method.IsGenericMethodDefinition ? Closed((MethodInfo)method) : method) is not { } closed)
                        continue;
                    RuntimeTypeHandle[] arguments =
                    [
                        .. type.GetGenericArguments().Select(t => t.TypeHandle),
                        .. closed.IsGenericMethod ? closed.GetGenericArguments().Select(t => t.TypeHandle) : [],
                    ];
                    Assert.That(() => RuntimeHelpers.PrepareMethod(closed.MethodHandle, arguments.Length == 0 ? null : arguments), Throws.Nothing,
                        () => $"{type}: {method}");
                    prepared++;
                }
            }
        });
        return prepared;
    }

    private static Type? Closed(Type type) => type.ContainsGenericParameters ? FirstThatFits(type.GetGenericArguments().Length, type.MakeGenericType) : type;

    private static MethodInfo? Closed(MethodInfo method) => FirstThatFits(method.GetGenericArguments().Length, method.MakeGenericMethod);

    private static T? FirstThatFits<T>(int count, Func<Type[], T> make)
        where T : class
    {
        foreach (var candidate in new[] { typeof(double), typeof(float), typeof(int), typeof(object), typeof(string) })
        {
            try
            {
                return make([.. Enumerable.Repeat(candidate, count)]);
            }
            catch (ArgumentException)
            {
                // A constraint is not met.
            }
        }
        return null;
    }
}
