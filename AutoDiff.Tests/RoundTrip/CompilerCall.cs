using System.Collections;
using System.Reflection;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.RoundTrip;

/// <summary>Calls a C# compiler of which only the assemblies are known.</summary>
internal static class CompilerCall
{
    /// <param name="compiler">Microsoft.CodeAnalysis and Microsoft.CodeAnalysis.CSharp.</param>
    /// <param name="source">A library, with its usings.</param>
    public static byte[] Compile(Assembly[] compiler, string source)
    {
        Type Find(string name) => compiler.Select(a => a.GetType(name)).OfType<Type>().First();
        const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks;\n";
        var parse = Find("Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree").GetMethods()
            .First(m => m.Name == "ParseText" && m.GetParameters() is { Length: 5 } p && p[0].ParameterType == typeof(string));
        var create = Find("Microsoft.CodeAnalysis.MetadataReference").GetMethods().First(m => m.Name == "CreateFromFile");
        var options = Find("Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions").GetConstructors().MaxBy(c => c.GetParameters().Length)!
            .Invoke(Arguments("outputKind", 2, "deterministic", true, "allowUnsafe", true, "optimizationLevel", 1));
        var tree = parse.Invoke(null, [Usings + source, null, "", null, default(CancellationToken)]);
        var references = References.Files.Select(f => create.Invoke(null, [.. create.GetParameters().Select((p, i) => i == 0 ? f : Missing(p))]));
        var compilation = Find("Microsoft.CodeAnalysis.CSharp.CSharpCompilation").GetMethod("Create")!
            .Invoke(null,
                ["Compiled", Array("Microsoft.CodeAnalysis.SyntaxTree", [tree]), Array("Microsoft.CodeAnalysis.MetadataReference", [.. references]), options])!;
        using var image = new MemoryStream();
        var emit = compilation.GetType().GetMethods().Where(m => m.Name == "Emit" && m.GetParameters()[0].ParameterType == typeof(Stream))
            .MinBy(m => m.GetParameters().Length)!;
        var result = emit.Invoke(compilation, [.. emit.GetParameters().Select((p, i) => i == 0 ? image : Missing(p))])!;
        var diagnostics = (IEnumerable)result.GetType().GetProperty("Diagnostics")!.GetValue(result)!;
        Assert.That(image.Length, Is.Positive, () => string.Join('\n', diagnostics.Cast<object>().Take(10)));
        return image.ToArray();

        object?[] Arguments(params object[] named) =>
        [
            .. Find("Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions").GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters()
            .Select(p =>
                System.Array.IndexOf(named, p.Name) is var at and >= 0 && named[at + 1] is var given
                    ? p.ParameterType.IsEnum ? Enum.ToObject(p.ParameterType, given) : given
                    : p.HasDefaultValue && p.DefaultValue is { } usual ? p.ParameterType.IsEnum ? Enum.ToObject(p.ParameterType, usual) : usual : Missing(p)),
        ];

        Array Array(string type, object?[] items)
        {
            var array = System.Array.CreateInstance(Find(type), items.Length);
            items.CopyTo(array, 0);
            return array;
        }
    }

    private static object? Missing(ParameterInfo parameter) => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
}
