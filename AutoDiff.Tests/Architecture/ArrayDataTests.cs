using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Tests.Architecture;

/// <summary>
/// Code that is compiled ahead of time knows arrays with data of the assembly by their pattern alone: made, then filled, with nothing in between. All that was
/// generated for these tests keeps to it.
/// </summary>
public sealed class ArrayDataTests
{
    [Test]
    public void Are_filled_right_after_they_are_made()
    {
        using var module = ModuleDefinition.ReadModule(typeof(ArrayDataTests).Assembly.Location);
        var fills = 0;
        var apart = new List<string>();
        foreach (var method in module.GetTypes().Where(t => t.Name == "<AutoDiff>").SelectMany(t => t.Methods).Where(m => m.HasBody))
        {
            foreach (var fill in method.Body.Instructions.Where(i => i.Operand is MethodReference { Name: "InitializeArray" }))
            {
                fills++;
                if (!FollowsItsArray(fill))
                    apart.Add($"{method.FullName} at {fill.Offset:x4}");
            }
        }
        Assert.That(fills, Is.GreaterThan(10));
        Assert.That(apart, Is.Empty);
    }

    private static bool FollowsItsArray(Instruction fill) =>
        fill is
        {
            Previous:
            {
                OpCode.Code: Code.Ldtoken,
                Previous: { OpCode.Code: Code.Dup, Previous.OpCode.Code: Code.Newarr or Code.Newobj }
            }
        };
}
