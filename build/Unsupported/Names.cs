using System;

// Names only: nothing here is ever used.
namespace AutoDiff;

internal static class Needs
{
    public const string Net8 =
        "AutoDiff needs .NET 8 or later: this target framework is left as it is, so use the operators for newer ones only, inside #if NET8_0_OR_GREATER";
    public const string Code = "AD0005";
    public const string Page = "https://github.com/autodiff-net/autodiff/blob/main/docs/{0}.md";
}

[Obsolete(Needs.Net8, true, DiagnosticId = Needs.Code, UrlFormat = Needs.Page)]
public static class DifferentialOperators;

[Obsolete(Needs.Net8, true, DiagnosticId = Needs.Code, UrlFormat = Needs.Page)]
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class DifferentiableAttribute(params object[] arguments) : Attribute
{
    public object[] Arguments { get; } = arguments;
}

[Obsolete(Needs.Net8, true, DiagnosticId = Needs.Code, UrlFormat = Needs.Page)]
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class NoDerivativeAttribute : Attribute;

[Obsolete(Needs.Net8, true, DiagnosticId = Needs.Code, UrlFormat = Needs.Page)]
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class PullbackAttribute(params object[] arguments) : Attribute
{
    public object[] Arguments { get; } = arguments;
}

[Obsolete(Needs.Net8, true, DiagnosticId = Needs.Code, UrlFormat = Needs.Page)]
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class DerivativeAttribute(params object[] arguments) : Attribute
{
    public object[] Arguments { get; } = arguments;
}

[Obsolete(Needs.Net8, true, DiagnosticId = Needs.Code, UrlFormat = Needs.Page)]
public interface IDifferentiable<TSelf, TTangent>;

[Obsolete(Needs.Net8, true, DiagnosticId = Needs.Code, UrlFormat = Needs.Page)]
public delegate TResult DifferentiableFunc<in T, out TResult>(T x);

[Obsolete(Needs.Net8, true, DiagnosticId = Needs.Code, UrlFormat = Needs.Page)]
public delegate TResult DifferentiableFunc<in T1, in T2, out TResult>(T1 x1, T2 x2);

[Obsolete(Needs.Net8, true, DiagnosticId = Needs.Code, UrlFormat = Needs.Page)]
public delegate TResult DifferentiableFunc<in T1, in T2, in T3, out TResult>(T1 x1, T2 x2, T3 x3);
