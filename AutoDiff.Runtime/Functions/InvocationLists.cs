using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff;

/// <summary>The functions that a delegate calls one after the other. Generated code uses it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1062:Validate arguments of public methods", Justification = "Takes the place of calls that would throw the same.")]
public static class InvocationLists
{
    /// <summary>How many functions a delegate calls.</summary>
    /// <param name="function">The delegate.</param>
    /// <exception cref="NullReferenceException"><paramref name="function"/> is null, as calling it would say.</exception>
    [NoDerivative]
    public static int Count(Delegate function) => Dispatch.IsSingle(function) ? 1 : function.GetInvocationList().Length;

    /// <summary>One of the functions that a delegate calls; the delegate itself where it calls no other.</summary>
    /// <param name="function">The delegate.</param>
    /// <param name="index">The position in the list.</param>
    public static Delegate Item(Delegate function, int index) =>
        index == 0 && Dispatch.IsSingle(function) ? function : function.GetInvocationList()[index];

    /// <summary>The shadow of what <see cref="Delegate.Combine(Delegate, Delegate)"/> returns.</summary>
    /// <param name="first">What is called first, or null.</param>
    /// <param name="second">What is called afterwards, or null.</param>
    /// <param name="firstShadow">The shadow of <paramref name="first"/>; null where that leads to no active memory.</param>
    /// <param name="secondShadow">The shadow of <paramref name="second"/>; null where that leads to no active memory.</param>
    public static Delegate? ShadowOfCombined(Delegate? first, Delegate? second, Delegate? firstShadow, Delegate? secondShadow) =>
        Delegate.Combine(firstShadow ?? first, secondShadow ?? second);

    /// <summary>
    /// The shadow of what <see cref="Delegate.Remove"/> returns. What is removed is found among the functions themselves: shadows of different objects may be
    /// one, and those of equal ones may differ.
    /// </summary>
    /// <param name="source">The delegate, or null.</param>
    /// <param name="value">What is taken out of it, or null.</param>
    /// <param name="shadow">The shadow of <paramref name="source"/>; null where that leads to no active memory.</param>
    public static Delegate? ShadowOfRemaining(Delegate? source, Delegate? value, Delegate? shadow)
    {
        if (source is null || value is null || shadow is null)
            return shadow;
        Delegate[] all = source.GetInvocationList(), removed = value.GetInvocationList(), shadows = shadow.GetInvocationList();
        for (int start = all.Length - removed.Length; start >= 0; start--)
        {
            if (all.AsSpan(start, removed.Length).SequenceEqual(removed))
                return Delegate.Combine([.. shadows.Take(start), .. shadows.Skip(start + removed.Length)]);
        }

        return shadow;
    }
}
