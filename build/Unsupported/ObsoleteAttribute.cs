namespace System;

/// <summary>Compilers know it by its name; with a code of its own, the error leads to its page.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
internal sealed class ObsoleteAttribute(string message, bool error) : Attribute
{
    public string Message { get; } = message;

    public bool IsError { get; } = error;

    public string? DiagnosticId { get; set; }

    public string? UrlFormat { get; set; }
}
