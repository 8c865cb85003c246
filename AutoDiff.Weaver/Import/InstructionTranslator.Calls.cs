using AutoDiff.Weaving.IR;
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
        var method = operands.Method((MethodReference)il.Operand);
        switch (code)
        {
            case Code.Newobj:
                Create(method);
                break;
            case Code.Ldftn when prefixes.Constrained is not null:
                throw new MalformedBodyException("a function pointer to a static member of a type parameter is not supported");
            case Code.Ldftn:
                stack.Push(builder.Add(new FunctionAddress(types.IntPtr, method)));
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
        var call = builder.Add(new Call(types.ReturnType(method), method, isVirtual, prefixes.Constrained, arguments));
        if (call.HasResult)
            stack.Push(call);
    }

    private void Create(MethodReference constructor)
    {
        var arguments = PopArguments(constructor, hasThis: false);
        var type = constructor.DeclaringType;
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

    private Value[] PopArguments(MethodReference method, bool hasThis)
    {
        var offset = hasThis ? 1 : 0;
        var arguments = stack.Pop(method.Parameters.Count + offset);
        for (var i = 0; i < method.Parameters.Count; i++)
            arguments[i + offset] = coercion.ToKind(builder, arguments[i + offset], types.ParameterType(method, i));
        return arguments;
    }
}
