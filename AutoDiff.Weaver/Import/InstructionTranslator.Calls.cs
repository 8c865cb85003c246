using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Import;

internal sealed partial class InstructionTranslator
{
    private bool TranslateCall(Code code, Instruction il)
    {
        if (code is not (Code.Call or Code.Callvirt or Code.Newobj or Code.Ldftn or Code.Ldvirtftn))
            return false;
        if (code == Code.Newobj && CreateFromStack((MethodReference)il.Operand))
            return true;
        var method = operands.Method((MethodReference)il.Operand);
        if (code == Code.Call && operands.Substitutions is not null && ParameterlessConstructors.MadeBy(types, method) is { } made)
        {
            if (ParameterlessConstructors.Of(types, made) is { } constructor)
                Create(constructor);
            else
                stack.Push(ir.Default(made));
            return true;
        }
        switch (code)
        {
            case Code.Newobj:
                Create(method);
                break;
            case Code.Ldftn when prefixes.Constrained is not null:
                throw new MalformedBodyException("a function pointer to a static member of a type parameter is not supported");
            case Code.Ldftn:
                stack.Push(builder.Add(new FunctionAddress(types.IntPtr, operands.Substitutions?.StandIn(method) ?? method)));
                break;
            case Code.Ldvirtftn:
                stack.Push(builder.Add(new FunctionAddress(types.IntPtr, method, stack.Pop())));
                break;
            default:
                Call(method, isVirtual: code == Code.Callvirt);
                break;
        }
        return true;
    }

    private void Call(MethodReference method, bool isVirtual)
    {
        var arguments = PopArguments(method, method.HasThis && !method.ExplicitThis);
        if (FillContainer(method, arguments) || MakeInPlace(method, arguments))
            return;
        if (arguments.Length == 1 && ModelTypes.IsWayBack(method) && types.Same(ResultOf(method), arguments[0].Type))
        {
            stack.Push(arguments[0]);
            return;
        }
        MethodReference? original = null;
        if (prefixes.Constrained is null && ImplementationOf(method, ref arguments) is { } implementation)
            (original, method, isVirtual) = (method, implementation, false);
        else if (operands.Substitutions?.IsRead(method) == false)
            arguments = AsDeclared(method, arguments);
        var call = builder.Add(new Call(ResultOf(method), method, isVirtual, prefixes.Constrained, arguments) { StandsFor = original });
        if (call.HasResult)
            stack.Push(Taken(call));
    }

    /// <summary>
    /// The constructor of a container, called by that of a class derived from it with what to put in: the object is made empty first, and then filled like any
    /// other container.
    /// </summary>
    private bool FillContainer(MethodReference method, Value[] arguments)
    {
        if (!BaseConstructors.Is(method) || BaseConstructors.MakesEmpty(method) || ImplementationOf(method, ref arguments) is not { } filling)
            return false;
        builder.Call(BaseConstructors.Empty(types, method),
            [arguments[0], .. arguments.Skip(1).Where((_, i) => BaseConstructors.IsArrangement(method.Parameters[i].ParameterType))]);
        builder.Call(filling, arguments);
        return true;
    }

    /// <summary>The constructor of a struct, called on the memory where the value goes: what makes one out of the same arguments says what it is.</summary>
    private bool MakeInPlace(MethodReference method, Value[] arguments)
    {
        if (method is not { Name: ".ctor", HasThis: true } || arguments.Length == 1 || !types.IsValueTypeOrEnum(method.DeclaringType))
            return false;
        Value[] given = [.. arguments.Skip(1)];
        if (ImplementationOf(method, ref given) is not { } implementation)
            return false;
        builder.Store(operands.Type(method.DeclaringType), arguments[0], builder.Call(implementation, given));
        return true;
    }

