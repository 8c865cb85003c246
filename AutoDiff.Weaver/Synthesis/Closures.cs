using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Roslyn makes the class that holds captured variables generic where the code around it is. The variables that have nothing to do with type parameters are
/// moved to a base class without any, so that functions which read only those can be, too. It is the same object as before, with the same variables.
/// </summary>
internal sealed class Closures(GeneratedMembers members)
{
    private readonly Dictionary<TypeDefinition, TypeDefinition> bases = [];

    /// <summary>A generic class that holds captured variables.</summary>
    public static bool Is(TypeDefinition type) =>
        type is { HasGenericParameters: true, IsValueType: false } && CompilerMade.IsClosure(type);

    /// <summary>A captured variable whose type is the same whatever the type arguments.</summary>
    public static bool IsIndependent(FieldReference field, TypeDefinition closure) =>
        !field.FieldType.ContainsGenericParameter && field.DeclaringType.GetElementType() == closure;

    /// <summary>The class without type parameters that holds what does not depend on them.</summary>
    public TypeDefinition BaseOf(TypeDefinition closure)
    {
        if (bases.TryGetValue(closure, out var type))
            return type;
        type = members.Generated.NewClass(closure.Methods[0], closure.Name.Split('`')[0], closure.BaseType);
        bases.Add(closure, type);
        var constructor = members.NewConstructor(type, members.Framework.DefaultConstructor(closure.BaseType), []);
        foreach (var field in closure.Fields.Where(f => !f.IsStatic && IsIndependent(f, closure)).ToList())
        {
            closure.Fields.Remove(field);
            type.Fields.Add(field);
        }
        closure.BaseType = type;
        foreach (var call in closure.Methods.Where(m => m.IsConstructor && m.HasBody).SelectMany(m => m.Body.Instructions))
        {
            if (call is { OpCode.Code: Code.Call, Operand: MethodReference { Name: ".ctor", DeclaringType.FullName: "System.Object" } })
                call.Operand = constructor;
        }
        Redirect(closure, type);
        return type;
    }

    /// <summary>Closures are private to the type around them.</summary>
    private static void Redirect(TypeDefinition closure, TypeDefinition type)
    {
        var outermost = closure;
        while (outermost.DeclaringType is { } outer)
            outermost = outer;
        var moved = type.Fields.ToDictionary(f => f.Name);
        foreach (var instruction in WithNested(outermost).SelectMany(t => t.Methods).Where(m => m.HasBody).SelectMany(m => m.Body.Instructions))
        {
            if (instruction.Operand is FieldReference field && field.DeclaringType.GetElementType() == closure && moved.TryGetValue(field.Name, out var own))
                instruction.Operand = own;
        }
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
