using System.Diagnostics;
using System.Globalization;
using AutoDiff.Perf.Peers;

const int Turns = 21;
const double SecondsPerTurn = 0.01;
const int CheckedColumns = 24;
const int LongestDifferences = 64;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Peer[] peers = [.. AllPeers.All];
bool agree = true;
foreach (var peer in peers)
    agree &= Agree(peer);
if (!agree)
    return 1;

foreach (var peer in peers)
    Measure(peer);
return 0;

// The values and all derivatives of TorchSharp, and some finite differences, against ours.
static bool Agree(Peer peer)
{
    var (ours, torch) = (peer.Ours(), peer.Torch());
    // What is next to nothing beside the largest derivative has no digits of its own, in differences least of all.
    double largest = ours.Rows.Max(Math.Abs);
    double value = Difference(ours.Value, torch.Value, 0), derivatives = Difference(ours.Rows, torch.Rows, 1e-6 * largest);

    int stride = Math.Max(1, peer.Numbers / CheckedColumns), results = ours.Value.Length / peer.Batch;
    double differences = 0;
    for (int i = 0; i < peer.Numbers; i += stride)
    {
        double[] column = FiniteDifferences.Column(peer.Function.Function, peer.Function.At, i);
        double[] expected = [.. Enumerable.Range(0, results).Select(r => ours.Rows[(r * peer.Batch * peer.Numbers) + i])];
        differences = Math.Max(differences, Difference(expected, column, 1e-3 * largest));
    }

    bool agrees = value < 1e-10 && derivatives < 1e-9 && differences < 1e-5;
    Console.WriteLine($"{(agrees ? "agree" : "DIFFER")} {peer.Case.Name}: TorchSharp's value by {value:E1}, its derivatives by {derivatives:E1}, finite "
        + $"differences by {differences:E1}");
    return agrees;
}

static double Difference(double[] expected, double[] actual, double least) =>
    expected.Length == actual.Length ? expected.Zip(actual, (e, a) => Math.Abs(e - a) / Math.Max(least, Math.Abs(e))).Max() : double.NaN;

static void Measure(Peer peer)
{
    // Differences with respect to very many numbers take minutes: some of them are done, and the time is that of all by proportion.
    int columns = Math.Min(peer.Numbers, LongestDifferences);
    (Func<int, double> Loop, double Scale)[] ways =
    [
        (peer.Case.Gradient, 1),
        (calls => Repeated(peer.Torch, calls), 1.0 / peer.Batch),
        (calls => peer.Case.Primal(2 * columns * calls), peer.Numbers / (double)columns),
    ];
    foreach (var (loop, _) in ways)
        WarmUp(loop);

    int[] calls = [.. ways.Select(way => CallsPerTurn(way.Loop))];
    var samples = ways.Select(_ => new double[Turns]).ToArray();
    for (int turn = 0; turn < Turns; turn++)
    {
        for (int i = 0; i < ways.Length; i++)
            samples[i][turn] = Seconds(ways[i].Loop, calls[i]) / calls[i] * ways[i].Scale;
    }

    double[] medians = [.. samples.Select(s => s.Order().ElementAt(Turns / 2))];
    Console.WriteLine($"RATIO {peer.Case.Name} G/TorchSharp {medians[0] / medians[1]:G3}");
    Console.WriteLine($"RATIO {peer.Case.Name} G/FD {medians[0] / medians[2]:G3}");
}

// Often enough for tiered compilation, with pauses in which the JIT's background thread works, but no longer than a second a round.
static void WarmUp(Func<int, double> loop)
{
    for (int round = 0; round < 4; round++)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < 40 && Stopwatch.GetElapsedTime(start).TotalSeconds < 1; call++)
            loop(1);
        Thread.Sleep(200);
    }
}

static double Repeated(Func<Derivatives> torch, int calls)
{
    double sum = 0;
    for (int i = 0; i < calls; i++)
        sum += torch().Rows[0];
    return sum;
}

static int CallsPerTurn(Func<int, double> loop)
{
    int calls = 1;
    while (Seconds(loop, calls) < SecondsPerTurn)
        calls *= 2;
    return calls;
}

static double Seconds(Func<int, double> loop, int calls)
{
    long start = Stopwatch.GetTimestamp();
    double result = loop(calls);
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    return double.IsNaN(result) ? throw new InvalidOperationException("A peer computes NaN.") : seconds;
}
