using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// The shadow of a result, with the links as the forward sweep left them. The reverse sweep puts back the links it finds in arguments, and a result may lead to
/// arguments: from the second time on, the shadow would lead the cotangent to other objects than the result does.
/// </summary>
/// <typeparam name="T">The type of the result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ResultShadow<T>
{
    private readonly List<(object Shadow, object Twin, Shape Shape)>? _pairs;
    private readonly T _shadow;

    /// <summary>Initializes a new instance of the <see cref="ResultShadow{T}"/> class, before any reverse sweep.</summary>
    /// <param name="shadow">The shadow, all zero.</param>
    internal ResultShadow(T shadow)
    {
        _shadow = shadow;
        if (shadow is null || (!typeof(T).IsValueType && Shape.Of(shadow.GetType()).IsFlat))
            return;
        var copies = new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        var walk = new CopyingWalk(keepsNumbers: false, copies);
        T twin = shadow;
        Slot<T>.Transform(ref twin, walk);
        walk.Finish();
        var pairs = copies.Select(p => (p.Key, p.Value, Shape.Of(p.Key.GetType()))).ToList();
        if (pairs.TrueForAll(p => p.Item3.IsFlat))
            return;
        (_shadow, _pairs) = (twin, pairs);
    }

    /// <summary>Adds a cotangent: where there are links, to a copy that has kept them, and from there to the shadow, each object by itself.</summary>
    internal void Add(T cotangent)
    {
        try
        {
            Shadow.Add(_shadow, cotangent);
        }
        catch (ArgumentException)
        {
            // What was added before the shapes differed would be added to the next cotangent.
            Shadow.Clear(_shadow);
            throw;
        }

        if (_pairs is null)
            return;
        foreach (var (shadow, twin, shape) in _pairs)
        {
            shape.Combine(shadow, twin, LocalAddition.Instance);
            shape.Transform(twin, LocalWalk.Instance);
        }
    }
}
