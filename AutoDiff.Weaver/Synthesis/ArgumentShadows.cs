using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Code that makes the shadows of an operator's arguments, and copies of the arguments where the originals must not be touched or may change.
/// What several arguments share stays shared in copies, and in the shadows, when the function writes: what is written through one argument is then
/// read through another. Otherwise each argument has a shadow of its own, and its own partial derivatives in it.
/// </summary>
internal sealed class ArgumentShadows(GeneratedMembers members)
{
    private const int MostTogether = 7;

    /// <param name="code">Where to write; the arguments are replaced in place.</param>
    /// <param name="target">The function.</param>
    /// <param name="offset">The position of the first argument among the parameters of the method being written.</param>
    /// <param name="writes">Whether the function may write to what an argument refers to.</param>
    /// <param name="copies">Whether to copy an argument.</param>
    /// <param name="given">The parameter that holds the shadow of an argument; null where one is to be made, as it is for all that are made together.</param>
    /// <returns>The locals with the shadows, by argument.</returns>
    public Dictionary<int, VariableDefinition> Make(InstructionWriter code, DifferentiableTarget target, int offset, Func<int, bool> writes,
        Func<int, bool> copies, Func<int, int?>? given = null)
    {
        var shadowed = target.Shadowed.ToList();
        var shadows = Locals(code, target);
        if (AreTogether(target, writes))
        {
            Together(code, target, offset, shadowed, shadows);
            return shadows;
        }
        foreach (var i in shadowed)
        {
            if (copies(i))
                code.Argument(offset + i).Call(members.ShadowOperation("Copy", target.Arguments[i])).StoreArgument(offset + i);
            if (given?.Invoke(i) is { } parameter)
                code.Argument(parameter).Store(shadows[i]);
            else
                code.Argument(offset + i).Call(members.ShadowOperation("Like", target.Arguments[i])).Store(shadows[i]);
        }
        return shadows;
    }

    /// <summary>Copies the shadows for the caller, and what they share once.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="target">The function.</param>
    /// <param name="together">Whether the shadows were made together.</param>
    /// <param name="push">Pushes the shadow of an argument.</param>
    /// <returns>The locals with the copies, by argument.</returns>
    public Dictionary<int, VariableDefinition> Copies(InstructionWriter code, DifferentiableTarget target, bool together, Action<int> push)
    {
        var shadowed = target.Shadowed.ToList();
        var copies = Locals(code, target);
        if (together)
        {
            TypeReference tuple = members.Tuples.Tuple([.. shadowed.Select(i => target.Arguments[i])]);
            var all = code.Local(tuple);
            shadowed.ForEach(push);
            code.New(members.Tuples.Constructor(tuple)).Call(members.ShadowOperation("Copy", tuple)).Store(all);
            TakeApart(code, tuple, all, shadowed, k => code.Store(copies[k]));
            return copies;
        }
        foreach (var i in shadowed)
        {
            push(i);
            code.Call(members.ShadowOperation("Copy", target.Arguments[i])).Store(copies[i]);
        }
        return copies;
    }

    /// <summary>Whether what several arguments share is shared in their shadows.</summary>
    /// <param name="target">The function.</param>
    /// <param name="writes">Whether the function may write to what an argument refers to.</param>
    public static bool AreTogether(DifferentiableTarget target, Func<int, bool> writes) =>
        target.Shadowed.Count() is > 1 and <= MostTogether && target.Shadowed.Any(writes);

    private static Dictionary<int, VariableDefinition> Locals(InstructionWriter code, DifferentiableTarget target) =>
        target.Shadowed.ToDictionary(i => i, i => code.Local(target.Arguments[i]));

    private static void TakeApart(InstructionWriter code, TypeReference tuple, VariableDefinition local, List<int> arguments, Action<int> store)
    {
        for (var k = 0; k < arguments.Count; k++)
        {
            code.LoadAddress(local).Item(tuple, k);
            store(arguments[k]);
        }
    }

    private void Together(InstructionWriter code, DifferentiableTarget target, int offset, List<int> shadowed, Dictionary<int, VariableDefinition> shadows)
    {
        TypeReference tuple = members.Tuples.Tuple([.. shadowed.Select(i => target.Arguments[i])]);
        var copies = code.Local(tuple);
        var zeros = code.Local(tuple);
        foreach (var i in shadowed)
            code.Argument(offset + i);
        code.New(members.Tuples.Constructor(tuple)).Call(members.ShadowOperation("Copy", tuple)).Store(copies);
        code.Load(copies).Call(members.ShadowOperation("Like", tuple)).Store(zeros);
        TakeApart(code, tuple, copies, shadowed, i => code.StoreArgument(offset + i));
        TakeApart(code, tuple, zeros, shadowed, i => code.Store(shadows[i]));
    }
}
