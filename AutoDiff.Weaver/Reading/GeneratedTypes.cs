using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// The homes of generated members: a private nested class <c>&lt;AutoDiff&gt;</c> in every non-generic declaring type of the module that needs
/// one, and one internal class of the module for everything else. Nothing public is added.
/// </summary>
internal sealed class GeneratedTypes(TypeContext types)
{
    private const string HomeName = "<AutoDiff>";
    private readonly Dictionary<string, TypeDefinition> homes = [];
    private readonly Dictionary<string, TypeDefinition> records = [];
    private readonly HashSet<string> names = [];
    private readonly Dictionary<string, MethodDefinition> standIns = [];
    private readonly Dictionary<string, UnsupportedConstructException> refused = [];

    public ModuleDefinition Module => types.Module;

    /// <summary>The other assemblies whose code was copied into generated code, which may use members that are not public.</summary>
    public SortedSet<string> AssembliesReached { get; } = new(StringComparer.Ordinal);

    public void ReachInto(AssemblyDefinition assembly) => AssembliesReached.Add(assembly.Name.Name);

    /// <summary>Lets code that is differentiated call another method in the place of one.</summary>
    public void StandIn(MethodDefinition method, MethodDefinition other) => standIns.Add(method.FullName, other);

    /// <summary>What code that is differentiated calls in the place of a generated method; null where that is the method itself.</summary>
    public MethodDefinition? StandInOf(MethodReference method) => standIns.TryGetValue(method.FullName, out var other) ? other : null;

    /// <summary>Says why a generated method cannot be called by code that is differentiated.</summary>
    public void Refuse(MethodDefinition method, UnsupportedConstructException obstacle) => refused[method.FullName] = obstacle;

    /// <summary>Why a generated method cannot be called by code that is differentiated; null where it can, and for any other method.</summary>
    public UnsupportedConstructException? RefusalOf(MethodReference method) => refused.TryGetValue(method.FullName, out var obstacle) ? obstacle : null;

    /// <summary>The class that takes what is generated for a method.</summary>
    public TypeDefinition HomeOf(MethodReference method)
    {
        var declaring = types.Resolve(method.DeclaringType);
        // A closure's class is generic where the code around it is.
        while (declaring is { HasGenericParameters: true, DeclaringType: { } outer } && CompilerMade.IsOfLambdas(declaring))
            declaring = outer;
        if (declaring is null || declaring.Module != Module || declaring.HasGenericParameters || declaring.IsInterface)
            declaring = null;
        var key = declaring?.FullName ?? "";
        if (homes.TryGetValue(key, out var home))
            return home;
        home = new TypeDefinition(
            "", HomeName,
            TypeAttributes.Class | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit
            | (declaring is null ? TypeAttributes.NotPublic : TypeAttributes.NestedPrivate),
            types.Object);
        MarkGenerated(home);
        if (declaring is null)
            Module.Types.Add(home);
        else
            declaring.NestedTypes.Add(home);
        homes.Add(key, home);
        return home;
    }

    /// <summary>A new static method in the home of <paramref name="origin"/>; the suffix tells what it is.</summary>
    public MethodDefinition NewMethod(MethodReference origin, string suffix, TypeReference returnType,
        IEnumerable<(string Name, TypeReference Type)> parameters)
    {
        var home = HomeOf(origin);
        var method = new MethodDefinition(
            UniqueName(home, Readable(origin) + "__" + suffix), MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig, returnType);
        foreach (var (name, type) in parameters)
            method.Parameters.Add(new ParameterDefinition(name, ParameterAttributes.None, type));
        home.Methods.Add(method);
        return method;
    }

    /// <summary>A new static method with the name, parameters and result of another, which must not depend on type parameters.</summary>
    /// <param name="original">The other method.</param>
    /// <param name="receiver">The type of a first parameter that takes the place of <c>this</c>, if there is to be one.</param>
    public MethodDefinition NewCopy(MethodDefinition original, TypeReference? receiver)
    {
        var home = HomeOf(original);
        var method = new MethodDefinition(UniqueName(home, original.Name), MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig,
            original.ReturnType);
        if (receiver is not null)
            method.Parameters.Add(new ParameterDefinition("self", ParameterAttributes.None, receiver));
        foreach (var parameter in original.Parameters)
            method.Parameters.Add(new ParameterDefinition(parameter.Name, parameter.Attributes, parameter.ParameterType));
        home.Methods.Add(method);
        return method;
    }

    /// <summary>A new class in the home of <paramref name="origin"/>.</summary>
    public TypeDefinition NewClass(MethodReference origin, string name, TypeReference baseType)
    {
        var home = HomeOf(origin);
        var type = new TypeDefinition("", UniqueName(home, name), TypeAttributes.Class | TypeAttributes.BeforeFieldInit | TypeAttributes.NestedAssembly,
            baseType);
        home.NestedTypes.Add(type);
        return type;
    }

