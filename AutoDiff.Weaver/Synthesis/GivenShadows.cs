using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Code around a gradient whose shadows are given by the caller. What a function writes to has a shadow that is the cotangent of what is there in the end:
/// where other cotangents are in the given one, or the function may give it another structure for a while, it gets one of its own, which is added in the end.
/// </summary>
internal sealed class GivenShadows(GeneratedMembers members, InstructionWriter code, DifferentiableTarget target, int offset, GradientMemory memory)
{
    private const string Given = "AutoDiff.GivenMemory";

    private readonly List<int> shadowed = [.. target.Shadowed];

    /// <summary>Checks and clears what is given, all checks first; or only numbers by value, where it is added to.</summary>
    public void Prepare()
    {
        if (memory == GradientMemory.Given)
        {
            var all = code.Local(members.Runtime.Type(Given));
            foreach (var i in shadowed)
                code.LoadAddress(all).Argument(Parameter(i)).Argument(offset + i).Call(OfArgument(members.Runtime.Method(Given, "Take"), i));
            foreach (var i in Enumerable.Range(0, target.Arguments.Count).Where(i => !target.IsShadowed(i) && IsReference(target.Arguments[i])))
                code.LoadAddress(all).Argument(offset + i).Call(OfArgument(members.Runtime.Method(Given, "Leave"), i));
        }
        foreach (var i in shadowed)
        {
            if (memory == GradientMemory.Given)
                Replace(i, members.ShadowOperation("Zeroed", target.Arguments[i]));
            else if (members.Types.IsStruct(target.Arguments[i]))
                Replace(i, members.ShadowOperation("WithoutNumbers", target.Arguments[i]));
        }
    }

    /// <summary>The parameter that is the shadow of an argument itself; null where one is made.</summary>
    public int? Direct(int argument, Func<int, bool> writes) => IsDirect(argument, writes) ? Parameter(argument) : null;

    /// <summary>Adds what accumulated in shadows that were made.</summary>
    public void Collect(Func<int, bool> writes, IReadOnlyDictionary<int, VariableDefinition> shadows)
    {
        foreach (var i in shadowed.Where(i => !IsDirect(i, writes)))
            code.Argument(Parameter(i)).Load(shadows[i]).Call(members.ShadowOperation("Add", target.Arguments[i]));
    }

    public void Push(int argument) => code.Argument(Parameter(argument));

    private bool IsDirect(int argument, Func<int, bool> writes) => !ArgumentShadows.AreTogether(target, writes)
        && (!writes(argument) || (memory == GradientMemory.Given && IsArrayOfNumbers(target.Arguments[argument])));

    private bool IsReference(TypeReference type) => members.Types.KindOf(type) == StackKind.Object;

    private static bool IsArrayOfNumbers(TypeReference type) =>
        type is ArrayType { ElementType.MetadataType: MetadataType.Double or MetadataType.Single };

    private int Parameter(int argument) => offset + target.Arguments.Count + shadowed.IndexOf(argument);

    private void Replace(int argument, MethodReference operation) => code.Argument(Parameter(argument)).Call(operation).StoreArgument(Parameter(argument));

    private GenericInstanceMethod OfArgument(MethodReference method, int argument)
    {
        var closed = new GenericInstanceMethod(method);
        closed.GenericArguments.Add(target.Arguments[argument]);
        return closed;
    }
}
