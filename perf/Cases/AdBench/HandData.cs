using System.Globalization;

namespace AutoDiff.Perf.Cases.AdBench;

/// <summary>Reads the model of the hand, the points and what is expected.</summary>
/// <param name="directory">The directory <c>hand</c>.</param>
public sealed class HandData(string directory)
{
    /// <summary>Points that belong to vertices.</summary>
    public HandInput Simple() => Read("hand_simple_t26_c100", isOnSurface: false);

    /// <summary>Points that belong to places on triangles.</summary>
    public HandInput Complicated() => Read("hand_complicated_t26_c100", isOnSurface: true);

    /// <summary>The errors that are expected.</summary>
    public double[] ExpectedErrors(bool isOnSurface) => Numbers(NameOf(isOnSurface) + ".objective.txt");

    /// <summary>The Jacobian that is expected, row after row: the places of the row's own point, if it has any, then the pose.</summary>
    public double[] ExpectedJacobian(bool isOnSurface) => Numbers(NameOf(isOnSurface) + ".jacobian.txt");

    private static string NameOf(bool isOnSurface) => isOnSurface ? "hand_complicated_t26_c100" : "hand_simple_t26_c100";

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private double[] Numbers(string file) =>
        [.. File.ReadAllText(Path.Combine(directory, file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    private string[][] Lines(string file) => [.. File.ReadLines(Path.Combine(directory, "model", file)).Where(l => l.Length > 0).Select(l => l.Split(':'))];

    private HandInput Read(string name, bool isOnSurface)
    {
        double[] numbers = Numbers(name + ".txt");
        int count = (int)numbers[0], poseSize = (int)numbers[1], next = 2;
        int[] correspondences = new int[count];
        double[] points = new double[3 * count];
        for (int i = 0; i < count; i++, next += 4)
        {
            correspondences[i] = (int)numbers[next];
            numbers.AsSpan(next + 1, 3).CopyTo(points.AsSpan(3 * i));
        }

        int places = isOnSurface ? 2 * count : 0;
        return new(numbers[next..(next + places)], numbers[(next + places)..(next + places + poseSize)], new(Model(), correspondences, points));
    }

    private HandModel Model()
    {
        string[][] bones = Lines("bones.txt"), vertices = Lines("vertices.txt");
        List<int> starts = [0], weightBones = [];
        List<double> weights = [];
        foreach (string[] vertex in vertices)
        {
            for (int k = 0; k < Integer(vertex[8]); k++)
            {
                weightBones.Add(Integer(vertex[9 + (2 * k)]));
                weights.Add(Number(vertex[10 + (2 * k)]));
            }

            starts.Add(weights.Count);
        }

        return new()
        {
            Parents = [.. bones.Select(b => Integer(b[1]))],
            Relatives = [.. bones.SelectMany(b => b[2..14].Select(Number))],
            Inverses = [.. bones.SelectMany(b => b[18..30].Select(Number))],
            Vertices = [.. vertices.SelectMany(v => v[..3].Select(Number))],
            WeightStarts = [.. starts],
            WeightBones = [.. weightBones],
            Weights = [.. weights],
            Triangles = [.. Lines("triangles.txt").SelectMany(t => t.Select(Integer))],
        };
    }
}