    /// <summary>A name not yet used for a generated member of the type.</summary>
    public string UniqueName(TypeDefinition home, string wanted)
    {
        var name = wanted;
        for (var i = 2; !names.Add(home.FullName + "::" + name); i++)
            name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    /// <summary>The record type with fields of these (unmanaged) types; records of one layout are shared.</summary>
    public TypeDefinition Record(IReadOnlyList<TypeReference> fieldTypes)
    {
        var key = string.Join(",", fieldTypes.Select(t => t.FullName));
        if (records.TryGetValue(key, out var record))
            return record;
        var home = ModuleHome();
        var valueType = new TypeReference("System", "ValueType", types.Object.Module, types.Object.Scope);
        record = new TypeDefinition(
            "", "Record" + records.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            TypeAttributes.Sealed | TypeAttributes.SequentialLayout | TypeAttributes.BeforeFieldInit | TypeAttributes.NestedAssembly, valueType);
        for (var i = 0; i < fieldTypes.Count; i++)
            record.Fields.Add(new FieldDefinition("v" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), FieldAttributes.Public, fieldTypes[i]));
        home.NestedTypes.Add(record);
        records.Add(key, record);
        return record;
    }

    /// <summary>
    /// The struct that stands for a <c>ref struct</c> of the program: the same fields, of other types. A field that is constant there is constant here.
    /// </summary>
    public TypeDefinition Model(TypeReference original, IReadOnlyList<(FieldReference Original, TypeReference Type)> fields,
        Func<FieldReference, bool> isConstant)
    {
        var home = ModuleHome();
        var valueType = new TypeReference("System", "ValueType", types.Object.Module, types.Object.Scope);
        var model = new TypeDefinition(
            "", UniqueName(home, original.Name.Replace('`', '_')),
            TypeAttributes.Sealed | TypeAttributes.SequentialLayout | TypeAttributes.BeforeFieldInit | TypeAttributes.NestedAssembly, valueType);
        foreach (var (field, type) in fields)
        {
            var own = new FieldDefinition(field.Name, FieldAttributes.Public, type);
            if (isConstant(field))
            {
                var attribute = new TypeReference("AutoDiff", "NoDerivativeAttribute", Module,
                    Module.AssemblyReferences.First(r => r.Name == "AutoDiff.Runtime"));
                own.CustomAttributes.Add(new CustomAttribute(new MethodReference(".ctor", types.Void, attribute) { HasThis = true }));
            }
            model.Fields.Add(own);
        }
        if (types.Resolve(original)!.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "IsByRefLikeAttribute") is { } mark
            && fields.Any(f => types.HoldsAddresses(f.Type)))
            model.CustomAttributes.Add(new CustomAttribute(types.Import(mark.Constructor)));
        home.NestedTypes.Add(model);
        return model;
    }

    /// <summary>A new static method that belongs to no method in particular.</summary>
    public MethodDefinition NewHelper(string name, TypeReference returnType, IEnumerable<(string Name, TypeReference Type)> parameters)
    {
        var home = ModuleHome();
        var method = new MethodDefinition(UniqueName(home, name), MethodAttributes.Assembly | MethodAttributes.Static | MethodAttributes.HideBySig, returnType);
        foreach (var (parameter, type) in parameters)
            method.Parameters.Add(new ParameterDefinition(parameter, ParameterAttributes.None, type));
        home.Methods.Add(method);
        return method;
    }

    /// <summary>A new class that belongs to no method in particular.</summary>
    public TypeDefinition NewHelperClass(string name, TypeReference baseType)
    {
        var home = ModuleHome();
        var type = new TypeDefinition("", UniqueName(home, name),
            TypeAttributes.Class | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit | TypeAttributes.NestedAssembly, baseType);
        home.NestedTypes.Add(type);
        return type;
    }

    private TypeDefinition ModuleHome()
    {
        if (homes.TryGetValue("", out var home))
            return home;
        home = new TypeDefinition(
            "", HomeName, TypeAttributes.Class | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit | TypeAttributes.NotPublic,
            types.Object);
        MarkGenerated(home);
        Module.Types.Add(home);
        homes.Add("", home);
        return home;
    }

    public void MarkGenerated(TypeDefinition type)
    {
        var attribute = new TypeReference("System.Runtime.CompilerServices", "CompilerGeneratedAttribute", types.Object.Module, types.Object.Scope);
        type.CustomAttributes.Add(new CustomAttribute(new MethodReference(".ctor", types.Void, attribute) { HasThis = true }));
    }

    private static string Readable(MethodReference method)
    {
        var name = method.Name.Replace('.', '_');
        return method is GenericInstanceMethod g ? name + "_" + string.Join("_", g.GenericArguments.Select(a => a.Name)) : name;
    }
}
