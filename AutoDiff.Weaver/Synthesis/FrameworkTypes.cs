using System.Globalization;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>References to framework types through the core library the module already refers to.</summary>
internal sealed class FrameworkTypes(TypeContext types)
{
    private readonly Dictionary<int, TypeReference> functions = [];

    public TypeReference Named(string @namespace, string name, bool valueType = false) =>
        new(@namespace, name, types.Object.Module, types.Object.Scope, valueType);

    /// <summary><c>Func&lt;arguments…, result&gt;</c>.</summary>
    public GenericInstanceType Func(IEnumerable<TypeReference> arguments, TypeReference result)
    {
        TypeReference[] all = [.. arguments, result];
        if (!functions.TryGetValue(all.Length, out var definition))
        {
            definition = Named("System", "Func`" + all.Length.ToString(CultureInfo.InvariantCulture));
            for (var i = 0; i < all.Length; i++)
                definition.GenericParameters.Add(new GenericParameter(definition));
            functions.Add(all.Length, definition);
        }
        return Close(definition, all);
    }

    public static GenericInstanceType Close(TypeReference definition, IEnumerable<TypeReference> arguments)
    {
        var instance = new GenericInstanceType(definition);
        foreach (var argument in arguments)
            instance.GenericArguments.Add(argument);
        return instance;
    }

    /// <summary>The constructor every delegate type has: of a target and a function pointer.</summary>
    public MethodReference DelegateConstructor(TypeReference delegateType)
    {
        var constructor = new MethodReference(".ctor", types.Void, delegateType) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(types.Object));
        constructor.Parameters.Add(new ParameterDefinition(types.IntPtr));
        return constructor;
    }

    /// <summary><c>Type.GetTypeFromHandle</c>.</summary>
    public MethodReference TypeFromHandle()
    {
        var type = Named("System", "Type");
        var method = new MethodReference("GetTypeFromHandle", type, type);
        method.Parameters.Add(new ParameterDefinition(Named("System", "RuntimeTypeHandle", valueType: true)));
        return method;
    }

    /// <summary><c>Type.op_Equality</c>.</summary>
    public MethodReference TypeEquality()
    {
        var type = Named("System", "Type");
        var method = new MethodReference("op_Equality", types.Boolean, type);
        method.Parameters.Add(new ParameterDefinition(type));
        method.Parameters.Add(new ParameterDefinition(type));
        return method;
    }

    public MethodReference DefaultConstructor(TypeReference type) => new(".ctor", types.Void, type) { HasThis = true };
}
