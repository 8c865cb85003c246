using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Emit;
using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>An assembly whose every method went to IR and back; those that the importer refuses keep their code.</summary>
internal sealed class ReemittedAssembly
{
    private readonly SortedDictionary<string, List<string>> refusals = [];

    private ReemittedAssembly(ModuleDefinition module, bool symbols)
    {
        var types = new TypeContext(module);
        foreach (var method in module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).ToList())
        {
            MethodIR ir;
            try
            {
                ir = MethodImporter.Import(types, method);
            }
            catch (UnsupportedConstructException e)
            {
                if (!refusals.TryGetValue($"{e.Code}: {e.Message}", out var list))
                    refusals.Add($"{e.Code}: {e.Message}", list = []);
                list.Add(method.FullName);
                continue;
            }
            Verifier.Verify(ir, "import");
            MethodEmitter.Emit(ir, method);
            Accepted++;
        }
        using var image = new MemoryStream();
        using var debug = new MemoryStream();
        module.Write(
            image,
            new WriterParameters { WriteSymbols = symbols, SymbolStream = symbols ? debug : null, SymbolWriterProvider = symbols ? new PortablePdbWriterProvider() : null });
        (Image, Symbols) = (image.ToArray(), symbols ? debug.ToArray() : null);
    }

    public byte[] Image { get; }

    public byte[]? Symbols { get; }

    public int Accepted { get; }

    public int Refused => refusals.Values.Sum(l => l.Count);

    public static ReemittedAssembly Of(byte[] image, byte[]? symbols = null, params string[] directories)
    {
        using var resolver = new DefaultAssemblyResolver();
        foreach (var directory in directories.Append(Path.GetDirectoryName(typeof(object).Assembly.Location)!))
            resolver.AddSearchDirectory(directory);
        using var module = ModuleDefinition.ReadModule(
            new MemoryStream(image),
            new ReaderParameters
            {
                AssemblyResolver = resolver,
                ReadSymbols = symbols is not null,
                SymbolReaderProvider = symbols is null ? null : new PortablePdbReaderProvider(),
                SymbolStream = symbols is null ? null : new MemoryStream(symbols),
            });
        return new(module, symbols is not null);
    }

    public static ReemittedAssembly Of(Assembly assembly) =>
        Of(File.ReadAllBytes(assembly.Location), null, Path.GetDirectoryName(assembly.Location)!);

    /// <summary>How many methods were taken, and why the others were not.</summary>
    public void Report(string name)
    {
        TestContext.Out.WriteLine($"{name}: {Accepted} methods accepted, {Refused} not");
        foreach (var (reason, methods) in refusals)
            TestContext.Out.WriteLine($"  {methods.Count} x {reason} ({methods[0]})");
    }

    /// <summary>Loads into a context of its own what an image holds; what it refers to is shared.</summary>
    public static Assembly Load(byte[] image)
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
                    var isCode = !method.IsAbstract && (method.MethodImplementationFlags & (MethodImplAttributes.InternalCall | MethodImplAttributes.Runtime)) == 0
                        && (method.Attributes & System.Reflection.MethodAttributes.PinvokeImpl) == 0;
                    if (!isCode || (method.IsGenericMethodDefinition ? Closed((MethodInfo)method) : method) is not { } closed)
                        continue;
                    RuntimeTypeHandle[] arguments =
                    [
                        .. type.GetGenericArguments().Select(t => t.TypeHandle),
                        .. closed.IsGenericMethod ? closed.GetGenericArguments().Select(t => t.TypeHandle) : [],
                    ];
                    Assert.That(() => RuntimeHelpers.PrepareMethod(closed.MethodHandle, arguments.Length == 0 ? null : arguments), Throws.Nothing, () => $"{type}: {method}");
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
