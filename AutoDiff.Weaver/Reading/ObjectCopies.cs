using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// What <c>MemberwiseClone</c> does, in code that can be read: a generated method for each class makes an object of it without a constructor and copies the
/// fields, those of a base class by a method that lies where they are seen.
/// </summary>
internal sealed class ObjectCopies(TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated)
{
    private readonly Dictionary<string, MethodReference> copies = [];
    private readonly Dictionary<string, MethodReference> fields = [];

    public static bool Is(Call call) => call.Method is { Name: "MemberwiseClone", DeclaringType: { Namespace: "System", Name: "Object" } };

    /// <summary>The classes that an object may be of, each with its copy; none where it is not known as one of the program's.</summary>
    public IReadOnlyList<Override> CasesOf(TypeReference receiver)
    {
        if (types.KindOf(receiver) != StackKind.Object || receiver is ArrayType || receiver.ContainsGenericParameter || !IsOfProgram(receiver))
            return [];
        return [.. types.Hierarchy.Below(receiver).Prepend(receiver)
            .Where(t => types.Resolve(t) is { IsInterface: false, IsAbstract: false } definition && !types.ClassesInReach.IsOutOfReach(definition)
                && Path(t).All(IsOfProgram))
            .Select(t => new Override(t, CopyOf(t), IsExact: true))];
    }

    private bool IsOfProgram(TypeReference type) => types.Resolve(type) is { } definition && StructShapes.IsOfProgram(definition.Module);

    private List<TypeReference> Path(TypeReference type)
    {
        var path = new List<TypeReference>();
        for (var current = type; current is not null && current.MetadataType != MetadataType.Object; current = Implementations.BaseOf(types, current))
            path.Add(current);
        return path;
    }

    private MethodReference CopyOf(TypeReference type)
    {
        if (copies.TryGetValue(type.FullName, out var known))
            return known;
        var method = generated.NewMethod(new MethodReference("Copy", types.Void, type), "copy", type, [("self", type)]);
        copies.Add(type.FullName, method);
        var il = method.Body.GetILProcessor();
        method.Body.InitLocals = true;
        var made = new VariableDefinition(type);
        method.Body.Variables.Add(made);
        var allocation = new GenericInstanceMethod(runtime.Method("AutoDiff.Allocation", "Of"));
        allocation.GenericArguments.Add(type);
        il.Emit(OpCodes.Call, allocation);
        il.Emit(OpCodes.Stloc, made);
        foreach (var part in Path(type).Where(p => types.InstanceFields(p).Any()))
        {
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            il.Emit(OpCodes.Ldloc, made);
            il.Emit(OpCodes.Call, FieldsOf(part));
        }
        il.Emit(OpCodes.Ldloc, made);
        il.Emit(OpCodes.Ret);
        return method;
    }

    private MethodReference FieldsOf(TypeReference type)
    {
        if (fields.TryGetValue(type.FullName, out var known))
            return known;
        var method = generated.NewMethod(new MethodReference("Copy", types.Void, type), "fields", types.Void, [("from", type), ("to", type)]);
        fields.Add(type.FullName, method);
        if (types.Resolve(type) is { } definition && (definition.HasGenericParameters || definition.Module != types.Module))
            generated.ReachInto(definition.Module.Assembly);
        var il = method.Body.GetILProcessor();
        foreach (var field in types.InstanceFields(type))
        {
            il.Emit(OpCodes.Ldarg, method.Parameters[1]);
            il.Emit(OpCodes.Ldarg, method.Parameters[0]);
            il.Emit(OpCodes.Ldfld, field);
            il.Emit(OpCodes.Stfld, field);
        }
        il.Emit(OpCodes.Ret);
        return method;
    }
}
