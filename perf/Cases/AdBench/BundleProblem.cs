using static AutoDiff.Perf.Cases.AdBench.BundleAdjustment;

namespace AutoDiff.Perf.Cases.AdBench;

/// <summary>All of a bundle adjustment: observation i is by camera i mod <paramref name="Cameras"/> of point i mod <paramref name="Points"/>.</summary>
/// <param name="Cameras">The number of cameras.</param>
/// <param name="Points">The number of points.</param>
/// <param name="Observations">The number of observations, each with a weight.</param>
public sealed record BundleProblem(int Cameras, int Points, int Observations)
{
    /// <summary>Gets how many numbers there are to be found: of all cameras, then points, then weights.</summary>
    public int Unknowns => (CameraSize * Cameras) + (PointSize * Points) + Observations;

    /// <summary>Gets where the errors depend on which unknowns: two rows for each observation, then one for each weight.</summary>
    public SparsityPattern Pattern => SparsityPattern.FromRows(Unknowns, Enumerable.Range(0, 3 * Observations).Select(Row));

    /// <summary>Unknowns that are copies of one camera, point and weight.</summary>
    public double[] Copies(BundleAdjustmentInput input)
    {
        double[] unknowns = new double[Unknowns];
        for (int i = 0; i < Cameras; i++)
            input.Camera.CopyTo(unknowns, CameraSize * i);
        for (int i = 0; i < Points; i++)
            input.Point.CopyTo(unknowns, Point(i));
        unknowns.AsSpan(Weight(0)).Fill(input.Weight);
        return unknowns;
    }

    /// <summary>The reprojection errors of all observations, then the errors of their weights.</summary>
    /// <param name="unknowns">Cameras, points and weights.</param>
    /// <param name="feature">Where every point was seen.</param>
    public double[] Errors(double[] unknowns, double[] feature)
    {
        double[] errors = new double[3 * Observations], camera = new double[CameraSize], point = new double[PointSize], error = new double[2];
        for (int i = 0; i < Observations; i++)
        {
            Array.Copy(unknowns, CameraSize * (i % Cameras), camera, 0, CameraSize);
            Array.Copy(unknowns, Point(i % Points), point, 0, PointSize);
            double weight = unknowns[Weight(i)];
            ReprojectionError(camera, point, weight, feature, error);
            errors[2 * i] = error[0];
            errors[(2 * i) + 1] = error[1];
            errors[(2 * Observations) + i] = WeightError(weight);
        }

        return errors;
    }

    /// <summary>Where a point begins.</summary>
    public int Point(int point) => (CameraSize * Cameras) + (PointSize * point);

    /// <summary>Where the weight of an observation is.</summary>
    public int Weight(int observation) => (CameraSize * Cameras) + (PointSize * Points) + observation;

    /// <summary>The unknowns that a row depends on.</summary>
    public IEnumerable<int> Row(int row)
    {
        if (row >= 2 * Observations)
            return [Weight(row - (2 * Observations))];
        int i = row / 2;
        return [.. Enumerable.Range(CameraSize * (i % Cameras), CameraSize), .. Enumerable.Range(Point(i % Points), PointSize), Weight(i)];
    }
}
