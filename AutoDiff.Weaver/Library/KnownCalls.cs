using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>
/// Framework methods without visible code that neither change floating-point content they are given references to nor keep or hand out references to it.
/// </summary>
internal static class KnownCalls
{
    private const string ErrorNote = "Microsoft.VisualBasic.CompilerServices.ProjectData::SetProjectError";

    private static readonly HashSet<string> Members =
    [
        "System.Object::.ctor", "System.Object::GetType", "System.Object::ReferenceEquals", "System.Object::ToString", "System.Object::GetHashCode",
        "System.Object::Equals",
        "System.Collections.Generic.EqualityComparer`1::get_Default", "System.Collections.Generic.EqualityComparer`1::Equals",
        "System.Collections.Generic.EqualityComparer`1::GetHashCode", "System.Collections.Generic.Comparer`1::get_Default",
        "System.Collections.Generic.Comparer`1::Compare",
        "System.Array::get_Length", "System.Array::get_LongLength", "System.Array::GetLength", "System.Array::get_Rank", "System.Array::GetLowerBound",
        "System.Array::GetUpperBound", "System.Array::get_MaxLength",
        "System.Exception::get_Message", "System.Exception::get_StackTrace", "System.Exception::get_Source", "System.Exception::set_Source",
        "System.Exception::get_HelpLink",
        "System.Exception::set_HelpLink", "System.Exception::get_HResult", "System.Exception::set_HResult", "System.Exception::get_TargetSite",
        "System.Exception::ToString", "System.Exception::GetType",
        "System.Delegate::op_Equality", "System.Delegate::op_Inequality", "System.MulticastDelegate::op_Equality", "System.MulticastDelegate::op_Inequality",
        "AutoDiff.Dispatch::IsFunction", "AutoDiff.Dispatch::IsStructFunction", "AutoDiff.InvocationLists::Count",
        // What Visual Basic notes in every handler.
        ErrorNote, "Microsoft.VisualBasic.CompilerServices.ProjectData::ClearProjectError",
        // Writes constants to an array that was just made: its shadow is zero there already.
        "System.Runtime.CompilerServices.RuntimeHelpers::InitializeArray", "System.Runtime.CompilerServices.Unsafe::IsNullRef",
    ];

    /// <summary>The types that members are listed of, by full name.</summary>
    public static IEnumerable<string> Types => Members.Select(m => m.Substring(0, m.IndexOf("::", StringComparison.Ordinal))).Distinct();

    public static bool LeavesMemoryAlone(Call call) =>
        call.KnownEffects == Effects.None || LeavesMemoryAlone(call.Method) || DisposesOfFramework(call) || IsWithoutInner(call)
        || ComparesByFramework(call);

    /// <summary>The framework's own comparers keep nothing; those of the program are told apart before, where it has any.</summary>
    private static bool ComparesByFramework(Call call) =>
        call.Method is { Name: "Compare", DeclaringType: GenericInstanceType { Namespace: "System.Collections.Generic", Name: "IComparer`1" } comparer }
        && (call.IsUnknownOverride || (call.Block?.Method.Types is { } types && !types.Hierarchy.Implementers(comparer).Any()));

    /// <summary>What the framework's own classes do when they are disposed of is of no interest; the user's may do anything.</summary>
    private static bool DisposesOfFramework(Call call)
    {
        if (call.Method is not { Name: "Dispose", DeclaringType: { Namespace: "System", Name: "IDisposable" } disposable }
            || call.Block?.Method.Types is not { } types)
            return false;
        var receiver = Receivers.DeclaredType(call.Operand(0));
        if (receiver.FullName == disposable.FullName)
            return false;
        // A test for an interface that no class in reach has, as foreach makes of enumerators.
        return receiver is ArrayType or GenericParameter || types.Resolve(receiver) is not { } definition
            || StructShapes.IsFramework(definition.Module.Assembly)
            || (!definition.IsInterface && types.Hierarchy.Below(receiver).Prepend(receiver).All(t => Implementations.Of(types, t, call.Method) is null));
    }

    public static bool LeavesMemoryAlone(MethodReference method)
    {
        var type = method.DeclaringType.GetElementType().FullName;
        return Members.Contains(type + "::" + method.Name) || (HarmlessMembers.Has(method) && !IsConstructorOfException(method))
            || (method.Name is "get_Count" or "get_Capacity" or "EnsureCapacity" or "get_Comparer" && type.StartsWith("System.", StringComparison.Ordinal))
            || (method.Name is "ContainsKey" or "Contains" or "IndexOf" or "LastIndexOf" or "BinarySearch" or "get_IsEmpty"
                && ContainerTypes.Are(method.DeclaringType))
            || IsOfPlainValue(method)
            || BaseConstructors.MakesEmpty(method)
            || (IsConstructorOfException(method) && IsOfTexts(method));
    }

    /// <summary>Keeps the exception that is being handled, until it is asked for.</summary>
    public static bool KeepsException(MethodReference method) => method.DeclaringType.FullName + "::" + method.Name == ErrorNote;

    /// <summary>Hands out the exception that was kept.</summary>
    public static bool HandsOutException(MethodReference method) =>
        method is { Name: "GetException", DeclaringType.FullName: "Microsoft.VisualBasic.ErrObject" };

    private static bool IsConstructorOfException(MethodReference method) =>
        method.Name == ".ctor" && method.DeclaringType.Name.EndsWith("Exception", StringComparison.Ordinal);

    /// <summary>The constructor of a base class that is handed no other exception and no object after all.</summary>
    private static bool IsWithoutInner(Call call) =>
        IsConstructorOfException(call.Method) && call.Block?.Method.Types is { } types
        && types.Resolve(call.Method.DeclaringType) is { } definition && StructShapes.IsFramework(definition.Module.Assembly)
        && call.Method.Parameters.Select((p, i) => LeadsNowhere(p.ParameterType) || call.Operand(i + 1) is Constant { Content: null } or DefaultValue)
        .All(b => b);

    /// <summary>What an exception is made of leads nowhere: it is no other exception, and no object.</summary>
    private static bool IsOfTexts(MethodReference constructor) =>
        constructor.Parameters.All(p => LeadsNowhere(p.ParameterType));

    private static bool LeadsNowhere(TypeReference type) => type.IsPrimitive || type.IsValueType || type.FullName is "System.String" or "System.Type";

    /// <summary>Members of dates, spans of time and other values of the framework that do not change and hold no references.</summary>
    private static bool IsOfPlainValue(MethodReference method) =>
        method is { HasThis: true, DeclaringType: { Namespace: "System", HasGenericParameters: false, IsGenericInstance: false } }
        && method.Parameters.All(p => p.ParameterType.IsPrimitive || p.ParameterType is { MetadataType: MetadataType.String or MetadataType.ValueType })
        && method.DeclaringType.Resolve() is { IsValueType: true } type && StructShapes.IsFramework(type.Module.Assembly)
        && type.CustomAttributes.Any(a => a.AttributeType.Name == "IsReadOnlyAttribute")
        && type.CustomAttributes.All(a => a.AttributeType.Name != "IsByRefLikeAttribute");
}
