namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Handlers that the result depends on: what the try part did before it threw counts.</summary>
public static class Handlers
{
    [At(2), At(-2)]
    public static double T_Swift(double x)
    {
        double y = 5 * x;
        try
        {
            y = Square(-x);
        }
        catch (InvalidOperationException)
        {
            y = 2 * y;
        }

        return y;
    }

    [At(0.7), At(1.3), At(2.9)]
    public static double T_HalfWay(double x)
    {
        double y = x;
        try
        {
            y *= x;
            y *= Square(x - 1);
            y *= x;
            Square(x - 2);
            y *= 3;
        }
        catch (InvalidOperationException)
        {
            y *= y;
        }

        return y * x;
    }

    public static double T_Array(double[] x)
    {
        try
        {
            for (int i = 0; ; i++)
                x[i] *= x[(i + 1) % x.Length] * 0.9;
        }
        catch (IndexOutOfRangeException)
        {
            x[0] *= 2;
        }

        double sum = 0;
        foreach (double v in x)
            sum += v * v;
        return sum;
    }

    [Shape("3")]
    public static double T_BreakAndReturn(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < 9; i++)
        {
            try
            {
                sum += x[i] * x[i] * ((0.1 * sum) + 1);
                if (sum > 2)
                    return sum * x[1];
            }
            catch (IndexOutOfRangeException)
            {
                sum *= 1.1 * x[0];
                break;
            }

            sum += 0.1;
        }

        return sum;
    }

    [Shape("4")]
    public static double T_LoopsAndTwoHandlers(double[] x)
    {
        double sum = 0;
        for (int k = 0; k < 4; k++)
        {
            double p = x[k];
            for (int i = 0; i < k; i++)
                p = Math.Sin(p) * x[i];
            try
            {
                p *= Square(x[k] - 0.8);
                for (int i = 0; i < 3; i++)
                {
                    p += Math.Sin(p) * x[i];
                    if (p < 0.3)
                        throw new ArithmeticException();
                }

                sum += p;
            }
            catch (ArithmeticException)
            {
                sum += p * p;
            }
            catch (InvalidOperationException)
            {
                sum -= p * sum;
            }
            finally
            {
                sum *= 1.1;
            }
        }

        return sum;
    }

    [At(0.7), At(1.3), At(2.9)]
    public static double T_CleanupInBetween(double x)
    {
        double y = x;
        try
        {
            try
            {
                y *= Square(x - 1);
            }
            catch (InvalidOperationException)
            {
                y += 1;
                throw new ArgumentException("again");
            }
            finally
            {
                y *= x;
            }
        }
        catch (ArgumentException)
        {
            y *= y;
        }

        return y;
    }

    [At(0.7), At(1.3), At(2.9)]
    public static double T_Rethrown(double x)
    {
        double y = x;
        try
        {
            try
            {
                y *= Square(x - 1);
            }
            catch (InvalidOperationException)
            {
                y *= x * x;
                throw;
            }
        }
        catch (Exception e)
        {
            y *= y * e.Message.Length;
        }

        return y;
    }

    [Shape("6")]
    public static double T_CalleeWithTrace(double[] x)
    {
        double sum = 1;
        for (int k = 0; k < 6; k++)
        {
            for (int j = 0; j < 2; j++)
            {
                try
                {
                    sum += Long(x[k], 3 + j) * sum * 0.1;
                }
                catch (InvalidOperationException)
                {
                    sum += x[k] * sum;
                }
            }
        }

        return sum;
    }

    public static double T_InRecursion(double[] x)
    {
        double sum = 0;
        foreach (double v in x)
            sum += Caught(v, 3) * (1 + (0.1 * sum));
        return sum;
    }

    [At(1.5, 0.9), At(1.5, 0.3)]
    public static double T_Fields(double x, double k)
    {
        var box = new Box { V = x };
        for (int i = 0; i < 5; i++)
        {
            try
            {
                box.A[i] = box.V * k;
                box.V += box.A[i] * x;
                box.V *= Square(k - (0.2 * i));
            }
            catch (IndexOutOfRangeException)
            {
                box.V *= 1.1;
                box.A[i % 3] += box.V;
            }
            catch (InvalidOperationException)
            {
                box.A[0] += x * box.V;
            }
        }

        return (box.V * box.A[0]) + box.A[1];
    }

    [At(0.9), At(1.7)]
    public static double T_Again(double x)
    {
        double y = x;
        for (int n = 0; n < 5; n++)
        {
            try
            {
                y += Square((0.6 * n) - x) * y;
                break;
            }
            catch (InvalidOperationException)
            {
                y *= 1.1 * x;
            }
        }

        return y;
    }

    [MayBeRefused("AD1006")]
    [At(0.7), At(1.3), At(2.9)]
    public static double T_WrittenThroughReference(double x)
    {
        double y = x;
        try
        {
            Grow(ref y, x, 3);
        }
        catch (InvalidOperationException)
        {
            y *= 2;
        }

        return y;
    }

    private static double Square(double x) => x < 0 ? throw new InvalidOperationException() : x * x;

    private static double Caught(double x, int n)
    {
        if (n == 0)
            return Square(x);
        try
        {
            return Caught(x - 0.3, n - 1) * x;
        }
        catch (InvalidOperationException)
        {
            return x * x * n;
        }
    }

    private static double Long(double x, int n)
    {
        double p = 1;
        for (int i = 0; i < n; i++)
        {
            p += Math.Sin((p * x) + i);
            if (p > 3)
                throw new InvalidOperationException();
        }

        return n == 0 ? p : p + (0.1 * Long(x * 0.9, n - 1));
    }

    private static void Grow(ref double y, double x, int n)
    {
        for (int i = 0; i < 3; i++)
            y += 0.1 * Math.Sin(x * i) * y;
        if (n > 0)
            Grow(ref y, x * 0.9, n - 1);
        if (y > 1.5)
            throw new InvalidOperationException();
        y *= x;
    }

    private sealed class Box
    {
        public double V { get; set; }

        public double[] A { get; } = new double[3];
    }
}
