using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>Writes the body of a small generated method.</summary>
internal sealed class InstructionWriter
{
    private readonly MethodDefinition method;
    private readonly TypeContext types;
    private readonly ILProcessor il;

    public InstructionWriter(MethodDefinition method, TypeContext types)
    {
        this.method = method;
        this.types = types;
        method.Body = new MethodBody(method) { InitLocals = true };
        il = method.Body.GetILProcessor();
    }

    public VariableDefinition Local(TypeReference type)
    {
        var local = new VariableDefinition(type);
        method.Body.Variables.Add(local);
        return local;
    }

    public InstructionWriter This() => Add(il.Create(OpCodes.Ldarg_0));

    /// <summary>Pushes a parameter, <c>this</c> not counted.</summary>
    public InstructionWriter Argument(int index) => Add(il.Create(OpCodes.Ldarg, method.Parameters[index]));

    public InstructionWriter Load(VariableDefinition local) => Add(il.Create(OpCodes.Ldloc, local));

    public InstructionWriter LoadAddress(VariableDefinition local) => Add(il.Create(OpCodes.Ldloca, local));

    public InstructionWriter Store(VariableDefinition local) => Add(il.Create(OpCodes.Stloc, local));

    public InstructionWriter Field(FieldReference field) => Add(il.Create(OpCodes.Ldfld, field));

    public InstructionWriter FieldAddress(FieldReference field) => Add(il.Create(OpCodes.Ldflda, field));

    public InstructionWriter StoreField(FieldReference field) => Add(il.Create(OpCodes.Stfld, field));

    public InstructionWriter Call(MethodReference target) => Add(il.Create(OpCodes.Call, target));

    public InstructionWriter New(MethodReference constructor) => Add(il.Create(OpCodes.Newobj, constructor));

    public InstructionWriter Function(MethodReference target) => Add(il.Create(OpCodes.Ldftn, target));

    /// <summary>Pushes what a virtual method is on the object on the stack, which stays there.</summary>
    public InstructionWriter VirtualFunction(MethodReference target) => Add(il.Create(OpCodes.Dup)).Add(il.Create(OpCodes.Ldvirtftn, target));

    public InstructionWriter Text(string text) => Add(il.Create(OpCodes.Ldstr, text));

    public InstructionWriter Null() => Add(il.Create(OpCodes.Ldnull));

    public InstructionWriter Unbox(TypeReference type) => Add(il.Create(OpCodes.Unbox, type));

    public InstructionWriter UnboxValue(TypeReference type) => Add(il.Create(OpCodes.Unbox_Any, type));

    public InstructionWriter StoreObject(TypeReference type) => Add(il.Create(OpCodes.Stobj, type));

    public InstructionWriter LoadObject(TypeReference type) => Add(il.Create(OpCodes.Ldobj, type));

    public InstructionWriter StoreReference() => Add(il.Create(OpCodes.Stind_Ref));

    public InstructionWriter LoadReference() => Add(il.Create(OpCodes.Ldind_Ref));

    public InstructionWriter Default(TypeReference type)
    {
        var local = Local(type);
        return LoadAddress(local).Add(il.Create(OpCodes.Initobj, type)).Load(local);
    }

    /// <summary>Pushes a one of a type of floating-point numbers.</summary>
    public InstructionWriter One(TypeReference type) =>
        Add(type.MetadataType == MetadataType.Single ? il.Create(OpCodes.Ldc_R4, 1f) : il.Create(OpCodes.Ldc_R8, 1d));

    public InstructionWriter ThrowNew(MethodReference constructor, string message) =>
        Text(message).New(constructor).Add(il.Create(OpCodes.Throw));

    /// <summary>Pushes a zero of a type of floating-point numbers.</summary>
    public InstructionWriter Zero(TypeReference type) =>
        Add(type.MetadataType == MetadataType.Single ? il.Create(OpCodes.Ldc_R4, 0f) : il.Create(OpCodes.Ldc_R8, 0d));

    public InstructionWriter Integer(int value) => Add(il.Create(OpCodes.Ldc_I4, value));

    public InstructionWriter Add() => Add(il.Create(OpCodes.Add));

    /// <summary>The length of the array on the stack, as an integer.</summary>
    public InstructionWriter Length() => Add(il.Create(OpCodes.Ldlen)).Add(il.Create(OpCodes.Conv_I4));

    public InstructionWriter NewArray(TypeReference element) => Add(il.Create(OpCodes.Newarr, element));

    public InstructionWriter StoreElement(TypeReference element) =>
        Add(il.Create(element.MetadataType == MetadataType.Single ? OpCodes.Stelem_R4 : OpCodes.Stelem_R8));

    public InstructionWriter Branch(Instruction label) => Add(il.Create(OpCodes.Br, label));

    public InstructionWriter BranchIfLess(Instruction label) => Add(il.Create(OpCodes.Blt, label));

    public Instruction Label() => il.Create(OpCodes.Nop);

    public InstructionWriter Mark(Instruction label) => Add(label);

    public InstructionWriter BranchIfFalse(Instruction label) => Add(il.Create(OpCodes.Brfalse, label));

    public InstructionWriter ReturnHere() => Add(il.Create(OpCodes.Ret));

    /// <summary>Pushes the <c>System.Type</c>.</summary>
    public InstructionWriter TypeOf(TypeReference type, FrameworkTypes framework) => Add(il.Create(OpCodes.Ldtoken, type)).Call(framework.TypeFromHandle());

    /// <summary>Makes what is a type at run time that type in metadata; an address stays one.</summary>
    public InstructionWriter Cast(TypeReference from, TypeReference to) =>
        from.IsByReference || from.FullName == to.FullName ? this : Add(il.Create(OpCodes.Box, from)).UnboxValue(to);

    /// <summary><c>try { body } finally { cleanup }</c>; nothing may be on the stack.</summary>
    public InstructionWriter TryFinally(Action body, Action cleanup)
    {
        var instructions = method.Body.Instructions;
        var start = instructions.Count;
        body();
        var end = il.Create(OpCodes.Nop);
        Add(il.Create(OpCodes.Leave, end));
        var handler = instructions.Count;
        cleanup();
        Add(il.Create(OpCodes.Endfinally));
        Add(end);
        method.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = instructions[start],
            TryEnd = instructions[handler],
            HandlerStart = instructions[handler],
            HandlerEnd = end,
        });
        return this;
    }

    public void Return()
    {
        Add(il.Create(OpCodes.Ret));
        Finish();
    }

    public void Finish() => method.Body.OptimizeMacros();

    /// <summary>Pushes item number <paramref name="index"/> of the tuple behind the address on the stack.</summary>
    public InstructionWriter Item(TypeReference tuple, int index)
    {
        var path = new TupleTypes(types).ItemPath(tuple, index);
        foreach (var step in path.Take(path.Count - 1))
            FieldAddress(step);
        return Field(path[path.Count - 1]);
    }

    /// <summary>Pushes what is behind the fields of a path from the address on the stack.</summary>
    public InstructionWriter Value(IReadOnlyList<FieldReference> path, TypeReference type)
    {
        if (path.Count == 0)
            return LoadObject(type);
        foreach (var step in path.Take(path.Count - 1))
            FieldAddress(step);
        return Field(path[path.Count - 1]);
    }

    public InstructionWriter StoreArgument(int index) => Add(il.Create(OpCodes.Starg, method.Parameters[index]));

    public InstructionWriter ArgumentAddress(int index) => Add(il.Create(OpCodes.Ldarga, method.Parameters[index]));

    private InstructionWriter Add(Instruction instruction)
    {
        il.Append(instruction);
        return this;
    }
}