    /// <summary>The framework's own types are what its containers hold: an implementation may want the arguments like that.</summary>
    private MethodReference? ImplementationOf(MethodReference method, ref Value[] arguments)
    {
        if (operands.Substitutions is not { } substitutions)
            return null;
        if ((substitutions.StandIn(method) ?? substitutions.Implementation(method, arguments)) is { } implementation)
            return implementation;
        var held = AsDeclared(method, arguments);
        if (held.SequenceEqual(arguments) || substitutions.Implementation(method, held) is not { } ofHeld)
            return null;
        arguments = held;
        return ofHeld;
    }

    private Value[] AsDeclared(MethodReference method, Value[] arguments)
    {
        var offset = arguments.Length - method.Parameters.Count;
        return [.. arguments.Select((a, i) => i < offset ? a : Views.Convert(builder, types.ParameterType(method, i - offset), a))];
    }

    /// <summary>The type of a result; of a method that is read with models, the model.</summary>
    private TypeReference ResultOf(MethodReference method)
    {
        var type = types.ReturnType(method);
        var value = type is ByReferenceType byReference ? byReference.ElementType : type;
        if (operands.Substitutions is not { } substitutions || substitutions.Models.ModelOf(value) is not { } model)
            return type;
        if (Views.IsHeld(value) && (!substitutions.IsRead(method) || method.DeclaringType.Namespace == "AutoDiff.Implementations"))
            return type;
        if (type.IsByReference)
            model = new ByReferenceType(model);
        return substitutions.ReturnsModel(method) || InlineArrays.ReturnsSpan(method) ? model : throw new MalformedBodyException(
            $"'{UserNames.Of(method)}' returns a '{type.Name}' of unknown origin");
    }

    /// <summary><c>stackalloc</c> for a span: memory that the reverse sweep can reach, an array, takes its place.</summary>
    private bool CreateFromStack(MethodReference constructor)
    {
        if (constructor.Parameters.Count != 2 || constructor.Parameters[0].ParameterType is not PointerType || operands.Substitutions is not { } substitutions
            || operands.Type(constructor.DeclaringType) is not GenericInstanceType span || substitutions.Models.TypeModelledBy(span) is null)
            return false;
        var arguments = stack.Pop(2);
        if (arguments[0] is not RawInstruction { OpCode.Code: Code.Localloc } memory
            || new StackMemory(ir, core, substitutions.CopyOfData).ToArray(memory, span.GenericArguments[0], arguments[1]) is not { } array)
            throw new MalformedBodyException("a span over a pointer is not supported");
        var slot = entry.Slot(span);
        builder.Store(span, slot, ir.Default(span));
        var create = substitutions.Models.Member(span, FromArray(span));
        builder.Call(create, slot, array);
        stack.Push(builder.Load(span, slot));
        return true;

        MethodReference FromArray(GenericInstanceType declaring)
        {
            var method = new MethodReference(".ctor", types.Void, declaring) { HasThis = true };
            method.Parameters.Add(new ParameterDefinition(new ArrayType(types.Resolve(declaring)!.GenericParameters[0])));
            return method;
        }
    }

    private void Create(MethodReference constructor)
    {
        var arguments = PopArguments(constructor, hasThis: false);
        if (ImplementationOf(constructor, ref arguments) is { } implementation)
        {
            stack.Push(builder.Call(implementation, arguments));
            return;
        }
        var type = operands.Type(constructor.DeclaringType);
        if (operands.Substitutions is not null && ReadOnlyView(type, arguments) is { } content)
        {
            stack.Push(content);
            return;
        }
        if (operands.Substitutions?.IsRead(constructor) == false)
            arguments = AsDeclared(constructor, arguments);
        if (!types.IsValueTypeOrEnum(type))
        {
            stack.Push(builder.NewObject(constructor, arguments));
            return;
        }
        // The constructor of a struct receives zeroed memory.
        var slot = entry.Slot(type);
        builder.Store(type, slot, ir.Default(type));
        builder.Call(constructor, [slot, .. arguments]);
        stack.Push(builder.Load(type, slot));
    }

