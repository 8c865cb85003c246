using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Weaving.Accounts;

namespace AutoDiff.Tests.Support;

/// <summary>What the weaver made of an assembly, and what it had to say.</summary>
internal sealed record WovenAssembly(
    CompiledAssembly Original, byte[] Image, byte[] Symbols, IReadOnlyList<string> Diagnostics, IReadOnlyList<string> Log)
{
    /// <summary>What it decided, where the configuration asks for a report.</summary>
    public IReadOnlyList<DerivativeAccount>? Accounts { get; init; }

    /// <summary>The page of that.</summary>
    public string? Report { get; init; }

    /// <summary>What it only notes.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>Loads the assembly and those it was compiled against into a context of their own; the runtime library is shared with the tests.</summary>
    public Assembly Load()
    {
        var context = new AssemblyLoadContext(Original.Name, isCollectible: true);
        foreach (var reference in Original.References)
            context.LoadFromStream(new MemoryStream(reference.Image), new MemoryStream(reference.Symbols));
        return context.LoadFromStream(new MemoryStream(Image), new MemoryStream(Symbols));
    }

    /// <summary>Calls a static method of the woven assembly; its exceptions come out as they were thrown.</summary>
    public T Call<T>(string type, string method, params object?[] arguments)
    {
        var target = Load().GetType(type, throwOnError: true)!
            .GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return (T)target.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }
}
