namespace AutoDiff;

/// <summary>Goes through two graphs of the same shape side by side and adds the numbers of one into the other.</summary>
internal sealed class AddingWalk
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(object Into, object Amount, Shape Shape)> _waiting = new();

    public void Follow(object? into, object? amount)
    {
        if (amount is null)
            return;
        var shape = Shape.Of(amount.GetType());
        if (shape is SharedShape)
            return;
        if (into is null)
            throw new ArgumentException($"the cotangent has a {Name(amount)} where the result has null");
        if (into.GetType() != amount.GetType())
            throw new ArgumentException($"the cotangent has a {Name(amount)} where the result has a {Name(into)}");
        if (_seen.Add(into))
            _waiting.Push((into, amount, shape));
    }

    public void Finish()
    {
        while (_waiting.TryPop(out var next))
            next.Shape.Add(next.Into, next.Amount, this);
    }

    /// <summary>Checks that two sequences have the same length.</summary>
    public static void SameLength(int into, int amount)
    {
        if (into != amount)
            throw new ArgumentException($"the cotangent has {Elements(amount)} where the result has {into}");
    }

    private static string Elements(int count) => count == 1 ? "1 element" : $"{count} elements";

    private static string Name(object o) => o.GetType().ToString();
}
