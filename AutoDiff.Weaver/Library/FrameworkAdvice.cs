using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>What to write in place of members of the framework that are not differentiated and that nobody could register a rule for.</summary>
internal static class FrameworkAdvice
{
    private static readonly Dictionary<string, string> OfTypes = new()
    {
        ["System.Linq.ParallelEnumerable"] = "queries of several threads (PLINQ) are not differentiated. Leave out AsParallel(), or use Parallel.For.",
        ["System.Numerics.Vector"] = Registers,
        ["System.Numerics.Vector`1"] = Registers,
        ["System.Runtime.Intrinsics.Vector64"] = Registers,
        ["System.Runtime.Intrinsics.Vector64`1"] = Registers,
        ["System.Runtime.Intrinsics.Vector128"] = Registers,
        ["System.Runtime.Intrinsics.Vector128`1"] = Registers,
        ["System.Runtime.Intrinsics.Vector256"] = Registers,
        ["System.Runtime.Intrinsics.Vector256`1"] = Registers,
        ["System.Runtime.Intrinsics.Vector512"] = Registers,
        ["System.Runtime.Intrinsics.Vector512`1"] = Registers,
        ["System.Collections.ArrayList"] = Objects,
        ["System.Collections.Hashtable"] = Objects,
        ["System.Collections.Queue"] = Objects,
        ["System.Collections.Stack"] = Objects,
        ["System.Collections.SortedList"] = Objects,
        ["System.Collections.Concurrent.ConcurrentBag`1"] = Concurrent,
        ["System.Collections.Concurrent.ConcurrentQueue`1"] = Concurrent,
        ["System.Collections.Concurrent.ConcurrentStack`1"] = Concurrent,
        ["System.Collections.Concurrent.BlockingCollection`1"] = Concurrent,
        ["System.Collections.Immutable.ImmutableSortedDictionary`2"] = Immutable,
        ["System.Collections.Immutable.ImmutableSortedDictionary"] = Immutable,
        ["System.Collections.Immutable.ImmutableQueue`1"] = Immutable,
        ["System.Collections.Immutable.ImmutableQueue"] = Immutable,
        ["System.Collections.Immutable.ImmutableStack`1"] = Immutable,
        ["System.Collections.Immutable.ImmutableStack"] = Immutable,
        ["System.Collections.Frozen.FrozenDictionary"] = "a frozen dictionary is followed as a constant only. Use a Dictionary<…> where values depend on the "
            + "differentiation parameters.",
        ["System.Collections.Generic.OrderedDictionary`2"] = "this dictionary is not followed. Use a Dictionary<…>, which keeps the order of insertion as long "
            + "as nothing is removed, or a List<…> of tuples.",
    };

    private const string Registers = "vectors of the size of a register are not differentiated. Write the loop over numbers, which is run in such vectors "
        + "where that is possible, or use Vector2, Vector3 or Vector4.";

    private const string Objects = "containers of objects are not followed. Use a List<…>, Dictionary<…>, Queue<…> or Stack<…> of the type that is meant.";

    private const string Concurrent = "this container of several threads is not followed. Use a ConcurrentDictionary<…>, or a List<…> under a lock.";

    private const string Immutable = "this immutable container is not followed. Use an ImmutableList<…>, ImmutableArray<…> or ImmutableDictionary<…>.";

    /// <summary>Why a member is not differentiated and what to do about it, or null where nothing is known but that.</summary>
    public static string? For(Call call)
    {
        var declaring = call.Method.DeclaringType;
        if (OfTypes.TryGetValue(declaring.GetElementType().FullName, out var advice))
            return advice;
        if (declaring.FullName == "System.Threading.Tasks.Parallel" && call.Method.Parameters.Any(p => IsGivenState(p.ParameterType)))
            return "a loop that is given its ParallelLoopState may end in another iteration each time. Leave the state out.";
        if (declaring is GenericInstanceType { Namespace: "System.Collections.Generic", Name: "List`1" } list
            && list.GenericArguments[0].MetadataType == MetadataType.Object)
            return "a list of objects is not enumerated. Go through it by index, or use a List<…> of the type that is meant.";
        return call.OperandCount > 0 && call.Method.Name == ".ctor" && ContainerTypes.AreRare(declaring) && call.OperandCount > call.Method.Parameters.Count
            ? $"a class derived from '{declaring.Name.Split('`')[0]}' is not followed. Derive it from List<…> or Dictionary<…>, or keep the container "
                + "in a field."
            : null;
    }

    private static bool IsGivenState(TypeReference type) =>
        type is GenericInstanceType function && function.GenericArguments.Any(a => a.FullName == "System.Threading.Tasks.ParallelLoopState");
}
