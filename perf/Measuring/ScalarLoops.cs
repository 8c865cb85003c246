using AutoDiff.Perf.Cases;
using AutoDiff.Perf.Hand;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Perf.Measuring;

/// <summary>Loops over <see cref="ScalarFunctions"/>.</summary>
internal static class ScalarLoops
{
    public static IEnumerable<BenchmarkCase> Cases =>
    [
        new("one-operation", OneOperationValue, OneOperationGradient, OneOperationHand) { Derivative = OneOperationDerivative },
        new("sixteen-operations", SixteenOperationsValue, SixteenOperationsGradient, SixteenOperationsHand) { Derivative = SixteenOperationsDerivative },
        new("composed-calls", ComposedCallsValue, ComposedCallsGradient, ComposedCallsHand) { Derivative = ComposedCallsDerivative },
        new("loop-8", LoopOf8Value, LoopOf8Gradient, LoopOf8Hand) { Derivative = LoopOf8Derivative, Iterations = 8 },
        new("loop-100", LoopOf100Value, LoopOf100Gradient, LoopOf100Hand) { Derivative = LoopOf100Derivative, Iterations = 100 },
    ];

    private static double Input(int i) => 1.25 + ((i & 15) * 0.0625);

    private static double OneOperationValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarFunctions.OneOperation(Input(i));
        return sum;
    }

    private static double OneOperationGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Gradient(at: Input(i), of: ScalarFunctions.OneOperation);
        return sum;
    }

    private static double OneOperationHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarGradients.OneOperation(Input(i));
        return sum;
    }

    private static double SixteenOperationsValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarFunctions.SixteenOperations(Input(i));
        return sum;
    }

    private static double SixteenOperationsGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Gradient(at: Input(i), of: ScalarFunctions.SixteenOperations);
        return sum;
    }

    private static double SixteenOperationsHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarGradients.SixteenOperations(Input(i));
        return sum;
    }

    private static double ComposedCallsValue(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarFunctions.ComposedCalls(Input(i));
        return sum;
    }

    private static double ComposedCallsGradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Gradient(at: Input(i), of: ScalarFunctions.ComposedCalls);
        return sum;
    }

    private static double ComposedCallsHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarGradients.ComposedCalls(Input(i));
        return sum;
    }

    private static double LoopOf8Value(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarFunctions.LoopOf8(Input(i));
        return sum;
    }

    private static double LoopOf8Gradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Gradient(at: Input(i), of: ScalarFunctions.LoopOf8);
        return sum;
    }

    private static double LoopOf8Hand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarGradients.LoopOf8(Input(i));
        return sum;
    }

    private static double LoopOf100Value(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarFunctions.LoopOf100(Input(i));
        return sum;
    }

    private static double LoopOf100Gradient(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Gradient(at: Input(i), of: ScalarFunctions.LoopOf100);
        return sum;
    }

    private static double LoopOf100Hand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += ScalarGradients.LoopOf100(Input(i));
        return sum;
    }

    private static double OneOperationDerivative(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Derivative(at: Input(i), of: ScalarFunctions.OneOperation);
        return sum;
    }

    private static double SixteenOperationsDerivative(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Derivative(at: Input(i), of: ScalarFunctions.SixteenOperations);
        return sum;
    }

    private static double ComposedCallsDerivative(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Derivative(at: Input(i), of: ScalarFunctions.ComposedCalls);
        return sum;
    }

    private static double LoopOf8Derivative(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Derivative(at: Input(i), of: ScalarFunctions.LoopOf8);
        return sum;
    }

    private static double LoopOf100Derivative(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
            sum += Derivative(at: Input(i), of: ScalarFunctions.LoopOf100);
        return sum;
    }
}
