namespace AutoDiff;

/// <summary>Changes the numbers of the first graph, those of each pair of objects once.</summary>
internal abstract class ChangingWalk(string left, string right) : PairWalk(left, right);
