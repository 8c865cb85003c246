using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>The members of AutoDiff.Runtime that generated code uses, as references valid in the module being woven.</summary>
internal sealed class RuntimeLibrary
{
    private readonly TypeContext types;

    public RuntimeLibrary(TypeContext types, ModuleDefinition library)
    {
        this.types = types;
        Library = library;
        Tape = Type("AutoDiff.Tape");
        TapeMark = Type("AutoDiff.TapeMark");
        PullbackState = Type("AutoDiff.PullbackState");
        Optional = TryType("AutoDiff.Optional");
    }

    public ModuleDefinition Library { get; }

    public TypeReference Tape { get; }

    public TypeReference TapeMark { get; }

    public TypeReference PullbackState { get; }

    public TypeReference? Optional { get; }

    /// <summary>A type of the library by full metadata name.</summary>
    /// <exception cref="InvalidOperationException">The library is of another version.</exception>
    public TypeReference Type(string fullName) =>
        TryType(fullName)
            ?? throw new InvalidOperationException($"AutoDiff.Runtime has no type '{fullName}': the weaver and the runtime library are of different versions.");

    /// <summary>The one method of this name (and number of parameters) on a type of the library.</summary>
    public MethodReference Method(string typeName, string name, int? parameters = null)
    {
        var definition = types.Resolve(Type(typeName))!;
        return types.Import(definition.Methods.First(m => m.Name == name && (parameters is null || m.Parameters.Count == parameters)));
    }

    /// <summary>Whether a type (of any arity) is <c>AutoDiff.DifferentiableFunc</c>.</summary>
    public static bool IsDifferentiableFunc(TypeReference type) =>
        type.GetElementType() is { Namespace: "AutoDiff" } element && element.Name.StartsWith("DifferentiableFunc`", StringComparison.Ordinal);

    private TypeReference? TryType(string fullName) => Library.GetType(fullName) is { } definition ? types.Import(definition) : null;

    /// <summary>What the library computes for a program, in code as a program could have written it.</summary>
    public static bool IsMathematics(TypeReference type) =>
        type is { Namespace: "AutoDiff.Mathematics" } or { Namespace: "AutoDiff", Name: "Matrices", DeclaringType: null };
}
