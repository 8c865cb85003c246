using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// Metadata operands of a body as references valid in the module being woven, with the generic arguments in force put in. What names
/// no type parameter and belongs to the module already comes back as it is.
/// </summary>
internal sealed class Operands(TypeContext types, GenericInstanceType? typeArguments, GenericInstanceMethod? methodArguments,
    Substitutions? substitutions = null)
{
    private readonly Dictionary<TypeReference, TypeReference> closed = [];
    private readonly Dictionary<TypeReference, TypeReference> open = [];
    private readonly Dictionary<MethodReference, MethodReference> methods = [];
    private readonly Dictionary<FieldReference, FieldReference> fields = [];

    /// <summary>What is read in place of framework types and methods.</summary>
    public Substitutions? Substitutions => substitutions;

    /// <summary>A type closed over the arguments in force, or its model.</summary>
    public TypeReference Type(TypeReference type) => Modelled(Map(type, close: true));

    /// <summary>A type closed over the arguments in force, itself where a struct of the program has a model: it declares the members.</summary>
    public TypeReference Declaring(TypeReference type)
    {
        var closed = Map(type, close: true);
        return substitutions?.Models.WithMembers(closed) ?? closed;
    }

    /// <summary>A type as it stands in the signature of a generic member: valid in the module, type parameters left alone.</summary>
    public TypeReference Open(TypeReference type) => Map(type, close: false);

    public MethodReference Method(MethodReference method)
    {
        if (!methods.TryGetValue(method, out var mapped))
            methods.Add(method, mapped = MapMethod(method));
        return mapped;
    }

    public FieldReference Field(FieldReference field)
    {
        if (fields.TryGetValue(field, out var mapped))
            return mapped;
        var declaring = Map(field.DeclaringType, close: true);
        mapped = substitutions?.Models.Field(declaring, field.Name) is { } modelled
            ? modelled
            : ReferenceEquals(declaring, field.DeclaringType) && field.Module == types.Module
            ? field
            : new FieldReference(field.Name, Open(field.FieldType), declaring);
        fields.Add(field, mapped);
        return mapped;
    }

    public CallSite CallSite(CallSite site)
    {
        var mapped = new CallSite(Type(site.ReturnType))
        {
            HasThis = site.HasThis,
            ExplicitThis = site.ExplicitThis,
            CallingConvention = site.CallingConvention,
        };
        foreach (var parameter in site.Parameters)
            mapped.Parameters.Add(new ParameterDefinition(Type(parameter.ParameterType)));
        return mapped;
    }

    private MethodReference MapMethod(MethodReference method)
    {
        if (method is GenericInstanceMethod instance)
        {
            var element = Method(instance.ElementMethod);
            var arguments = instance.GenericArguments.Select(a => Map(a, close: true)).ToArray();
            if (element is MethodDefinition chooser && types.Specialised.TryGetValue(chooser, out var choose) && choose(arguments) is { } chosen)
                return chosen;
            if (ReferenceEquals(element, instance.ElementMethod) && arguments.SequenceEqual(instance.GenericArguments))
                return instance;
            var mapped = new GenericInstanceMethod(element);
            foreach (var argument in arguments)
                mapped.GenericArguments.Add(argument);
            return mapped;
        }
        var declaring = Map(method.DeclaringType, close: true);
        if (substitutions?.Models.WithMembers(declaring) is { } model)
            return substitutions.Models.Member(model, method);
        if (ReferenceEquals(declaring, method.DeclaringType) && method.Module == types.Module)
            return method;
        // An array type has no type parameters of its own: those in the signature of its accessors are the body's.
        var close = declaring is ArrayType;
        var copy = new MethodReference(method.Name, types.Void, declaring)
        {
            HasThis = method.HasThis,
            ExplicitThis = method.ExplicitThis,
            CallingConvention = method.CallingConvention,
        };
        foreach (var parameter in method.GenericParameters)
            copy.GenericParameters.Add(new GenericParameter(parameter.Name, copy));
        copy.ReturnType = Map(method.ReturnType, close);
        foreach (var parameter in method.Parameters)
            copy.Parameters.Add(new ParameterDefinition(Map(parameter.ParameterType, close)));
        return copy;
    }

    /// <summary>The model of a type, or of what it is the address of; arguments of generic types stay what they are.</summary>
    private TypeReference Modelled(TypeReference type) => substitutions is null ? type : type switch
    {
        ByReferenceType { ElementType: var element } => substitutions.Models.ModelOf(element) is { } model ? new ByReferenceType(model) : type,
        _ => substitutions.Models.ModelOf(type) ?? type,
    };

    private TypeReference Map(TypeReference type, bool close)
    {
        var known = close ? closed : open;
        if (!known.TryGetValue(type, out var mapped))
            known.Add(type, mapped = MapUncached(type, close));
        return mapped;
    }

    private TypeReference MapUncached(TypeReference type, bool close)
    {
        switch (type)
        {
            case GenericParameter { Type: GenericParameterType.Type } p:
                return close && typeArguments is not null && p.Position < typeArguments.GenericArguments.Count ? typeArguments.GenericArguments[p.Position] : p;
            case GenericParameter p:
                return close && methodArguments is not null && p.Position < methodArguments.GenericArguments.Count
                    ? methodArguments.GenericArguments[p.Position]
                    : p;
            case GenericInstanceType g:
                return MapInstance(g, close);
            case FunctionPointerType f:
                return MapFunctionPointer(f, close);
            case TypeSpecification s:
                var element = Map(s.ElementType, close);
                if (s is IModifierType m)
                    return Modified(s, m, element);
                return ReferenceEquals(element, s.ElementType) ? s : Around(s, element);
            default:
                return WithKnownKind(types.Import(type));
        }
    }

    private TypeReference MapInstance(GenericInstanceType type, bool close)
    {
        var element = Map(type.ElementType, close);
        var arguments = type.GenericArguments.Select(a => Map(a, close)).ToArray();
        if (ReferenceEquals(element, type.ElementType) && arguments.SequenceEqual(type.GenericArguments))
        {
            if (!type.IsValueType && element.IsValueType)
                type.IsValueType = true;
            return type;
        }
        var mapped = new GenericInstanceType(element);
        foreach (var argument in arguments)
            mapped.GenericArguments.Add(argument);
        return mapped;
    }

    private FunctionPointerType MapFunctionPointer(FunctionPointerType type, bool close)
    {
        var mapped = new FunctionPointerType
        {
            HasThis = type.HasThis,
            ExplicitThis = type.ExplicitThis,
            CallingConvention = type.CallingConvention,
            ReturnType = Map(type.ReturnType, close),
        };
        foreach (var parameter in type.Parameters)
            mapped.Parameters.Add(new ParameterDefinition(Map(parameter.ParameterType, close)));
        return mapped;
    }

    private TypeReference Modified(TypeSpecification type, IModifierType modified, TypeReference element)
    {
        var modifier = Map(modified.ModifierType, close: false);
        if (ReferenceEquals(element, type.ElementType) && ReferenceEquals(modifier, modified.ModifierType))
            return type;
        return type is RequiredModifierType ? new RequiredModifierType(modifier, element) : new OptionalModifierType(modifier, element);
    }

    private static TypeReference Around(TypeSpecification type, TypeReference element)
    {
        switch (type)
        {
            case ByReferenceType:
                return new ByReferenceType(element);
            case PointerType:
                return new PointerType(element);
            case PinnedType:
                return new PinnedType(element);
            case SentinelType:
                return new SentinelType(element);
            case ArrayType { IsVector: true }:
                return new ArrayType(element);
            case ArrayType a:
                var array = new ArrayType(element, a.Rank);
                array.Dimensions.Clear();
                foreach (var dimension in a.Dimensions)
                    array.Dimensions.Add(dimension);
                return array;
            default:
                return type;
        }
    }

    // A reference that has only been seen as an operand of an instruction does not know yet whether it names a value type, and would be
    // written as a class when it becomes the type of a local.
    private TypeReference WithKnownKind(TypeReference type)
    {
        if (type is not TypeDefinition && !type.IsValueType && types.Resolve(type) is { IsValueType: true })
            type.IsValueType = true;
        return type;
    }
}
