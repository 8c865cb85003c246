using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AutoDiff;

/// <summary>Classes that a program derives from a container of the framework: their own fields, and what they hold as containers.</summary>
/// <param name="own">The fields of the class and what is between it and the container.</param>
/// <param name="container">The shape of the container that it derives from.</param>
internal sealed class DerivedContainerShape(ObjectShape own, Shape container) : Shape
{
    internal override bool IsFlat => false;

    // Integers, texts and keys are what they are in the original; a shadow need not hold them.
    private readonly bool _holdsAny = Array.Exists(container.GetType().GenericTypeArguments, t => TypeContent.Of(t) != Content.None);

    internal override object Copy(object original, CopyingWalk walk)
    {
        object copy = own.Clone(original);
        container.Refill(copy, original, walk);
        walk.Enter(original, copy, this);
        return copy;
    }

    internal override object Clone(object original)
    {
        object copy = own.Clone(original);
        container.Refill(copy, original, new CopyingWalk(keepsNumbers: true));
        return copy;
    }

    internal override void Transform(object target, Walk walk)
    {
        if (_holdsAny)
            container.Transform(target, walk);
        own.Transform(target, walk);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        if (_holdsAny)
            container.Combine(left, right, walk);
        own.Combine(left, right, walk);
    }
}

/// <summary>Containers of the framework.</summary>
/// <typeparam name="TContainer">The container.</typeparam>
internal abstract class ContainerShape<[DynamicallyAccessedMembers(Layouts.Fields)] TContainer> : Shape
    where TContainer : class
{
    /// <summary>
    /// Makes a bitwise copy of an object whose class derives from this one hold what the original holds as a container, in memory of its own.
    /// </summary>
    /// <param name="copy">The copy.</param>
    /// <param name="original">The original.</param>
    /// <param name="walk">The walk that copies.</param>
    internal override void Refill(object copy, object original, CopyingWalk walk) => Hand(copy, Clone(original));

    /// <summary>Makes an object of a derived class hold what a container holds, in whatever fields; they must not both be used afterwards.</summary>
    protected static void Hand(object derived, object container)
    {
        foreach (var field in typeof(TContainer).GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            field.SetValue(derived, field.GetValue(container));
    }
}
