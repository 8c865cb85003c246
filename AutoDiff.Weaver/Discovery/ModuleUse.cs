using AutoDiff.Weaving.Configuration;
using Mono.Cecil;

namespace AutoDiff.Weaving.Discovery;

/// <summary>Whether there is anything to do in a module, found out without changing it.</summary>
internal static class ModuleUse
{
    public const string Library = "AutoDiff.Runtime";

    /// <summary>The module mentions a type of the library, or the configuration asks for something.</summary>
    public static bool IsOfInterest(ModuleDefinition module, WeaverConfiguration configuration) =>
        configuration.Differentiate.Count > 0
            || module.GetTypeReferences().Any(t => t.Namespace == "AutoDiff" && t.Scope is AssemblyNameReference { Name: Library });

    /// <summary>The module calls an operator of forward mode: the functions that it hands out come with differentials.</summary>
    public static bool NamesForwardMode(ModuleDefinition module) => module.GetMemberReferences().Any(m =>
        m.DeclaringType is { Namespace: "AutoDiff", Name: "DifferentialOperators" }
        && m.Name is "Derivative" or "ValueWithDerivative" or "JacobianVectorProduct" or "ValueWithJacobianVectorProduct" or "Differential"
        or "ValueWithDifferential" or "Jacobian" or "Derivatives" or "PlanSparseJacobian" or "SparseJacobian");

    /// <summary>The module uses an operator of second derivatives.</summary>
    public static bool NamesSecondDerivatives(ModuleDefinition module) => module.GetMemberReferences().Any(m =>
        m.DeclaringType is { Namespace: "AutoDiff", Name: "DifferentialOperators" }
        && m.Name is "HessianVectorProduct" or "Hessian" or "ValueGradientAndHessian" or "PlanSparseHessian" or "SparseHessian");

    /// <summary>The runtime library among the references, or null.</summary>
    public static ModuleDefinition? FindLibrary(ModuleDefinition module)
    {
        try
        {
            return module.AssemblyReferences.FirstOrDefault(r => r.Name == Library) is { } reference
                ? module.AssemblyResolver.Resolve(reference)?.MainModule
                : null;
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }
}
