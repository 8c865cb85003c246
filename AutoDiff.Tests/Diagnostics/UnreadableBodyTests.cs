using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>A body in a reference that is no body: what needs it is refused where it is called, and all else is woven.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class UnreadableBodyTests
{
    private const double Marker = 1.2345e67;

    private const string Library =
        """
        namespace Damaged;
        public static class Lib
        {
            public static double Bad(double x) => x * 1.2345e67;
            public static double Calls(double x) => Bad(x) + x;
            public static double Good(double x) => x * x;
        }
        """;

    private const string Program =
        """
        public static class Program
        {
            public static double Slope(double x) => Gradient(at: x, of: y => Damaged.Lib.Good(y));
            public static double Aside(double x) => Gradient(at: x, of: y => y * (Damaged.Lib.Bad(2) > 0 ? 1 : 2));
            public static double Direct(double x)
            {
                return Gradient(at: x, of: y =>
                {
                    return Damaged.Lib.Bad(y);
                });
            }
            public static double Deep(double x)
            {
                return Gradient(at: x, of: y =>
                {
                    return Damaged.Lib.Calls(y);
                });
            }
        }
        """;

    /// <summary>What is written over the nine bytes of a constant.</summary>
    private static readonly TestCaseData[] Damages =
    [
        new TestCaseData((object)new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0 }).SetArgDisplayNames("stack that runs empty"),
        new TestCaseData((object)new byte[] { 0x38, 0, 0, 0x10, 0, 0, 0, 0, 0 }).SetArgDisplayNames("branch out of the body"),
        new TestCaseData((object)new byte[] { 0x2b, 0x70, 0, 0, 0, 0, 0, 0, 0 }).SetArgDisplayNames("short branch out of the body"),
        new TestCaseData((object)new byte[] { 0x38, 0xfc, 0xff, 0xff, 0xff, 0, 0, 0, 0 }).SetArgDisplayNames("branch into an instruction"),
        new TestCaseData((object)new byte[] { 0xf0, 0xf0, 0xf0, 0xf0, 0xf0, 0xf0, 0xf0, 0xf0, 0xf0 }).SetArgDisplayNames("no instructions"),
        new TestCaseData((object)new byte[] { 0xfe, 0xff, 0, 0, 0, 0, 0, 0, 0 }).SetArgDisplayNames("no long instruction"),
        new TestCaseData((object)new byte[] { 0x28, 0xff, 0xff, 0, 0x0a, 0, 0, 0, 0 }).SetArgDisplayNames("call of no method"),
        new TestCaseData((object)new byte[] { 0x28, 1, 0, 0, 0x70, 0, 0, 0, 0 }).SetArgDisplayNames("call of a text"),
        new TestCaseData((object)new byte[] { 0x28, 1, 0, 0, 0x01, 0, 0, 0, 0 }).SetArgDisplayNames("call of a type"),
        new TestCaseData((object)new byte[] { 0x7e, 0xff, 0xff, 0, 0x04, 0, 0, 0, 0 }).SetArgDisplayNames("no field"),
        new TestCaseData((object)new byte[] { 0x73, 0xff, 0xff, 0xff, 0x06, 0, 0, 0, 0 }).SetArgDisplayNames("no constructor"),
        new TestCaseData((object)new byte[] { 0x8d, 0xff, 0xff, 0, 0x01, 0, 0, 0, 0 }).SetArgDisplayNames("array of no type"),
        new TestCaseData((object)new byte[] { 0xd0, 0xff, 0xff, 0, 0x02, 0, 0, 0, 0 }).SetArgDisplayNames("no token"),
        new TestCaseData((object)new byte[] { 0x72, 0xff, 0xff, 0xff, 0x70, 0, 0, 0, 0 }).SetArgDisplayNames("no text"),
        new TestCaseData((object)new byte[] { 0x45, 0xff, 0xff, 0, 0, 0, 0, 0, 0 }).SetArgDisplayNames("switch without end"),
        new TestCaseData((object)new byte[] { 0x11, 0x7f, 0, 0, 0, 0, 0, 0, 0 }).SetArgDisplayNames("no such local"),
        new TestCaseData((object)new byte[] { 0x0e, 0x7f, 0, 0, 0, 0, 0, 0, 0 }).SetArgDisplayNames("no such argument"),
        new TestCaseData((object)new byte[] { 0x26, 0x26, 0, 0, 0, 0, 0, 0, 0 }).SetArgDisplayNames("pops too much"),
        new TestCaseData((object)new byte[] { 0x29, 0xff, 0xff, 0, 0x11, 0, 0, 0, 0 }).SetArgDisplayNames("no signature"),
        new TestCaseData((object)new byte[] { 0x02, 0x2c, 0x01, 0x02, 0, 0, 0, 0, 0 }).SetArgDisplayNames("stacks of different depths"),
        new TestCaseData((object)new byte[] { 0xdd, 0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0 }).SetArgDisplayNames("leaves the body"),
    ];

    [TestCaseSource(nameof(Damages))]
    public void A_body_that_cannot_be_read_is_named_and_the_rest_is_woven(byte[] damage)
    {
        foreach (var release in new[] { true, false })
        {
            var sound = TestWeaver.Compile(Library, release, "Damaged");
            var damaged = sound with { Image = Damage(sound.Image, damage) };
            var compiled = TestWeaver.Compile(Program, release, "Test", sound);
            var woven = TestWeaver.Weave(compiled with { References = [damaged] });
            var text = string.Join('\n', woven.Diagnostics);
            Assert.That(woven.Diagnostics, Has.None.Contains("AD0001"), text);
            Assert.That(woven.Diagnostics.Where(d => d.StartsWith("Test.cs(9,", StringComparison.Ordinal)).ToList(),
                Has.One.Contains("Lib.Bad").And.One.Contains("error AD1002").And.One.Contains("the assembly 'Damaged'"), text);
            Assert.That(woven.Diagnostics.Where(d => d.StartsWith("Test.cs(16,", StringComparison.Ordinal)).ToList(), Has.One.Contains("Lib.Bad"), text);
            Assert.That(woven.Diagnostics, Has.None.Match(@"^Test\.cs\([34],"), text);
            Assert.That((woven with { Original = compiled }).Call<double>("Program", "Slope", 3.0), Is.EqualTo(6));
        }
    }

    private static byte[] Damage(byte[] image, byte[] damage)
    {
        byte[] copy = [.. image];
        byte[] constant = [0x23, .. BitConverter.GetBytes(Marker)];
        var place = copy.AsSpan().IndexOf(constant);
        Assert.That(place, Is.Positive);
        damage.CopyTo(copy, place);
        return copy;
    }
}
