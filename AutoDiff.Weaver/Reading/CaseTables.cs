using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// Generated functions that say by number which case of a dispatcher a receiver is. A few cases are tested one after the other; of many, that would take longer
/// the more there are.
/// </summary>
internal sealed class CaseTables(TypeContext types, RuntimeLibrary runtime, GeneratedTypes generated)
{
    private readonly HashSet<string> functions = [];

    /// <summary>So many cases are told apart at all.</summary>
    public const int Most = 1000;

    /// <summary>So many cases are tested one by one.</summary>
    private const int Few = 16;

    public static bool IsWorthWhile(int cases) => cases > Few;

    /// <summary>The method only says which case a receiver is.</summary>
    public bool Is(MethodReference method) => functions.Contains(method.FullName);

    /// <summary>
    /// Opens a dispatcher's body with a jump by the number of the case; the jump's targets are to be put before the cases, what follows it is for none of them.
    /// </summary>
    /// <param name="dispatcher">The method that is being written, with the receiver as its first parameter.</param>
    /// <param name="origin">The member that it dispatches.</param>
    /// <param name="table">The class of the runtime library that finds the number.</param>
    /// <param name="count">How many cases there are.</param>
    /// <param name="add">Adds one to the table that is on the stack.</param>
    public Mono.Cecil.Cil.Instruction[] Switch(MethodDefinition dispatcher, MethodReference origin, string table, int count, Action<ILProcessor, int> add)
    {
        var il = dispatcher.Body.GetILProcessor();
        Mono.Cecil.Cil.Instruction[] targets = [.. Enumerable.Range(0, count).Select(_ => il.Create(OpCodes.Nop))];
        il.Emit(OpCodes.Ldarg, dispatcher.Parameters[0]);
        il.Emit(OpCodes.Call, NumberOf(origin, table, count, add));
        il.Emit(OpCodes.Switch, targets);
        return targets;
    }

    private MethodDefinition NumberOf(MethodReference origin, string table, int count, Action<ILProcessor, int> add)
    {
        // A class of its own: it is initialised when the first receiver comes.
        var holder = generated.NewClass(origin, "Cases", types.Object);
        var field = new FieldDefinition("table", FieldAttributes.Assembly | FieldAttributes.Static | FieldAttributes.InitOnly, runtime.Type(table));
        holder.Fields.Add(field);
        var initialiser = new MethodDefinition(
            ".cctor",
            MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            types.Void);
        holder.Methods.Add(initialiser);
        var il = initialiser.Body.GetILProcessor();
        il.Emit(OpCodes.Newobj, runtime.Method(table, ".ctor"));
        for (var i = 0; i < count; i++)
            add(il, i);
        il.Emit(OpCodes.Stsfld, field);
        il.Emit(OpCodes.Ret);

        var function = generated.NewMethod(origin, "case", types.Int32, [("receiver", types.Object)]);
        il = function.Body.GetILProcessor();
        il.Emit(OpCodes.Ldsfld, field);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, runtime.Method(table, "IndexOf"));
        il.Emit(OpCodes.Ret);
        functions.Add(function.FullName);
        return function;
    }
}
