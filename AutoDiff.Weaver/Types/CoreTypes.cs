using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>Structs of the core library that instructions put on the stack without naming them.</summary>
internal sealed class CoreTypes(TypeContext types)
{
    public TypeReference TypeHandle => Find("RuntimeTypeHandle");

    public TypeReference MethodHandle => Find("RuntimeMethodHandle");

    public TypeReference FieldHandle => Find("RuntimeFieldHandle");

    public TypeReference ArgumentHandle => Find("RuntimeArgumentHandle");

    public TypeReference TypedReference => types.Module.TypeSystem.TypedReference;

    private TypeReference Find(string name)
    {
        var module = types.Module;
        var library = module.TypeSystem.CoreLibrary;
        return ReferenceEquals(library, module) && module.GetType("System", name) is { } own
            ? own
            : new TypeReference("System", name, module, library, valueType: true);
    }
}
