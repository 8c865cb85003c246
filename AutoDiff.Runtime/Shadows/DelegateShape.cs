using System.Diagnostics.CodeAnalysis;

namespace AutoDiff;

/// <summary>Delegates: the same functions on copies of the objects they are bound to, which is where the variables are that a lambda captures.</summary>
internal sealed class DelegateShape : Shape
{
    public static DelegateShape Instance { get; } = new();

    internal override bool IsFlat => false;

    internal override object Copy(object original, CopyingWalk walk)
    {
        var function = (Delegate)original;
        var single = function.GetInvocationList();
        var copies = Array.ConvertAll(single, f => Bound(f, walk));
        if (copies.AsSpan().SequenceEqual(single))
            return original;
        object copy = copies.Length == 1 ? copies[0] : Delegate.Combine(copies)!;
        walk.Know(original, copy);
        return copy;
    }

    internal override object Clone(object original) => original;

    // What a delegate is bound to never changes: a walk that copies has seen to it, the others only want to get there.
    internal override void Transform(object target, Walk walk)
    {
        foreach (var function in ((Delegate)target).GetInvocationList())
            walk.Follow(function.Target);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var (ours, theirs) = (((Delegate)left).GetInvocationList(), ((Delegate)right).GetInvocationList());
        walk.SameLength(ours.Length, theirs.Length);
        for (int i = 0; i < ours.Length; i++)
        {
            if (HasContent(theirs[i].Target))
                walk.Follow(ours[i].Target, theirs[i].Target);
        }
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The delegate type and the method are those of a delegate that exists.")]
    private static Delegate Bound(Delegate function, CopyingWalk walk)
    {
        if (!HasContent(function.Target))
            return function;
        object? target = walk.Follow(function.Target);
        return ReferenceEquals(target, function.Target) ? function : Delegate.CreateDelegate(function.GetType(), target, function.Method);
    }

    private static bool HasContent(object? target) => target is not null && Of(target.GetType()) is not SharedShape and not ObjectShape { IsEmpty: true };
}
