using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>What exceptions may hold.</summary>
internal static class Exceptions
{
    /// <summary>
    /// Whether the object that a value refers to may be an exception with content of the program's: of a class of its own, or one that holds another exception.
    /// </summary>
    public static bool MayCarryNumbers(TangentTypes tangents, Value exception) =>
        exception is NewObject creation ? !tangents.IsInert(creation.Type) && !IsOfNothing(tangents.Types, creation) : exception is not Immediate;

    public static bool MayLeadToOne(TangentTypes tangents, Value value) =>
        Is(tangents.Types, value.Type) || value.Type.FullName is "System.Runtime.ExceptionServices.ExceptionDispatchInfo" or "System.Threading.Tasks.Task";

    public static bool Is(TypeContext types, TypeReference type)
    {
        for (var current = type; current is not null; current = types.Resolve(current)?.BaseType)
        {
            if (current.FullName == "System.Exception")
                return true;
        }
        return false;
    }

    /// <summary>Made by the framework of texts and plain numbers.</summary>
    private static bool IsOfNothing(TypeContext types, NewObject creation) =>
        types.Resolve(creation.Type) is { } definition && StructShapes.IsFramework(definition.Module.Assembly)
            && KnownCalls.LeavesMemoryAlone(creation.Constructor);
}
