namespace AutoDiff;

/// <summary>A colour for every column, from zero on.</summary>
internal readonly record struct Colouring(int[] Colours, int Count);
