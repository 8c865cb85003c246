namespace AutoDiff.Perf.Cases.AdBench;

/// <summary>A hand: bones with their transformations (three rows of four numbers each), and the vertices of its surface that hang on them.</summary>
public sealed class HandModel
{
    /// <summary>Gets the bone that each bone is fixed to; -1 where there is none.</summary>
    public required int[] Parents { get; init; }

    /// <summary>Gets the transformations from bone to parent at rest.</summary>
    public required double[] Relatives { get; init; }

    /// <summary>Gets the inverses of the transformations from bone to hand at rest.</summary>
    public required double[] Inverses { get; init; }

    /// <summary>Gets the vertices at rest, three numbers each.</summary>
    public required double[] Vertices { get; init; }

    /// <summary>Gets where the weights of each vertex begin, and last where they end.</summary>
    public required int[] WeightStarts { get; init; }

    /// <summary>Gets the bone of each weight.</summary>
    public required int[] WeightBones { get; init; }

    /// <summary>Gets the weights.</summary>
    public required double[] Weights { get; init; }

    /// <summary>Gets the vertices of the triangles, three each.</summary>
    public required int[] Triangles { get; init; }
}

/// <summary>Measured points, three numbers each, and the vertex or triangle that each belongs to.</summary>
public sealed record HandProblem(HandModel Hand, int[] Correspondences, double[] Points);

/// <summary>Arguments of <see cref="HandTracking"/>: the places on the triangles are empty where points belong to vertices.</summary>
public sealed record HandInput(double[] Places, double[] Pose, HandProblem Problem);
