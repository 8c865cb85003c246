using AutoDiff.Perf.Cases.AdBench;
using AutoDiff.Perf.Cases.Sparse;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Perf.Measuring;

/// <summary>Loops over functions with many results: hand tracking, and matrices that are mostly zero.</summary>
internal static class JacobianLoops
{
    private static readonly AdBenchData Data = new(Path.Combine(AppContext.BaseDirectory, "data", "adbench"));

    public static IEnumerable<BenchmarkCase> Cases => [HandSimple(), HandComplicated(), BundleAdjustment(), Rosenbrock(), ReactionAndDiffusion()];

    private static double Shift(int i) => (i & 7) * 0.01;

    private static double[] Numbers(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }

    private static Func<int, double> Loop(double[] at, Func<double[], double> call) => calls =>
    {
        double first = at[0], sum = 0;
        for (int i = 0; i < calls; i++)
        {
            at[0] = first + Shift(i);
            sum += call(at);
        }

        at[0] = first;
        return sum;
    };

    private static BenchmarkCase HandSimple()
    {
        var input = Data.Hand.Simple();
        var problem = input.Problem;
        return new(
            "hand-simple",
            Loop(input.Pose, x => HandTracking.Errors(x, problem)[0]),
            Loop(input.Pose, x => Jacobian(at: x, of: pose => HandTracking.Errors(pose, problem))[0, 0]),
            null);
    }

    private static BenchmarkCase HandComplicated()
    {
        var input = Data.Hand.Complicated();
        var problem = input.Problem;
        int places = input.Places.Length;
        var plan = new SparseJacobianPlan(SparsityPattern.FromRows(
            places + HandTracking.PoseSize,
            Enumerable.Range(0, 3 * places / 2).Select(row =>
                (IEnumerable<int>)[row / 3 * 2, (row / 3 * 2) + 1, .. Enumerable.Range(places, HandTracking.PoseSize)])));
        double[] all = [.. input.Places, .. input.Pose];
        return new(
            "hand-complicated",
            Loop(all, x => HandTracking.ErrorsOfAll(x, problem)[0]),
            Loop(all, x => SparseJacobian(at: x, plan: plan, of: z => HandTracking.ErrorsOfAll(z, problem)).Values[0]),
            null)
        {
            Directions = plan.Directions,
        };
    }

    /// <summary>A tenth of the points and observations of the data.</summary>
    private static BenchmarkCase BundleAdjustment()
    {
        var input = Data.BundleAdjustment();
        var problem = new BundleProblem(input.Problem.Cameras, input.Problem.Points / 10, input.Problem.Observations / 10);
        double[] feature = input.Feature, unknowns = problem.Copies(input);
        var plan = new SparseJacobianPlan(problem.Pattern);
        return new(
            "sparse-ba",
            Loop(unknowns, x => problem.Errors(x, feature)[0]),
            Loop(unknowns, x => SparseJacobian(at: x, plan: plan, of: z => problem.Errors(z, feature)).Values[0]),
            null)
        {
            Directions = plan.Directions,
        };
    }

    private static BenchmarkCase Rosenbrock()
    {
        double[] at = Numbers(10_000);
        var plan = PlanSparseHessian(at: at, of: SparseSubjects.Rosenbrock);
        return new(
            "sparse-rosenbrock-10000",
            Loop(at, SparseSubjects.Rosenbrock),
            Loop(at, x => SparseHessian(at: x, plan: plan, of: SparseSubjects.Rosenbrock).Values[0]),
            null)
        {
            Directions = plan.Directions,
        };
    }

    private static BenchmarkCase ReactionAndDiffusion()
    {
        double[] at = Numbers(2 * SparseSubjects.Grid * SparseSubjects.Grid);
        var plan = PlanSparseJacobian(at: at, of: SparseSubjects.ReactionAndDiffusion);
        return new(
            "sparse-reaction-diffusion",
            Loop(at, x => SparseSubjects.ReactionAndDiffusion(x)[0]),
            Loop(at, x => SparseJacobian(at: x, plan: plan, of: SparseSubjects.ReactionAndDiffusion).Values[0]),
            null)
        {
            Directions = plan.Directions,
        };
    }
}
