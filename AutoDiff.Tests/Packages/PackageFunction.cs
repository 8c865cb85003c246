namespace AutoDiff.Tests.Packages;

/// <summary>A function of eight numbers that calls one of a package.</summary>
/// <param name="Area">What the function is about.</param>
/// <param name="Name">The member with the types of its parameters.</param>
/// <param name="Body">The C# of a function of <c>double[] x</c>: an expression, or statements in braces.</param>
internal sealed record PackageFunction(string Area, string Name, string Body);
