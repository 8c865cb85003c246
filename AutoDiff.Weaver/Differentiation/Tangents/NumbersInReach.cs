using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Differentiation.Tangents;

/// <summary>From which types floating-point numbers can be reached: their own, and those of the objects that they refer to. In doubt they can.</summary>
internal sealed class NumbersInReach(TangentTypes tangents)
{
    private const int MostTypes = 200;
    private readonly Dictionary<string, bool> known = [];

    /// <summary>Classes of the framework in these namespaces are about text, time and the like.</summary>
    private static readonly HashSet<string> WithoutNumbers = ["System.Text", "System.Text.RegularExpressions", "System.Globalization", "System.Diagnostics",
        "System.IO"];

    private static readonly HashSet<string> Plain = ["Tuple", "ValueTuple", "Nullable", "Span", "ReadOnlySpan", "Memory", "ReadOnlyMemory", "ArraySegment"];

    public bool From(TypeReference type)
    {
        if (!known.TryGetValue(type.FullName, out var found))
            known.Add(type.FullName, found = Find(type, []));
        return found;
    }

    private bool Find(TypeReference type, HashSet<string> seen)
    {
        type = TypeContext.WithoutModifiers(type);
        if (tangents.IsScalar(type))
            return true;
        if (type.IsPrimitive)
            return type.MetadataType is MetadataType.IntPtr or MetadataType.UIntPtr;
        if (type.MetadataType == MetadataType.String || !seen.Add(type.FullName))
            return false;
        if (seen.Count > MostTypes)
            return true;
        if (type is ArrayType or ByReferenceType)
            return Find(((TypeSpecification)type).ElementType, seen);
        if (type is PointerType || type.ContainsGenericParameter || type.MetadataType == MetadataType.Object
            || tangents.Types.Resolve(type) is not { } definition)
            return true;
        if (definition.IsEnum)
            return false;
        if (definition.IsInterface || tangents.IsDifferentiable(type))
            return true;
        if (Delegates.Is(tangents.Types, type))
            return Delegates.IsBase(definition) || DifferentiableDelegates.Is(tangents.Types, type) || Captured(type, seen);
        if (StructShapes.IsFramework(definition.Module.Assembly))
            return Framework(type, definition, seen);
        for (TypeReference? current = type; current is not null && tangents.Types.Resolve(current) is { } declared; current = BaseOf(current, declared))
        {
            if (StructShapes.IsFramework(declared.Module.Assembly) ? !EmptyBases.Are(current) && Find(current, seen)
                : tangents.Types.InstanceFields(current).Any(f => !IsLock(f) && Find(tangents.Types.FieldType(f), seen)))
                return true;
        }
        return tangents.Types.Hierarchy.Below(type).Any(t => Find(t, seen));
    }

    /// <summary>An object that is only there to be locked: private, and set by constructors alone, to a new object of no class of its own.</summary>
    private static bool IsLock(FieldReference field) =>
        field.FieldType.MetadataType == MetadataType.Object && field.Resolve() is { IsPrivate: true, IsInitOnly: true } definition
        && definition.DeclaringType.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions)
            .Where(i => i.OpCode.Code is Code.Stfld or Code.Ldflda && i.Operand is FieldReference named && named.Name == definition.Name)
            .All(i => i.OpCode.Code == Code.Stfld && i.Previous is { OpCode.Code: Code.Newobj, Operand: MethodReference { DeclaringType: var made } }
                && made.MetadataType == MetadataType.Object);

    /// <summary>What the functions hold that may be behind a delegate; where none is known, it may be one that is made elsewhere.</summary>
    private bool Captured(TypeReference type, HashSet<string> seen)
    {
        var functions = tangents.Types.Functions.WithQueries(type).Concat(tangents.Types.Functions.OfOthers(type)).ToList();
        return functions.Count == 0 || functions.Any(f =>
            f.HasThis ? Find(f.DeclaringType, seen)
                : f.Parameters.Count > 0 && !f.Parameters[0].ParameterType.IsValueType && Find(tangents.Types.ParameterType(f, 0), seen));
    }

    /// <summary>A container holds what it is a container of; what another class of the framework keeps is not known.</summary>
    private bool Framework(TypeReference type, TypeDefinition definition, HashSet<string> seen) => type switch
    {
        GenericInstanceType container when IsOfElements(definition) => container.GenericArguments.Any(a => Find(a, seen)),
        // A lazy integer is made by a function, which may have anything at hand.
        GenericInstanceType => true,
        _ when WithoutNumbers.Contains(definition.DeclaringType?.Namespace ?? type.Namespace) => false,
        _ when definition.IsValueType => tangents.IsOpaqueStruct(type),
        _ => type.FullName is not ("System.Random" or "System.Type" or "System.Version" or "System.Uri"),
    };

    private static bool IsOfElements(TypeDefinition definition) =>
        (definition.DeclaringType ?? definition) is var type
        && (type.Namespace.StartsWith("System.Collections.", StringComparison.Ordinal)
            || type is { Namespace: "System.Threading", Name: "ThreadLocal`1" }
            || (type.Namespace == "System" && Plain.Contains(type.Name.Split('`')[0])));

    private TypeReference? BaseOf(TypeReference type, TypeDefinition definition) =>
        definition.BaseType is { } parent ? tangents.Types.Import(tangents.Types.Substitute(parent, type as GenericInstanceType, null)) : null;
}
