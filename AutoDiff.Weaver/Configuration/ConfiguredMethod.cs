using AutoDiff.Weaving.Diagnostics;

namespace AutoDiff.Weaving.Configuration;

/// <summary>A <c>Differentiate</c> element: an assembly's simple name (this one when null), and <c>Namespace.Type::Method</c>.</summary>
internal sealed record ConfiguredMethod(string? Assembly, string TypeName, string MethodName, SourcePosition Position);
