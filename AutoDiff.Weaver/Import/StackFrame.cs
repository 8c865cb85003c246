using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Import;

/// <summary>The evaluation stack while a block is translated. Values that SSA construction has replaced meanwhile come out replaced.</summary>
internal sealed class StackFrame(SsaBuilder ssa)
{
    private readonly List<Value> values = [];

    public int Depth => values.Count;

    public void Push(Value value) => values.Add(value);

    public Value Pop()
    {
        if (values.Count == 0)
            throw new MalformedBodyException("the evaluation stack underflows") { IsDamage = true };
        var value = ssa.Current(values[values.Count - 1]);
        values.RemoveAt(values.Count - 1);
        return value;
    }

    /// <summary>The topmost values in the order they were pushed.</summary>
    public Value[] Pop(int count)
    {
        var popped = new Value[count];
        for (var i = count - 1; i >= 0; i--)
            popped[i] = Pop();
        return popped;
    }

    public Value Peek()
    {
        var value = Pop();
        Push(value);
        return value;
    }

    public void Clear() => values.Clear();

    public void Load(IEnumerable<Value> content)
    {
        values.Clear();
        values.AddRange(content);
    }

    public Value[] Snapshot() => [.. values.Select(ssa.Current)];
}
