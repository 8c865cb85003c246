using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>Code that adds a gradient to one that a parameter refers to: what has a shadow accumulates there, what is returned by value is added.</summary>
internal sealed class GradientSums(GeneratedMembers members, InstructionWriter code, DifferentiableTarget target)
{
    /// <summary>Ends the method: the receiver and the arguments are on the stack.</summary>
    /// <param name="entry">Returns the value and the gradient, and adds to what it is given.</param>
    /// <param name="into">The parameter with the address of the sum.</param>
    public void Add(MethodDefinition entry, int into)
    {
        var both = code.Local(entry.ReturnType);
        var gradient = members.Tuples.ItemPath(both.VariableType, 1);
        foreach (var i in target.Shadowed)
            code.Argument(into).Value(PathOf(i), target.Arguments[i]);
        code.Call(entry).Store(both);
        foreach (var i in Enumerable.Range(0, target.Arguments.Count).Where(target.IsDifferentiated))
        {
            var leaves = members.Tangents.LeavesOf(target.Arguments[i]);
            if (leaves.Any(l => l.HasNoAddress))
            {
                AddAt(PathOf(i), target.Arguments[i]);
                continue;
            }
            foreach (var leaf in leaves)
                AddAt([.. PathOf(i), .. leaf.Path], leaf.Scalar);
        }
        code.LoadAddress(both).Item(both.VariableType, 0).Return();

        void AddAt(IReadOnlyList<FieldReference> place, TypeReference type)
        {
            code.Argument(into);
            foreach (var step in place)
                code.FieldAddress(step);
            code.LoadAddress(both).Value([.. gradient, .. place], type).Call(members.ShadowOperation("Accumulate", type));
        }
    }

    private IReadOnlyList<FieldReference> PathOf(int argument) =>
        target.Arguments.Count == 1 ? [] : members.Tuples.ItemPath(target.Gradient, argument);
}
