namespace AutoDiff.Weaving.IR;

/// <summary>What can tell whether a query runs when it is made or when it is enumerated.</summary>
/// <param name="Reason">The end of the sentence "the query is deferred and …".</param>
/// <param name="Place">The instruction that can tell, where there is one.</param>
internal sealed record Deferral(string Reason, SourceLocation? Place);
