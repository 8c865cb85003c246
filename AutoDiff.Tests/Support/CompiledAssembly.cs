namespace AutoDiff.Tests.Support;

/// <summary>An assembly in memory, as the compiler made it, with the portable debug information and what else it refers to.</summary>
internal sealed record CompiledAssembly(string Name, byte[] Image, byte[] Symbols, IReadOnlyList<CompiledAssembly> References);