    /// <summary>
    /// What the compiler wraps for a collection expression of an interface's type: nothing writes through the wrapper, so the content may stand for it.
    /// </summary>
    private Value? ReadOnlyView(TypeReference type, Value[] arguments)
    {
        switch (type.Name)
        {
            case "<>z__ReadOnlyArray`1" or "<>z__ReadOnlyList`1":
                return arguments[0];
            case "<>z__ReadOnlySingleElementList`1":
                var element = ((GenericInstanceType)type).GenericArguments[0];
                var array = builder.NewArray(element, ir.Int32(1));
                builder.Store(element, builder.Add(new ElementAddress(element, array, ir.Int32(0), true)), arguments[0]);
                return array;
            default:
                return null;
        }
    }

    private Value[] PopArguments(MethodReference method, bool hasThis)
    {
        var offset = hasThis ? 1 : 0;
        var arguments = stack.Pop(method.Parameters.Count + offset);
        for (var i = 0; i < offset; i++)
            arguments[i] = AsSequence(Referred(method.DeclaringType, arguments[i]), method.DeclaringType);
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            if (types.ParameterType(method, i) is ByReferenceType { ElementType: var content }
                && types.ResolveMethod(method)?.Parameters[i].CustomAttributes.Any(a => a.AttributeType.Name == "IsReadOnlyAttribute") == true)
                arguments[i + offset] = Referred(content, arguments[i + offset]);
        }
        for (var i = 0; i < method.Parameters.Count; i++)
            arguments[i + offset] = AsSequence(coercion.ToKind(builder, arguments[i + offset], types.ParameterType(method, i)), types.ParameterType(method, i));
        return arguments;
    }

    /// <summary>The address of a memory that is only read, where its model is expected.</summary>
    private Value Referred(TypeReference wanted, Value address)
    {
        if (operands.Substitutions is null || Pointee(address.Type) is not { } content || !Views.IsHeld(content)
            || types.StandIns.ModelledBy(operands.Type(wanted))?.FullName != content.FullName)
            return address;
        return Spilled(Taken(builder.Load(content, address)));
    }

    /// <summary>A memory that was stored, as the model that stands for it.</summary>
    private Value Taken(Value value) =>
        Views.IsHeld(value.Type) && operands.Substitutions?.Models.ModelOf(value.Type) is { } model ? Views.Convert(builder, model, value) : value;

    /// <summary>
    /// A boxed array that nobody writes to is that array. Nothing else that is modelled can be an object like others: whoever has one asks for what it is a
    /// model of.
    /// </summary>
    private bool AsObject(Code code, TypeReference type)
    {
        if (operands.Substitutions is not { } substitutions || type is not GenericInstanceType model
            || substitutions.Models.TypeModelledBy(model) is not { } modelled || (Views.IsHeld(modelled) && !Views.IsImmutableArray(modelled)))
            return false;
        if (code != Code.Box || !Views.IsImmutableArray(modelled) || types.InstanceFields(model) is not [var only]
            || types.FieldType(only) is not ArrayType items)
            throw new MalformedBodyException($"a '{modelled.Name}' is converted to or from another type");
        stack.Push(builder.Load(items, builder.FieldAddress(Spilled(stack.Pop()), only)));
        return true;
    }

    /// <summary>A model of a collection is no sequence: its elements are.</summary>
    private Value AsSequence(Value value, TypeReference wanted)
    {
        if (operands.Substitutions is not { } substitutions || value.Type is not GenericInstanceType { IsValueType: false } model
            || substitutions.Models.TypeModelledBy(model) is null
            || wanted is not GenericInstanceType { Namespace: "System.Collections.Generic" } || types.Resolve(wanted) is not { IsInterface: true }
            || types.Resolve(model)!.Methods.All(m => m.Name != "ToArray"))
            return value;
        return builder.Call(substitutions.Models.Member(model, new MethodReference("ToArray", types.Void, model) { HasThis = true }), value);
    }
}
