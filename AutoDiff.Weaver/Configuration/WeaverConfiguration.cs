using AutoDiff.Weaving.Passes;
using Mono.Cecil;

namespace AutoDiff.Weaving.Configuration;

/// <summary>The settings of the <c>AutoDiff</c> element and the folder for what the weaver leaves behind.</summary>
/// <param name="IntermediateDirectory">The project's intermediate output folder (<c>obj/…</c>): diagnostics and dumps go there.</param>
internal sealed record WeaverConfiguration(string IntermediateDirectory)
{
    /// <summary>A zero cotangent stays zero through any factor, infinite or NaN ones included.</summary>
    public bool StrongZero { get; init; } = true;

    /// <summary>Tell what was decided about each derivative.</summary>
    public bool Report { get; init; }

    /// <summary>The name of the methods whose intermediate forms are written to <c>obj/…/autodiff/</c>; null for none.</summary>
    public string? Dump { get; init; }

    /// <summary>Methods to check and prepare although nobody annotated them.</summary>
    public IReadOnlyList<ConfiguredMethod> Differentiate { get; init; } = [];

    /// <summary>Assemblies and methods in which what becomes an integer is meant to be constant between the steps.</summary>
    public IReadOnlyList<PiecewiseConstant> PiecewiseConstant { get; init; } = [];

    /// <summary>References of the project that may have rules, although the compiler has found nothing of them in use.</summary>
    public IReadOnlyList<AssemblyNameReference> References { get; init; } = [];

    /// <summary>Check the invariants of the IR after every pass rather than before emission only; for the weaver's own tests.</summary>
    public bool VerifyEveryPass { get; init; }

    /// <summary>Optimisations to leave out; for the weaver's own tests.</summary>
    public Optimisations Without { get; init; }

    public string DumpDirectory => Path.Combine(IntermediateDirectory, "autodiff");
}
