using AutoDiff.Weaving.Diagnostics;

namespace AutoDiff.Tests.Diagnostics;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DiagnosticBagTests
{
    private readonly DiagnosticBag bag = new(new Locator("App.csproj", new SourcePaths(Path.GetTempPath())));

    [Test]
    public void Every_place_is_reported_once()
    {
        for (var line = 14; line > 1; line--)
            bag.Report(Catalogue.NoManagedBody, new SourcePosition("A.cs", line, 5), "no IL.");
        bag.Report(Catalogue.NoManagedBody, new SourcePosition("A.cs", 3, 5), "no IL.");
        Assert.That(Lines(), Is.EqualTo(Enumerable.Range(2, 13).Select(line => $"A.cs({line},5): error AD1003: no IL.")));
    }

    [Test]
    public void Several_ways_to_a_place_are_one_error_and_several_reasons_are_several()
    {
        foreach (var (function, line) in new[] { ("F", 7), ("G", 8), ("H", 9) })
            bag.Add(new(Catalogue.DerivativeLost, new("A.cs", 2, 5), $"cannot differentiate '{function}': lost.",
                [new(function, new("A.cs", line, 1), $"A.cs:{line}")]) { Reason = "lost." });
        bag.Add(new(Catalogue.DerivativeLost, new("A.cs", 2, 5), "cannot differentiate 'F': gone.", []) { Reason = "gone." });
        Assert.That(Lines(), Is.EqualTo(new[]
        {
            "A.cs(2,5): error AD1004: cannot differentiate 'F': gone.",
            "A.cs(2,5): error AD1004: cannot differentiate 'F': lost; while differentiating F (A.cs:7) (and from 2 more functions)",
        }));
    }

    [Test]
    public void The_order_is_errors_configuration_causes_places_whatever_was_reported_first()
    {
        bag.Report(Catalogue.AlwaysZero, new SourcePosition("A.cs", 1, 1), "zero");
        bag.Report(Catalogue.NotDifferentiable, new SourcePosition("A.cs", 1, 1), "consequence");
        bag.Report(Catalogue.NoManagedBody, new SourcePosition("B.cs", 1, 1), "b");
        bag.Report(Catalogue.UnsupportedConstruct, new SourcePosition("A.cs", 10, 1), "a10");
        bag.Report(Catalogue.UnsupportedConstruct, new SourcePosition("A.cs", 9, 1), "a9");
        bag.Report(Catalogue.InvalidConfiguration, new SourcePosition("Z.xml", 1, 1), "configuration");
        bag.Report(Catalogue.LoopStoresMuch, new SourcePosition("A.cs", 1, 1), "hint, not printed");
        Assert.That(Lines(), Is.EqualTo(new[]
        {
            "Z.xml(1,1): error AD0002: configuration",
            "A.cs(9,1): error AD1006: a9",
            "A.cs(10,1): error AD1006: a10",
            "B.cs(1,1): error AD1003: b",
            "A.cs(1,1): error AD1001: consequence",
            "A.cs(1,1): warning AD2001: zero",
        }));
    }

    [Test]
    public void A_chain_continues_the_sentence_and_line_breaks_disappear()
    {
        bag.Add(new(
            Catalogue.NoManagedBody,
            new("A.cs", 4, 9),
            "cannot differentiate\n'Native.Cdf'.",
            [new("A.Loss", new("A.cs", 7, 1), "A.cs:7"), new("Black.Value", null, "Pricing.Black::Value, IL_0012")]));
        Assert.That(Lines(), Is.EqualTo(new[]
        {
            "A.cs(4,9): error AD1003: cannot differentiate 'Native.Cdf'; while differentiating A.Loss (A.cs:7) -> Black.Value (Pricing.Black::Value, IL_0012)",
        }));
    }

    [Test]
    public void An_internal_error_names_the_place_in_the_weaver()
    {
        try
        {
            throw new InvalidOperationException("broken");
        }
        catch (InvalidOperationException exception)
        {
            bag.ReportInternalError(exception, null);
        }
        Assert.That(bag.HasErrors);
        Assert.That(Lines().Single(), Does.StartWith("App.csproj(1,1): error AD0001: internal error: InvalidOperationException: broken (at AutoDiff.Tests."));
    }

    private IEnumerable<string> Lines() => MSBuildWriter.Lines(bag.ToSortedList());
}
