using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Diagnostics;

/// <summary>Methods marked <c>[Checkpoint]</c> that would not do the same when they run again.</summary>
internal sealed partial class NegativeTests
{
    [TestCase("static double s_rate = 0.1;", "s_rate * x",
        "reads the static field 'Program.s_rate', where something else may be by then; hand it over as an argument")]
    [TestCase("static int s_calls;", "x * ++s_calls", "writes to the static field 'Program.s_calls'")]
    [TestCase("static readonly double[] s_table = [1, 2];", "x * s_table[0]",
        "reads the static field 'Program.s_table', where something else may be by then; hand it over as an argument")]
    [TestCase("", "x * Random.Shared.NextDouble()", "reads or changes what is outside of the program's memory (the console, a clock, random numbers)")]
    [Raises("AD1015"), Raises("AD1001")]
    public void A_method_that_does_something_else_when_it_runs_again(string field, string result, string reason) => Check(
        $$"""
        static class Program
        {
            {{field}}
            [Checkpoint] static double F(double x) => /*1*/{{result}};
            static double Twice(double x) => F(x) * F(2 * x);
            static double G(double x) => /*2*/Gradient(x, Twice);
        }
        """,
        $"error AD1015: cannot differentiate 'Program.Twice': [Checkpoint] method 'F' would run again, but {reason}; while differentiating "
        + "Program.Twice (Test.cs:5) -> Program.F (Test.cs:4)",
        "error AD1001: 'Program.Twice' is not differentiable: AD1015 at Test.cs(4,52).");

    [Test, Raises("AD1015"), Raises("AD1001")]
    public void An_object_that_is_written_to_when_it_runs_again() => Check(
        """
        sealed class Box { public double Content; }
        static class Program
        {
            [Checkpoint] static void Set(Box b, double x) => /*1*/b.Content = x * x;
            static double F(double x) { var b = new Box(); Set(b, x); Set(b, x * b.Content); return b.Content; }
            static double G(double x) => /*2*/Gradient(x, F);
        }
        """,
        "error AD1015: cannot differentiate 'Program.F': [Checkpoint] method 'Set' would find what it is given as a 'Box' changed when it runs again: that "
        + "may be written to by then, and only arrays of numbers are kept as they were. Hand over arrays of numbers or values, write to new ones, or take "
        + "[Checkpoint] off; while differentiating Program.F (Test.cs:5) -> Program.Set (Test.cs:4)",
        "error AD1001: 'Program.F' is not differentiable: AD1015 at Test.cs(4,59).");

    [Test, Raises("AD1015"), Raises("AD1001")]
    public void A_method_that_returns_what_it_is_given_when_it_runs_again() => Check(
        """
        static class Program
        {
            [Checkpoint] static double[] Longer(double[] a, double[] b) => /*1*/a.Length > b.Length ? a : b;
            static double F(double x) => Longer([x], [x, x * x])[1];
            static double G(double x) => /*2*/Gradient(x, F);
        }
        """,
        "error AD1015: cannot differentiate 'Program.F': [Checkpoint] method 'Longer' returns something else than numbers and arrays of "
        + "numbers that it makes; while differentiating Program.F (Test.cs:4) -> Program.Longer (Test.cs:3)",
        "error AD1001: 'Program.F' is not differentiable: AD1015 at Test.cs(3,73).");

    [Test, Raises("AD1015"), Raises("AD1001")]
    public void A_loop_with_checkpoints_that_writes_before_it_ends() => Check(
        """
        static class Program
        {
            [Checkpoint(Snapshots = 5)]
            static double F(double x)
            {
                double[] a = new double[100];
                int i = 0;
                while (true)
                {
                    /*1*/a[i + 1] += x * (1 + a[i]);
                    if (a[++i] > 9)
                        break;
                }

                return a[i];
            }
            static double G(double x) => /*2*/Gradient(x, F);
        }
        """,
        "error AD1015: cannot differentiate 'Program.F': the states of the loop in the [Checkpoint] method 'F' cannot be kept: the iteration in which it ends "
        + "runs twice, and writes to memory before it ends; test for the end first",
        "error AD1001: 'Program.F' is not differentiable: AD1015 at Test.cs(10,18).");

    [Test, Raises("AD1015"), Raises("AD1001")]
    public void Arrays_that_take_turns_in_a_loop_with_checkpoints() => Check(
        """
        static class Program
        {
            [Checkpoint(Snapshots = 5)]
            static double F(double x)
            {
                double[] a = [x, 1], b = [0, 0];
                for (int i = 0; /*1*/i < 9; i++)
                {
                    for (int k = 0; k < a.Length; k++)
                        b[k] = Math.Sin(a[k]);
                    (a, b) = (b, a);
                }

                return a[0];
            }
            static double G(double x) => /*2*/Gradient(x, F);
        }
        """,
        "error AD1015: cannot differentiate 'Program.F': the states of the loop in the [Checkpoint] method 'F' cannot be kept: a reference (double[]) "
        + "changes from one iteration to the next; only numbers, structs of numbers and what arrays hold are kept",
        "error AD1001: 'Program.F' is not differentiable: AD1015 at Test.cs(7,30).");
}
