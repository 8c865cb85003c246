using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// Small arrays that never leave the method and are only indexed by constants become one local for each element, zeroed where the array was made.
/// </summary>
internal static class ArrayPromotionPass
{
    private const int LongestArray = 32;

    /// <summary>The array has a known length and few elements.</summary>
    public static bool IsSmall(NewArray array) => array.Operand(0) is Constant { Content: int and >= 0 and <= LongestArray };

    public static bool Run(MethodIR method)
    {
        var changed = false;
        foreach (var array in method.Instructions.OfType<NewArray>().ToList())
        {
            if (!IsSmall(array) || !array.Users.All(u => IsAccess(u, array, (int)((Constant)array.Operand(0)).Content!)))
                continue;
            Promote(method, array);
            changed = true;
        }
        return changed;
    }

    private static bool IsAccess(Instruction user, NewArray array, int length) => user switch
    {
        ArrayLength => true,
        ElementAddress address => ReferenceEquals(address.Array, array) && address.Users.All(a => IsUnchecked(a, array))
            && address.Index is Constant { Content: int index } && index >= 0 && index < length,
        _ => false,
    };

    /// <summary>An array of references checks what is stored in it; a local would not.</summary>
    private static bool IsUnchecked(Instruction access, NewArray array) =>
        access is not Store store || store.Content is Constant || store.Content.Type.FullName == array.ElementType.FullName
            || array.Block!.Method.Types.KindOf(array.ElementType) != StackKind.Object;

    private static void Promote(MethodIR method, NewArray array)
    {
        var slots = new Dictionary<int, Slot>();
        foreach (var user in array.Users.ToList())
        {
            var builder = new Builder(method) { Location = user.Location }.Before(user);
            if (user is ArrayLength length)
            {
                length.ReplaceWith(builder.Convert(length.Type, array.Operand(0)));
                continue;
            }
            var index = (int)((Constant)((ElementAddress)user).Index).Content!;
            if (!slots.TryGetValue(index, out var slot))
            {
                slots.Add(index, slot = new Builder(method).AtStart(method.Entry).Slot(array.ElementType));
                new Builder(method) { Location = array.Location }.Before(array).Store(array.ElementType, slot, method.Default(array.ElementType));
            }
            user.ReplaceWith(slot);
        }
        array.Remove();
    }
}
