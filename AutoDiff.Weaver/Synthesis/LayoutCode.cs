using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Tells the runtime library of every type that it may meet in an argument: its fields are visited by generated code and not found by reflection. The module
/// adds what it knows when it is initialised; nothing is made before a type is met.
/// </summary>
internal sealed class LayoutCode(GeneratedMembers members, Lazy<Instantiations> instantiations)
{
    private const string Library = "AutoDiff.Layouts";

    private readonly TypeContext types = members.Types;

    /// <summary>To be called when all other code is written.</summary>
    public void Write()
    {
        var roots = Roots();
        if (roots.Count == 0)
            return;
        var reached = new ReachedTypes(types, members.Tangents, instantiations).From(roots);
        if (reached.Count == 0)
            return;
        var type = members.Framework.Named("System", "Type");
        var shape = members.Runtime.Type("AutoDiff.Shape");
        var find = members.Generated.NewHelper("FindShape", shape, [("type", type)]);
        var code = members.Write(find);
        foreach (var each in reached)
        {
            var next = code.Label();
            code.Argument(0).TypeOf(each.Type, members.Framework).Call(members.Framework.TypeEquality()).BranchIfFalse(next);
            PushShape(code, each);
            code.ReturnHere().Mark(next);
        }
        code.Null().Return();
        Register(find, FrameworkTypes.Close(members.Framework.Func([type], shape).ElementType, [type, shape]));
    }

    /// <summary>The type arguments with which the module calls the runtime library.</summary>
    private List<TypeReference> Roots()
    {
        var roots = new Dictionary<string, TypeReference>();
        foreach (var body in types.Module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).Select(m => m.Body))
        {
            foreach (var called in body.Instructions.Select(i => i.Operand).OfType<MethodReference>())
            {
                if (called.DeclaringType?.GetElementType() is not
                    {
                        Namespace: "AutoDiff", Name: "Shadow" or "GraphSpace" or "Allocation" or "ResultShadow`1"
                    or "TangentArithmetic`1" or "KeptGradient`2"
                    } && !IsBatch(called))
                    continue;
                foreach (var argument in ((called as GenericInstanceMethod)?.GenericArguments
                    ?? []).Concat((called.DeclaringType as GenericInstanceType)?.GenericArguments ?? []))
                    roots[argument.FullName] = argument;
            }
        }
        return [.. roots.Values];
    }

    /// <summary>An operator that makes and combines gradients in the runtime library.</summary>
    private static bool IsBatch(MethodReference called) => called is
    {
        DeclaringType: { Namespace: "AutoDiff", Name: "DifferentialOperators" },
        Name: "Gradients" or "ValuesWithGradients" or "GradientOf"
    } || (called is { DeclaringType: { Namespace: "AutoDiff", Name: "DifferentialOperators" }, Name: "ValueWithGradient", Parameters.Count: > 3 });

    private void PushShape(InstructionWriter code, ReachedType type)
    {
        switch (type)
        {
            case ReachedType.Known known:
                code.Call(Factory(known.Factory, known.Arguments));
                break;
            case ReachedType.Own own:
                code.New(WriteLayout(own));
                if (own.Container is { } container)
                {
                    PushShape(code, container);
                    code.Call(Factory("OfDerivedContainer", [own.Type]));
                }
                else
                {
                    code.Call(Factory(types.IsStruct(own.Type) ? "OfStruct" : "OfClass", [own.Type]));
                }
                break;
        }
    }

    private GenericInstanceMethod Factory(string name, IReadOnlyList<TypeReference> arguments)
    {
        var factory = new GenericInstanceMethod(members.Runtime.Method(Library, name));
        foreach (var argument in arguments)
            factory.GenericArguments.Add(argument);
        return factory;
    }

    /// <summary>A class that visits the fields of a type.</summary>
    /// <returns>Its constructor.</returns>
    private MethodDefinition WriteLayout(ReachedType.Own type)
    {
        var parent = FrameworkTypes.Close(members.Runtime.Type("AutoDiff.Layout`1"), [type.Type]);
        var layout = members.Generated.NewHelperClass(type.Type.Name.Replace('`', '_') + "__Layout", parent);
        var constructor = members.NewConstructor(layout, new MethodReference(".ctor", types.Void, parent) { HasThis = true }, []);
        WriteConstructor(constructor, parent, type);
        WriteVisit(layout, type);
        return constructor;
    }

    private void WriteConstructor(MethodDefinition constructor, GenericInstanceType parent, ReachedType.Own type)
    {
        var code = members.Write(constructor).This().Call(new MethodReference(".ctor", types.Void, parent) { HasThis = true });
        foreach (var field in type.Fields.Select(types.FieldType).GroupBy(t => t.FullName).Select(g => g.First()))
        {
            var holds = new GenericInstanceMethod(types.Import(types.Resolve(members.Runtime.Type("AutoDiff.Layout"))!.Methods.First(m => m.Name == "Holds"
                && m.HasGenericParameters)));
            holds.GenericArguments.Add(field);
            code.This().Call(holds);
        }
        if (type.HasOther)
            code.This().Call(members.Runtime.Method("AutoDiff.Layout", "HoldsOther"));
        if (type.Base is { } framework)
        {
            var open = new MethodReference("HoldsBase", types.Void, parent) { HasThis = true };
            open.GenericParameters.Add(new GenericParameter("TBase", open));
            var holds = new GenericInstanceMethod(open);
            holds.GenericArguments.Add(framework);
            code.This().Call(holds);
        }
        code.Return();
    }

    private void WriteVisit(TypeDefinition layout, ReachedType.Own type)
    {
        var visitor = members.Runtime.Type("AutoDiff.FieldVisitor");
        var reference = new ByReferenceType(type.Type);
        var visit = members.NewOverride(layout, "Visit", types.Void, []);
        foreach (var (name, parameterType) in new (string, TypeReference)[] { ("left", reference), ("right", reference), ("visitor", visitor) })
            visit.Parameters.Add(new ParameterDefinition(name, ParameterAttributes.None, parameterType));
        var isStruct = types.IsStruct(type.Type);
        var code = members.Write(visit);
        foreach (var field in type.Fields)
        {
            var fieldVisit = new GenericInstanceMethod(members.Runtime.Method("AutoDiff.FieldVisitor", "Visit"));
            fieldVisit.GenericArguments.Add(types.FieldType(field));
            code.ArgumentAddress(2);
            for (var i = 0; i < 2; i++)
            {
                code.Argument(i);
                if (!isStruct)
                    code.LoadReference();
                code.FieldAddress(field);
            }
            code.Call(fieldVisit);
        }
        code.Return();
    }

    private void Register(MethodDefinition find, TypeReference function)
    {
        var module = types.Module.Types.First(t => t.Name == "<Module>");
        var initializer = module.Methods.FirstOrDefault(m => m.Name == ".cctor");
        if (initializer is null)
        {
            initializer = new MethodDefinition(
                ".cctor",
                MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
                types.Void);
            module.Methods.Add(initializer);
            members.Write(initializer).Return();
        }
        var il = initializer.Body.GetILProcessor();
        var first = initializer.Body.Instructions[0];
        il.InsertBefore(first, il.Create(OpCodes.Ldnull));
        il.InsertBefore(first, il.Create(OpCodes.Ldftn, find));
        il.InsertBefore(first, il.Create(OpCodes.Newobj, members.Framework.DelegateConstructor(function)));
        il.InsertBefore(first, il.Create(OpCodes.Call, members.Runtime.Method(Library, "Add")));
        initializer.Body.MaxStackSize = Math.Max(initializer.Body.MaxStackSize, 2);
    }
}
