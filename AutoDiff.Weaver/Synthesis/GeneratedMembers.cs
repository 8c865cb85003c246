using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>What every kind of generated member needs.</summary>
internal sealed class GeneratedMembers(TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated, TangentTypes tangents)
{
    public TypeContext Types => types;

    public RuntimeLibrary Runtime => runtime;

    public GeneratedTypes Generated => generated;

    public FrameworkTypes Framework { get; } = new(types);

    public TangentTypes Tangents => tangents;

    public Cotangents Cotangents { get; } = new(types, runtime, tangents);

    public TupleTypes Tuples { get; } = new(types);

    public PendingBodies Pending { get; } = new(types);

    public InstructionWriter Write(MethodDefinition method) => new(method, types);

    /// <summary>An operation of the runtime library's <c>Shadow</c> on values of a type.</summary>
    public MethodReference ShadowOperation(string name, TypeReference type)
    {
        var operation = new GenericInstanceMethod(runtime.Method("AutoDiff.Shadow", name));
        operation.GenericArguments.Add(type);
        return operation;
    }

    /// <summary>A body that throws what was reported when the weaver ran.</summary>
    public void WriteThrow(MethodDefinition method, string message) => Write(method).ThrowNew(RefusalConstructor(), message).Finish();

    /// <summary>The constructor of <c>NotDifferentiableException</c>.</summary>
    public MethodReference RefusalConstructor() =>
        types.Import(types.Resolve(runtime.Type("AutoDiff.NotDifferentiableException"))!.Methods.First(m => m.IsConstructor && m.Parameters.Count == 1));

    /// <summary>A generated sealed class next to what else is generated for the target.</summary>
    public TypeDefinition NewClass(DifferentiableTarget target, string suffix, TypeReference baseType)
    {
        var type = generated.NewClass(target.Method, target.Method.Name.Replace('.', '_') + "__" + suffix, baseType);
        type.IsSealed = true;
        return type;
    }

    public FieldDefinition NewField(TypeDefinition type, string name, TypeReference fieldType)
    {
        var field = new FieldDefinition(name, FieldAttributes.Assembly | FieldAttributes.InitOnly, fieldType);
        type.Fields.Add(field);
        return field;
    }

    /// <summary>A constructor that calls the base with its first parameters and stores the others in fields of the same order.</summary>
    public MethodDefinition NewConstructor(TypeDefinition type, MethodReference baseConstructor, IReadOnlyList<FieldDefinition> fields)
    {
        var constructor = new MethodDefinition(
            ".ctor", MethodAttributes.Assembly | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, types.Void);
        foreach (var parameter in baseConstructor.Parameters)
            constructor.Parameters.Add(new ParameterDefinition(parameter.Name, ParameterAttributes.None, parameter.ParameterType));
        foreach (var field in fields)
            constructor.Parameters.Add(new ParameterDefinition(field.Name, ParameterAttributes.None, field.FieldType));
        type.Methods.Add(constructor);
        var code = Write(constructor).This();
        for (var i = 0; i < baseConstructor.Parameters.Count; i++)
            code.Argument(i);
        code.Call(baseConstructor);
        for (var i = 0; i < fields.Count; i++)
            code.This().Argument(baseConstructor.Parameters.Count + i).StoreField(fields[i]);
        code.Return();
        return constructor;
    }

    public MethodDefinition NewOverride(TypeDefinition type, string name, TypeReference returnType, IEnumerable<(string Name, TypeReference Type)> parameters)
    {
        var method = new MethodDefinition(name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, returnType);
        foreach (var (parameter, parameterType) in parameters)
            method.Parameters.Add(new ParameterDefinition(parameter, parameterType.IsByReference
                ? ParameterAttributes.Out
                : ParameterAttributes.None, parameterType));
        type.Methods.Add(method);
        return method;
    }

    /// <summary><c>Pullback&lt;result, gradient&gt;</c>.</summary>
    public GenericInstanceType PullbackType(DifferentiableTarget target) =>
        FrameworkTypes.Close(runtime.Type("AutoDiff.Pullback`2"), [target.Result, target.Gradient]);

    /// <summary>Pushes the receiver as a callee takes it: nothing, null, or the one given; a boxed struct by reference or by value.</summary>
    /// <param name="taken">The type of the callee's first parameter.</param>
    public void PushReceiver(InstructionWriter code, DifferentiableTarget target, TypeReference taken, Action push)
    {
        if (!target.PassesReceiver)
            return;
        if (target.Receiver is null)
        {
            code.Null();
            return;
        }
        push();
        if (taken is ByReferenceType boxed)
            code.Unbox(boxed.ElementType);
        else if (types.IsValueTypeOrEnum(taken))
            code.UnboxValue(taken);
    }
}
