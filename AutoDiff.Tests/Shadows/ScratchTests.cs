namespace AutoDiff.Tests.Shadows;

internal sealed class ScratchTests
{
    [Test]
    public void An_object_has_one_scratch_shadow_per_tape()
    {
        var tape = Tape.CreateOwned();
        var body = new Body("a", 1) { Other = new Body("b", 2) };
        var other = Shadow.Scratch(tape, body.Other);
        var shadow = Shadow.Scratch(tape, body);
        Assert.Multiple(() =>
        {
            Assert.That(Shadow.Scratch(tape, body), Is.SameAs(shadow));
            Assert.That(shadow.Other, Is.SameAs(other));
            Assert.That(Shadow.Scratch(tape, body.History), Is.SameAs(shadow.History));
            Assert.That(Shadow.Scratch(Tape.CreateOwned(), body), Is.Not.SameAs(shadow));
            Assert.That(Shadow.Scratch<Body?>(tape, null), Is.Null);
            Assert.That(Shadow.Scratch(tape, 2.5), Is.Zero);
            var mixed = Shadow.Scratch(tape, new Mixed { Number = 1, Values = body.History });
            Assert.That((mixed.Number, mixed.Values), Is.EqualTo((0.0, shadow.History)));
        });
    }

    [Test]
    public void Release_forgets_those_made_since_the_mark()
    {
        var tape = Tape.CreateOwned();
        double[] early = [1];
        double[] late = [2];
        var earlyShadow = Shadow.Scratch(tape, early);
        var mark = tape.Mark();
        var lateShadow = Shadow.Scratch(tape, late);
        tape.Release(mark);
        Assert.Multiple(() =>
        {
            Assert.That(Shadow.Scratch(tape, early), Is.SameAs(earlyShadow));
            Assert.That(Shadow.Scratch(tape, late), Is.Not.SameAs(lateShadow));
        });
    }
}
