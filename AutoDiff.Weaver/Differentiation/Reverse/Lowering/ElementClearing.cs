using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>
/// Methods that zero the numbers in the elements of an array of structs and leave the references in them: generated ones where all numbers are fields, one of
/// the runtime library for arrays of higher rank and for numbers that have no address, in nullable values and inline arrays.
/// </summary>
internal sealed class ElementClearing(TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated)
{
    private readonly Dictionary<string, MethodDefinition> methods = [];

    public MethodReference Of(ArrayType array, IReadOnlyList<TangentLeaf> leaves)
    {
        var element = array.ElementType;
        if (array.Rank > 1 || leaves.Any(l => l.HasNoAddress))
        {
            var clear = new GenericInstanceMethod(runtime.Method("AutoDiff.Allocation", "ClearNumbers"));
            clear.GenericArguments.Add(element);
            return clear;
        }
        if (methods.TryGetValue(element.FullName, out var known))
            return known;
        var method = generated.NewHelper("ClearElements", types.Void, [("array", new ArrayType(element))]);
        methods.Add(element.FullName, method);
        Write(method, element, leaves);
        return method;
    }

    /// <summary><c>for (int i = array.Length; --i >= 0;) array[i].leaf = 0;</c></summary>
    private void Write(MethodDefinition method, TypeReference element, IReadOnlyList<TangentLeaf> leaves)
    {
        var index = new VariableDefinition(types.Int32);
        method.Body.Variables.Add(index);
        method.Body.InitLocals = true;
        var il = method.Body.GetILProcessor();
        var next = il.Create(OpCodes.Ldloc, index);
        var done = il.Create(OpCodes.Ret);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldlen);
        il.Emit(OpCodes.Conv_I4);
        il.Emit(OpCodes.Stloc, index);
        il.Append(next);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Stloc, index);
        il.Emit(OpCodes.Ldloc, index);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Blt, done);
        foreach (var leaf in leaves)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldloc, index);
            il.Emit(OpCodes.Ldelema, types.Import(element));
            foreach (var field in leaf.Path)
                il.Emit(OpCodes.Ldflda, types.Import(field));
            il.Emit(OpCodes.Initobj, types.Import(leaf.Scalar));
        }
        il.Emit(OpCodes.Br, next);
        il.Append(done);
    }
}
