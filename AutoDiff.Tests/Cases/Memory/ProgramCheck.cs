using System.Reflection;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Weaves and runs a program that calls operators and judges the results itself.</summary>
internal static class ProgramCheck
{
    public static void Run(string theme, string name, bool release)
    {
        var subject = Theme.Get(theme, release);
        var woven = subject.Woven(subject.Methods.Single(m => m.Identifier.Text == name));
        Assert.That(woven.Diagnostics.Where(d => d.Contains(": error ", StringComparison.Ordinal)), Is.Empty);
        woven.Load().GetType($"AutoDiff.Tests.Cases.Memory.Subjects.{theme}", throwOnError: true)!.GetMethod(name)!
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
    }
}
