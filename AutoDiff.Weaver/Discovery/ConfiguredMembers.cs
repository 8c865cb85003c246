using AutoDiff.Weaving.Configuration;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Discovery;

/// <summary>Finds the methods that the configuration wants checked and prepared.</summary>
internal sealed class ConfiguredMembers(TypeContext types, DifferentiableMembers members, DiagnosticBag diagnostics)
{
    public IReadOnlyList<DifferentiableMember> Find(IEnumerable<ConfiguredMethod> configured)
    {
        var found = new List<DifferentiableMember>();
        foreach (var wanted in configured)
        {
            var methods = Methods(wanted);
            foreach (var method in methods)
            {
                if (members.Request(method, []) is { } member)
                    found.Add(member);
            }
        }
        return found;
    }

    private IReadOnlyList<MethodDefinition> Methods(ConfiguredMethod wanted)
    {
        if (Module(wanted.Assembly) is not { } module)
            return Missing(wanted, $"the project refers to no assembly '{wanted.Assembly}'");
        if (module.GetType(wanted.TypeName.Replace('+', '/')) is not { } type)
            return Missing(wanted, $"'{module.Assembly.Name.Name}' has no type '{wanted.TypeName}'");
        List<MethodDefinition> methods = [.. type.Methods.Where(m => m.Name == wanted.MethodName || (m.IsGetter && m.Name == "get_" + wanted.MethodName))];
        return methods.Count > 0 ? methods : Missing(wanted, $"'{wanted.TypeName}' has no method '{wanted.MethodName}'");
    }

    private ModuleDefinition? Module(string? assembly)
    {
        if (assembly is null || assembly == types.Module.Assembly.Name.Name)
            return types.Module;
        try
        {
            return types.Module.AssemblyReferences.FirstOrDefault(r => r.Name == assembly) is { } reference
                ? types.Module.AssemblyResolver.Resolve(reference)?.MainModule
                : null;
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    private IReadOnlyList<MethodDefinition> Missing(ConfiguredMethod wanted, string reason)
    {
        diagnostics.Report(Catalogue.ConfiguredMethodNotFound, wanted.Position, $"cannot find '{wanted.TypeName}::{wanted.MethodName}': {reason}.");
        return [];
    }
}
