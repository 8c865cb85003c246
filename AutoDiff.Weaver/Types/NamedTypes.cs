using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// The types that the code of the module being woven names: where it makes an object, calls a member or is given something back. An object of a type of
/// another assembly of which neither the type nor what it derives from is among them, is mostly none that the module has to do with.
/// </summary>
internal sealed class NamedTypes(TypeContext types)
{
    private readonly Lazy<HashSet<string>> named = new(() => Find(types.Module));

    /// <summary>A type of the module, or one that it names, or that derives from one that it names.</summary>
    public bool Has(TypeReference type)
    {
        if (types.Resolve(type)?.Module == types.Module)
            return true;
        for (TypeReference? current = type; current is not null; current = Implementations.BaseOf(types, current))
        {
            if (types.Resolve(current) is { } definition && StructShapes.IsFramework(definition.Module.Assembly))
                return false;
            if (named.Value.Contains(current.FullName))
                return true;
        }
        return false;
    }

    private static HashSet<string> Find(ModuleDefinition module)
    {
        var found = new HashSet<string>();
        foreach (var instruction in module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).SelectMany(m => m.Body.Instructions))
        {
            switch (instruction.Operand)
            {
                case MethodReference method:
                    found.Add(method.DeclaringType.FullName);
                    found.Add(method.ReturnType.FullName);
                    break;
                case TypeReference type:
                    found.Add(type.FullName);
                    break;
            }
        }
        return found;
    }
}
