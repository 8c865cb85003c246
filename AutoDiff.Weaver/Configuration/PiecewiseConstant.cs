using Mono.Cecil;

namespace AutoDiff.Weaving.Configuration;

/// <summary>A <c>PiecewiseConstant</c> element: an assembly's simple name (any when null) and <c>Namespace.Type::Method</c> (all methods when null).</summary>
internal sealed record PiecewiseConstant(string? Assembly, string? Method)
{
    public bool Covers(MethodDefinition method) =>
        (Assembly is null || method.Module.Assembly.Name.Name == Assembly)
            && (Method is null || method.DeclaringType.FullName.Replace('/', '.') + "::" + method.Name == Method);
}
