using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Discovery;

/// <summary>
/// The types of the objects that the module's code makes, is given by a call, or looks for: candidates for what stands behind an interface, a base class or
/// <c>object</c>. One too many costs a few bytes only.
/// </summary>
internal sealed class MadeObjects
{
    private readonly TypeContext types;
    private readonly Lazy<Instantiations> instantiations;
    private readonly Dictionary<string, TypeReference> made = [];
    private readonly Dictionary<string, Dictionary<string, TypeReference>> bound = [];

    public MadeObjects(TypeContext types, Lazy<Instantiations> instantiations)
    {
        this.types = types;
        this.instantiations = instantiations;
        foreach (var method in types.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).ToList())
            Scan(method);
    }

    /// <summary>The types that derive from a class or implement an interface, themselves not left out.</summary>
    public IEnumerable<TypeReference> Below(TypeReference type)
    {
        var name = type.GetElementType().FullName;
        return type.MetadataType == MetadataType.Object ? made.Values : made.Values.Where(t => IsBelow(t, name));
    }

    /// <summary>The classes of the objects that delegates of a type are bound to.</summary>
    public IEnumerable<TypeReference> BoundTo(TypeReference delegateType) =>
        bound.TryGetValue(delegateType.GetElementType().FullName, out var classes) ? classes.Values : [];

    /// <summary>What <c>Delegate</c> stands for is anything.</summary>
    public IEnumerable<TypeReference> BoundToAny() => bound.Values.SelectMany(b => b.Values);

    private bool IsBelow(TypeReference type, string name)
    {
        if (type is ArrayType)
            return name.StartsWith("System.Collections.", StringComparison.Ordinal) || name == "System.Array";
        if (type.GetElementType().FullName == name)
            return true;
        return types.Resolve(type) is { } definition
            && ((definition.BaseType is { } parent && IsBelow(parent, name)) || definition.Interfaces.Any(i => IsBelow(i.InterfaceType, name)));
    }

    private void Scan(MethodDefinition method)
    {
        foreach (var instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case MethodReference { DeclaringType: var type } constructor when instruction.OpCode.Code == Code.Newobj:
                    if (Delegates.Is(types, type))
                        Bind(method, type, instruction.Previous);
                    else
                        Note(method, constructor.DeclaringType);
                    break;
                case MethodReference called when instruction.OpCode.Code is Code.Call or Code.Callvirt:
                    Note(method, types.ReturnType(called));
                    if (called is GenericInstanceMethod { Name: "CreateInstance" } maker)
                        Note(method, maker.GenericArguments[0]);
                    break;
                case TypeReference element when instruction.OpCode.Code == Code.Newarr:
                    Note(method, new ArrayType(element));
                    break;
                case TypeReference type when instruction.OpCode.Code is Code.Box or Code.Castclass or Code.Isinst or Code.Unbox or Code.Unbox_Any:
                    Note(method, type);
                    break;
            }
        }
    }

    private void Bind(MethodDefinition method, TypeReference type, Mono.Cecil.Cil.Instruction? pointer)
    {
        if (pointer is not { OpCode.Code: Code.Ldftn or Code.Ldvirtftn, Operand: MethodReference { HasThis: true } function })
            return;
        var name = type.GetElementType().FullName;
        if (!bound.TryGetValue(name, out var classes))
            bound.Add(name, classes = []);
        foreach (var closed in Closed(method, function.DeclaringType))
            classes[closed.FullName] = closed;
    }

    private void Note(MethodDefinition method, TypeReference type)
    {
        foreach (var closed in Closed(method, type))
        {
            if (types.KindOf(closed) is StackKind.Object or StackKind.Struct && closed.MetadataType is not (MetadataType.String or MetadataType.Object))
                made[closed.FullName] = closed;
        }
    }

    /// <summary>A type as it is in the instantiations of the code around it.</summary>
    private IEnumerable<TypeReference> Closed(MethodDefinition method, TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        if (!type.ContainsGenericParameter)
            return [type];
        return instantiations.Value.Of(method)
            .Select(i => types.Substitute(type, Instantiation.Type(method.DeclaringType, i.TypeArguments), Instantiation.Instance(method, i.MethodArguments)))
            .Where(t => !t.ContainsGenericParameter);
    }
}
