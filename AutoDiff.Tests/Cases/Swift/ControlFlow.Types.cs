namespace AutoDiff.Tests.Cases.Swift;

/// <content>The structs that the branches fill.</content>
public sealed partial class ControlFlow
{
    private struct Two
    {
        public double First;
        public double Second;
    }

    private struct Nested
    {
        public Two Simple;
    }

    private struct Layer
    {
        public double W1;
        public double? W2;

        public readonly double Apply(double x)
        {
            if (W2 is { } w2)
                return x * W1 * w2;
            return x * W1;
        }
    }
}
