using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AutoDiff;

/// <summary>Classes that a program derives from a container of the framework: their own fields, and what they hold as containers.</summary>
/// <param name="type">The class.</param>
/// <param name="container">The shape of the container that it derives from.</param>
/// <param name="element">The types of what that holds.</param>
internal sealed class DerivedContainerShape(Type type, Shape container, params Type[] element) : Shape
{
    private readonly ObjectShape _own = new(type);

    // Integers, texts and keys are what they are in the original; a shadow need not hold them.
    private readonly bool _holdsAny = Array.Exists(element, t => TypeContent.Of(t) != Content.None);

    public override bool IsFlat => false;

    public override object Copy(object original, CopyingWalk walk)
    {
        object copy = _own.Clone(original);
        container.Refill(copy, original, walk);
        walk.Enter(original, copy, this);
        return copy;
    }

    public override object Clone(object original)
    {
        object copy = _own.Clone(original);
        container.Refill(copy, original, new CopyingWalk(keepsNumbers: true));
        return copy;
    }

    public override void Transform(object target, Walk walk)
    {
        if (_holdsAny)
            container.Transform(target, walk);
        _own.Transform(target, walk);
    }

    public override void Combine(object left, object right, PairWalk walk)
    {
        if (_holdsAny)
            container.Combine(left, right, walk);
        _own.Combine(left, right, walk);
    }
}

/// <summary>The fields that a container of the framework consists of, whatever they are.</summary>
internal static class ContainerFields
{
    /// <summary>Makes an object of a derived class hold what a container holds; they must not both be used afterwards.</summary>
    /// <param name="derived">The object.</param>
    /// <param name="container">The container.</param>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The fields of a container are all used by its methods; where reflection does not see them, that is an error.")]
    public static void Hand(object derived, object container)
    {
        bool isVisible = false;
        for (Type? level = container.GetType(); level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                field.SetValue(derived, field.GetValue(container));
                isVisible = true;
            }
        }

        if (!isVisible)
            throw new PlatformNotSupportedException($"The fields of {container.GetType()} cannot be seen at run time, so that {derived.GetType()} cannot be copied: publish without native AOT.");
    }
}
