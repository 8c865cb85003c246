using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary><c>isinst</c> and <c>castclass</c> of objects of which the exact type is known, or a class that decides the matter.</summary>
internal static class TypeTests
{
    /// <summary>The replacement: the object itself, null where the test fails; or null when it is not known.</summary>
    public static Value? Simplify(MethodIR method, RawInstruction test)
    {
        if (test.OpCode.Code is not (Code.Isinst or Code.Castclass) || test.Metadata is not TypeReference wanted)
            return null;
        var value = test.Operand(0);
        if (value is Constant { Content: null })
            return method.Default(test.Type);
        return (ExactTypeOf(method.Types, value) is { } exact ? Is(method.Types, exact, wanted) : IsBelow(method.Types, value.Type, wanted)) switch
        {
            true => value,
            false when test.OpCode.Code == Code.Isinst => method.Default(test.Type),
            _ => null,
        };
    }

    /// <summary>The type of the object a reference leads to, if it is not null and there is only one possibility.</summary>
    public static TypeReference? ExactTypeOf(TypeContext types, Value value) => value switch
    {
        NewArray or NewObject => value.Type,
        Call call when Allocations.Is(call) => call.Type,
        RawInstruction { OpCode.Code: Code.Box, Metadata: TypeReference boxed } when types.IsValueTypeOrEnum(boxed) && !StructShapes.IsNullable(boxed) => boxed,
        _ when IsSealed(types, value.Type) => value.Type,
        _ => null,
    };

    private static bool IsSealed(TypeContext types, TypeReference type) => type switch
    {
        ArrayType { ElementType: var element } => types.IsFloat(element) || types.IsStruct(element) || IsSealed(types, element),
        _ => types.KindOf(type) == StackKind.Object && types.Resolve(type) is { IsSealed: true, IsInterface: false },
    };

    /// <summary>
    /// What the class that a reference is declared with says: an object of a class below the wanted one passes, and null is itself either way. No object is of
    /// two classes of which neither derives from the other.
    /// </summary>
    private static bool? IsBelow(TypeContext types, TypeReference declared, TypeReference wanted)
    {
        if (!IsClass(types, declared) || declared.MetadataType == MetadataType.Object)
            return null;
        if (Is(types, declared, wanted) is not false)
            return Is(types, declared, wanted);
        return IsClass(types, wanted) && Is(types, wanted, declared) == false ? false : null;
    }

    private static bool IsClass(TypeContext types, TypeReference type) => !type.ContainsGenericParameter && types.KindOf(type) == StackKind.Object
        && (type is ArrayType || types.Resolve(type) is { IsInterface: false });

    private static bool? Is(TypeContext types, TypeReference exact, TypeReference wanted)
    {
        if (types.Same(exact, wanted) || wanted.MetadataType == MetadataType.Object)
            return true;
        if (wanted is GenericParameter || types.Resolve(wanted is ArrayType ? types.Object : wanted) is not { } target)
            return null;
        if (exact is ArrayType array)
        {
            if (wanted is ArrayType other)
                return types.IsFloat(array.ElementType) && types.KindOf(other.ElementType) is not StackKind.GenericParameter ? false : null;
            if (target.IsInterface)
                return array.IsVector && wanted is GenericInstanceType { GenericArguments.Count: 1 } view && IsOfArrays(target)
                    && types.Same(view.GenericArguments[0], array.ElementType) ? true : null;
            return target.FullName == "System.Array";
        }
        if (wanted is ArrayType)
            return false;
        for (TypeReference? current = exact; current is not null;)
        {
            if (types.Resolve(current) is not { } definition)
                return null;
            if (types.Same(current, wanted))
                return true;
            if (target.IsInterface && Implements(types, definition, current, wanted) is not false and var answer)
                return answer;
            current = definition.BaseType is { } parent ? Implementations.Closed(types, parent, current) : null;
        }
        // Generic interfaces and delegates convert.
        return target.HasGenericParameters && (target.IsInterface || Delegates.Is(types, wanted)) ? null : false;
    }

    /// <summary>Whether the interface is among those that a type names, and those that these extend; null when one of them cannot be read.</summary>
    private static bool? Implements(TypeContext types, TypeDefinition definition, TypeReference type, TypeReference wanted)
    {
        bool? answer = false;
        foreach (var implemented in definition.Interfaces)
        {
            var closed = Implementations.Closed(types, implemented.InterfaceType, type);
            if (closed is not null && types.Same(closed, wanted))
                return true;
            var further = closed is not null && types.Resolve(closed) is { } extended ? Implements(types, extended, closed, wanted) : null;
            if (further == true)
                return true;
            answer = further is null ? null : answer;
        }
        return answer;
    }

    private static bool IsOfArrays(TypeDefinition type) =>
        type.Namespace == "System.Collections.Generic"
            && type.Name is "IEnumerable`1" or "ICollection`1" or "IList`1" or "IReadOnlyList`1" or "IReadOnlyCollection`1";
}
