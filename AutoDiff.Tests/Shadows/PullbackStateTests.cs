namespace AutoDiff.Tests.Shadows;

internal sealed class PullbackStateTests
{
    [Test]
    public void Redos_run_backwards_once_and_scratch_shadows_are_cleared()
    {
        var tape = Tape.CreateOwned();
        double[] constant = [1];
        double[] linked = [4];
        object[] constants = [constant, null!];
        var scratch = Shadow.Scratch(tape, constants);
        var state = new State(tape);
        List<int> order = [];
        for (int call = 0; call < 2; call++)
        {
            order.Clear();
            state.Run(() =>
            {
                tape.Redo(() => order.Add(1));
                tape.Redo(() => order.Add(2));
                ((double[])scratch[0])[0] = 5;
                scratch[1] = linked;
            });
            Assert.That(order, Is.EqualTo(new[] { 2, 1 }));
            Assert.That(((double[])scratch[0])[0], Is.Zero);
            Assert.That(linked[0], Is.EqualTo(4), "what active code linked in belongs to others");
        }
    }

    [Test]
    public void Rented_tapes_have_no_journal()
    {
        var tape = Tape.Rent();
        Assert.That(tape.IsOwned, Is.False);
        new State(tape).Run(() => tape.Redo(() => Assert.Fail()));
    }

    [Test]
    public void A_failing_redo_gives_the_pullback_free()
    {
        var tape = Tape.CreateOwned();
        var state = new State(tape);
        Assert.Throws<NotSupportedException>(() => state.Run(() => tape.Redo(() => throw new NotSupportedException())));
        state.Run(() => { });
    }

    [TestCase(true, true)]
    [TestCase(false, false)]
    public void A_sweep_that_threw_is_the_last_if_it_had_objects(bool hasObjects, bool isLast)
    {
        var tape = Tape.CreateOwned();
        if (hasObjects)
            tape.PushObject(new double[1]);
        var state = new State(tape);
        Assert.Throws<NotSupportedException>(() => state.Run(() => throw new NotSupportedException()), "before the sweep: nothing happened");
        state.Sweep(() => { });
        Assert.Throws<NotSupportedException>(() => state.Sweep(() => throw new NotSupportedException()));
        if (isLast)
            Assert.That(Assert.Throws<InvalidOperationException>(() => state.Sweep(() => { }))!.Message, Does.Contain("exception"));
        else
            state.Sweep(() => { });
    }

    internal sealed class State(Tape tape) : PullbackState(tape)
    {
        public void Sweep(Action reverse) => Run(() =>
        {
            Begin();
            reverse();
            End();
        });

        public void Run(Action reverse)
        {
            var mark = Enter();
            try
            {
                reverse();
            }
            finally
            {
                Exit(mark);
            }
        }
    }
}
