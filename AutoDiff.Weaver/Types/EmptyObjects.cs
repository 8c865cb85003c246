using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// Static fields that hold an object with nothing in it, and of a class of which no object changes once it is made: the empty list, the case of a union
/// without fields. It is like one that was made where it is read: whatever joins it, no number ever gets into it.
/// </summary>
internal sealed class EmptyObjects(TypeContext types)
{
    private readonly Dictionary<string, bool> known = [];
    private readonly Dictionary<ModuleDefinition, HashSet<FieldDefinition>> changed = [];

    /// <summary>Whether a static field holds such an object, and keeps it.</summary>
    public bool IsIn(FieldReference field)
    {
        var key = field.DeclaringType.GetElementType().FullName + "::" + field.Name;
        if (!known.TryGetValue(key, out var isEmpty))
            known.Add(key, isEmpty = Decide(field));
        return isEmpty;
    }

    private bool Decide(FieldReference field)
    {
        if (types.Resolve(field.DeclaringType) is not { } declaring
            || declaring.Fields.FirstOrDefault(f => f.Name == field.Name) is not { IsStatic: true } definition
            || !StructShapes.IsOfProgram(declaring.Module) || (definition.IsPublic && !definition.IsInitOnly))
            return false;
        var stores = declaring.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody)
            .SelectMany(m => m.Body.Instructions.Select(i => (Method: m, At: i)))
            .Where(p => p.At.OpCode.Code is Code.Stsfld or Code.Ldsflda && p.At.Operand is FieldReference f && types.Resolve(f.DeclaringType) == declaring
                && f.Name == field.Name).ToList();
        return stores.Count == 1 && stores[0].Method is { IsConstructor: true, IsStatic: true } && stores[0].At.OpCode.Code == Code.Stsfld
            && stores[0].At.Previous is { OpCode.Code: Code.Newobj, Operand: MethodReference constructor }
            && types.ResolveMethod(constructor) is { } made && made.Module == declaring.Module && LeavesEmpty(made) && NeverChanges(made.DeclaringType);
    }

    /// <summary>A constructor without parameters that puts nothing but constants into the object.</summary>
    private bool LeavesEmpty(MethodDefinition constructor) => constructor.Parameters.All(p => types.IsInteger(p.ParameterType)) && constructor.HasBody
        && constructor.Body.Instructions.All(i => i.OpCode.Code switch
        {
            Code.Ldarg_0 or Code.Ldarg_1 or Code.Stfld or Code.Ret or Code.Nop => true,
            Code.Call => i.Operand is MethodReference { Name: ".ctor" } called
                && (called.DeclaringType.MetadataType == MetadataType.Object || (types.ResolveMethod(called) is { } inner && LeavesEmpty(inner))),
            var code => code is >= Code.Ldc_I4_M1 and <= Code.Ldc_R8,
        });

    /// <summary>Nothing but constructors writes to the fields of a class, and nobody else can.</summary>
    private bool NeverChanges(TypeDefinition type)
    {
        for (var current = type; current is { BaseType: not null }; current = types.Resolve(current.BaseType))
        {
            if (current.Module != type.Module
                || current.Fields.Any(f => !f.IsStatic && ((f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.IsInitOnly || IsChanged(f))))
                return false;
        }
        return true;
    }

    /// <summary>FSharp.Core puts the rest of a list into the element before it, which it has just made.</summary>
    private bool IsChanged(FieldDefinition field) =>
        field is not { DeclaringType.FullName: "Microsoft.FSharp.Collections.FSharpList`1", Name: "tail" } && ChangedIn(field.Module).Contains(field);

    private HashSet<FieldDefinition> ChangedIn(ModuleDefinition module)
    {
        if (!changed.TryGetValue(module, out var fields))
        {
            fields = [];
            foreach (var method in module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody))
            {
                foreach (var instruction in method.Body.Instructions.Where(i => i.OpCode.Code is Code.Stfld or Code.Ldflda))
                {
                    if (instruction.Operand is FieldReference field && types.Resolve(field.DeclaringType) is { } around && around.Module == module
                        && !(method.IsConstructor && method.DeclaringType == around && instruction.OpCode.Code == Code.Stfld)
                        && around.Fields.FirstOrDefault(f => f.Name == field.Name) is { } definition)
                        fields.Add(definition);
                }
            }
            changed.Add(module, fields);
        }
        return fields;
    }
}
