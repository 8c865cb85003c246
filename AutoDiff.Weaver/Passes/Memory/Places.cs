using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>Which addresses are sure to lead to different memory, and which memory nobody but the method sees.</summary>
internal sealed class Places(MethodIR method)
{
    private readonly Dictionary<NewArray, bool> locals = [];

    public bool MayBeSame(Value a, TypeReference typeOfA, Value b, TypeReference typeOfB)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (IsPrimitive(typeOfA) && IsPrimitive(typeOfB) && !method.Types.Same(typeOfA, typeOfB) && !AreCovariant(a, b, typeOfA, typeOfB))
            return false;
        return !AreApart(a, b, method.Types.IsStruct(typeOfA) || method.Types.IsStruct(typeOfB));
    }

    /// <summary>A number that memory holds as the evaluation stack does.</summary>
    public static bool IsWhole(TypeContext types, TypeReference type) => types.IsFloat(type) || type.MetadataType is MetadataType.Int32 or MetadataType.Int64;

    /// <summary>What is written there is lost when an exception leaves the method.</summary>
    public bool IsGoneAfterException(Value address) => method.Regions.Count == 0 && address is ElementAddress { Array: NewArray array } && IsLocal(array);

    private bool IsPrimitive(TypeReference type) => IsWhole(method.Types, type) || method.Types.KindOf(type) == StackKind.Object;

    /// <summary>An array of strings may be met as an array of objects.</summary>
    private bool AreCovariant(Value a, Value b, TypeReference typeOfA, TypeReference typeOfB) =>
        a is not FieldAddress && b is not FieldAddress && method.Types.KindOf(typeOfA) == StackKind.Object && method.Types.KindOf(typeOfB) == StackKind.Object;

    /// <summary>
    /// Elements at different distances from the same index; of an array that only this method indexes and another one; of arrays of which one was made here and
    /// the other is another one; fields of another name, unless one is of a struct that may be in the other; elements and fields; records of the trace and
    /// anything else.
    /// </summary>
    private bool AreApart(Value a, Value b, bool isAnyStruct)
    {
        if (IsTrace(a) != IsTrace(b))
            return true;
        switch (a, b)
        {
            case (ElementAddress x, ElementAddress y):
                if (ReferenceEquals(x.Array, y.Array))
                    return AreDifferent(x.Index, y.Index);
                return IsLocal(x.Array) || IsLocal(y.Array) || (x.Array is NewArray && y.Array is NewArray or Parameter)
                    || (y.Array is NewArray && x.Array is Parameter);
            case (FieldAddress x, FieldAddress y):
                var isSameType = x.Field.DeclaringType.FullName == y.Field.DeclaringType.FullName;
                return isSameType ? x.Field.Name != y.Field.Name : !isAnyStruct;
            // What is taken for an array may be an inline array.
            case (FieldAddress x, ElementAddress):
                return !x.Target.Type.IsByReference && !method.Types.Shapes.HasRow(method.Types.FieldType(x.Field));
            case (ElementAddress, FieldAddress y):
                return !y.Target.Type.IsByReference && !method.Types.Shapes.HasRow(method.Types.FieldType(y.Field));
            default:
                return false;
        }
    }

    private static bool AreDifferent(Value i, Value j)
    {
        var ((a, m), (b, n)) = (Split(i), Split(j));
        return ReferenceEquals(a, b) && m != n;
    }

    /// <summary>An index as a distance from another one, or from zero.</summary>
    public static (Value? From, int Distance) Split(Value index) => index switch
    {
        Constant { Content: int constant } => (null, constant),
        Binary { Op: BinaryOp.Add, Left: var left, Right: Constant { Content: int distance } } => (left, distance),
        Binary { Op: BinaryOp.Sub, Left: var left, Right: Constant { Content: int distance } } => (left, unchecked(-distance)),
        _ => (index, 0),
    };

    /// <summary>Nothing but indexing happens to the array, nor does a branch bring it to a merge: no other value refers to it.</summary>
    private bool IsLocal(Value value)
    {
        if (value is not NewArray array)
            return false;
        if (!locals.TryGetValue(array, out var local))
            locals.Add(array, local = array.Users.All(u => u is ArrayLength || (u is ElementAddress address && ReferenceEquals(address.Array, array))));
        return local;
    }

    /// <summary>In a record of the trace.</summary>
    public static bool IsTrace(Value address) => address is FieldAddress { Target: PopRecord
        or Call { KnownEffects: Effects.None, Method: { Name: "At", DeclaringType: { Namespace: "AutoDiff", Name: "Tape" } } } };
}
