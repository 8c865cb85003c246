using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Declares that the module reaches non-public members: of its own (generated code stands outside the types it works on) and of the
/// assemblies whose rules and bodies it uses. The runtime honours the attribute by its name, wherever it is defined.
/// </summary>
internal sealed class AccessChecks(TypeContext types, FrameworkTypes framework)
{
    private const string Namespace = "System.Runtime.CompilerServices";
    private const string Name = "IgnoresAccessChecksToAttribute";

    public void Declare(IEnumerable<TypeDefinition> generated, IEnumerable<string> reached)
    {
        var module = types.Module;
        var names = new SortedSet<string>(StringComparer.Ordinal) { module.Assembly.Name.Name };
        names.UnionWith(reached);
        foreach (var method in generated.SelectMany(WithNested).SelectMany(t => t.Methods).Where(m => m.HasBody))
        {
            foreach (var instruction in method.Body.Instructions)
            {
                if (instruction.Operand is MemberReference member && Owner(member) is { } owner)
                    names.Add(owner);
            }
        }
        var declared = module.Assembly.CustomAttributes
            .Where(a => a.AttributeType.Name == Name && a.ConstructorArguments.Count == 1)
            .Select(a => a.ConstructorArguments[0].Value as string)
            .ToList();
        var constructor = Constructor();
        foreach (var name in names.Where(n => !declared.Contains(n)))
            module.Assembly.CustomAttributes.Add(
                new CustomAttribute(constructor) { ConstructorArguments = { new CustomAttributeArgument(types.String, name) } });
    }

    /// <summary>The assembly of a non-public member of another assembly.</summary>
    private string? Owner(MemberReference member)
    {
        if (member is MethodSpecification specification)
            member = specification.ElementMethod;
        var declaring = member as TypeReference ?? member.DeclaringType;
        if (declaring is null || types.Resolve(declaring) is not { } type || type.Module == types.Module)
            return null;
        var isPublic = IsVisible(type) && member switch
        {
            MethodReference method => type.Methods.FirstOrDefault(m => m.Name == method.Name && m.Parameters.Count == method.Parameters.Count && !m.IsPublic
                && !m.IsFamily && !m.IsFamilyOrAssembly) is null,
            FieldReference field =>
                type.Fields.FirstOrDefault(f => f.Name == field.Name) is not { IsPublic: false, IsFamily: false, IsFamilyOrAssembly: false },
            _ => true,
        };
        return isPublic ? null : type.Module.Assembly.Name.Name;
    }

    private static bool IsVisible(TypeDefinition type) => type.IsPublic || (type.IsNestedPublic && IsVisible(type.DeclaringType));

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private MethodDefinition Constructor()
    {
        var module = types.Module;
        if (module.GetType(Namespace, Name)?.Methods.FirstOrDefault(m => m.IsConstructor && m.Parameters.Count == 1) is { } existing)
            return existing;
        var attribute = framework.Named("System", "Attribute");
        var type = new TypeDefinition(Namespace, Name, TypeAttributes.Class | TypeAttributes.NotPublic | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            attribute);
        type.CustomAttributes.Add(new CustomAttribute(framework.DefaultConstructor(framework.Named(Namespace, "CompilerGeneratedAttribute"))));
        AllowMultiple(type);
        var constructor = new MethodDefinition(
            ".ctor", MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, types.Void);
        constructor.Parameters.Add(new ParameterDefinition("assemblyName", ParameterAttributes.None, types.String));
        type.Methods.Add(constructor);
        new InstructionWriter(constructor, types).This().Call(framework.DefaultConstructor(attribute)).Return();
        module.Types.Add(type);
        return constructor;
    }

    private void AllowMultiple(TypeDefinition type)
    {
        var targets = framework.Named("System", "AttributeTargets", valueType: true);
        var constructor = new MethodReference(".ctor", types.Void, framework.Named("System", "AttributeUsageAttribute")) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(targets));
        type.CustomAttributes.Add(new CustomAttribute(constructor)
        {
            ConstructorArguments = { new CustomAttributeArgument(targets, (int)AttributeTargets.Assembly) },
            Properties = { new CustomAttributeNamedArgument("AllowMultiple", new CustomAttributeArgument(types.Boolean, true)) },
        });
    }
}
