namespace AutoDiff.Tests.Support;

/// <summary>Marks a test that makes the weaver (or the build) raise a diagnostic; the catalogue's test wants one for every code.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RaisesAttribute(string code) : PropertyAttribute(code)
{
    public string Code { get; } = code;
}
