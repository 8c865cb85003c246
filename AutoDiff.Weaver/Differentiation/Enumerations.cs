using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>
/// The virtual calls by which one iterator works through another sequence, which it keeps in a field as an interface: of the iterators and other
/// enumerators in reach, each is a case.
/// </summary>
internal sealed class Enumerations(TypeContext types, Func<TypeReference, bool> isDifferentiable, Func<MethodReference, bool> hasBody, TypeDefinition ownEnumerator)
{
    private const string Collections = "System.Collections.Generic";

    /// <summary>The interface that the receiver of such a call is known by, <c>IEnumerable</c> or <c>IEnumerator</c> of what has a tangent; null for any other call.</summary>
    public GenericInstanceType? InterfaceOf(Call call)
    {
        if (!call.IsVirtual || call.OperandCount != 1 || call.Operand(0).Type is not GenericInstanceType { Namespace: Collections, GenericArguments.Count: 1 } type || !isDifferentiable(type.GenericArguments[0]))
            return null;
        return (type.Name, call.Method.DeclaringType.Name, call.Method.Name) switch
        {
            ("IEnumerable`1", "IEnumerable`1", "GetEnumerator") => type,
            ("IEnumerator`1", "IEnumerator`1", "get_Current") => type,
            ("IEnumerator`1", "IEnumerator", "MoveNext") => type,
            ("IEnumerator`1", "IDisposable", "Dispose") => type,
            _ => null,
        };
    }

    public IReadOnlyList<Override> CasesOf(GenericInstanceType @interface, MethodReference member)
    {
        var candidates = types.Hierarchy.Implementers(@interface);
        if (@interface.Name == "IEnumerator`1")
        {
            var own = new GenericInstanceType(types.Import(ownEnumerator));
            own.GenericArguments.Add(@interface.GenericArguments[0]);
            candidates = [own, .. candidates];
        }
        return [.. candidates
            .Select(t => new Override(t, Passes.Implementations.Of(types, t, member) is { } method && hasBody(method) ? method : null, !types.Hierarchy.IsClosed(t)))
            .Where(c => c.Method is not null)];
    }

    /// <summary>A method of a class that the compiler made of an iterator.</summary>
    public bool IsIterator(MethodReference method) =>
        types.Resolve(method.DeclaringType) is { } type && type.Name.StartsWith("<", StringComparison.Ordinal) && type.Interfaces.Any(i => i.InterfaceType.FullName == "System.Collections.IEnumerator");
}
