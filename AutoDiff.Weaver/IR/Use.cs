namespace AutoDiff.Weaving.IR;

/// <summary>One operand position of an instruction; a node of its value's intrusive use list.</summary>
internal sealed class Use(Instruction user)
{
    private Value? value;
    private Use? previous;
    private Use? next;

    public Instruction User { get; } = user;

    public Use? Next => next;

    public Value Value
    {
        get => value!;
        set
        {
            if (ReferenceEquals(this.value, value))
                return;
            Unlink();
            this.value = value;
            Link();
        }
    }

    /// <summary>Takes the position out of the use list; the instruction is going away.</summary>
    public void Drop()
    {
        Unlink();
        value = null;
    }

    private void Link()
    {
        if (value is not TrackedValue tracked)
            return;
        previous = null;
        next = tracked.FirstUse;
        if (next is not null)
            next.previous = this;
        tracked.FirstUse = this;
    }

    private void Unlink()
    {
        if (value is not TrackedValue tracked)
            return;
        if (previous is not null)
            previous.next = next;
        else
            tracked.FirstUse = next;
        if (next is not null)
            next.previous = previous;
        previous = next = null;
    }
}
