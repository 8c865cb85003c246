namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Values computed on one side of a branch before a try part, which the way through a handler brings along.</summary>
public static class BeforeTry
{
    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_AlwaysThrowing(double x, double y)
    {
        double v = x * 2.0 > 0.2 ? Math.Cos(y + y) : 1.85;
        try
        {
            x = Guard(x, 1);
        }
        catch (InvalidOperationException)
        {
        }

        return x + y + v;
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_MergeAtTheTry(double x, double y)
    {
        double v;
        if (x * 2.0 > 0.2)
            v = Math.Cos(y + y);
        else
            v = x * y;
        try
        {
            x = Guard(x, 1);
        }
        catch (InvalidOperationException)
        {
            y *= v;
        }

        return x + y + v;
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_SometimesThrowing(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : Math.Sin(x * y);
        try
        {
            x = Guard(x, x > 0.2 ? 1 : 0);
        }
        catch (InvalidOperationException)
        {
            v *= x;
        }

        return x + y + (v * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_ThrowInPlace(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : Math.Sin(x * y);
        try
        {
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            return v * Math.Exp(v);
        }
    }

    [At(0.37, -0.81), At(0.05, 0.6), At(0.9, 0.4)]
    public static double T_TwoBranches(double x, double y)
    {
        double v = 1;
        if (y > 0)
        {
            v = Math.Cos(y + x) * x;
            if (x > 0.5)
                v *= Math.Sin(v);
        }

        double w = x > 0.1 ? Math.Exp(v) : v * y;
        try
        {
            x = Guard(x, 1) + v;
        }
        catch (InvalidOperationException)
        {
            x *= w;
        }

        return x + (y * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_TwoTriesInARow(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : 2;
        try
        {
            x = Guard(x, 1);
        }
        catch (InvalidOperationException)
        {
            x *= 2;
        }

        double w = x > 0.2 ? Math.Sin(v * x) : v;
        try
        {
            y = Guard(y, 1);
        }
        catch (InvalidOperationException)
        {
            y *= w;
        }

        return x + (y * w * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_ValueFromAnotherTry(double x, double y)
    {
        double v;
        try
        {
            v = Math.Cos(Guard(y + x, x > 5 ? 1 : 0)) * x;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }

        try
        {
            x = Guard(x, 1);
        }
        catch (InvalidOperationException)
        {
        }

        return x + (Math.Sin(v) * y);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_TryInTry(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : Math.Sin(x * y);
        try
        {
            double w = x > 0.1 ? Math.Exp(v) : v * y;
            try
            {
                x = Guard(x, 1);
            }
            catch (InvalidOperationException)
            {
                y += w * v;
            }

            y *= Guard(w, 1);
        }
        catch (InvalidOperationException)
        {
            y *= v;
        }

        return x + (y * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_TryInHandler(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : Math.Sin(x * y);
        try
        {
            x = Guard(x, 1);
        }
        catch (InvalidOperationException)
        {
            double w = x > 0.1 ? Math.Exp(v) : v * y;
            try
            {
                y = Guard(y, 1);
            }
            catch (InvalidOperationException)
            {
                y += w * v;
            }
        }

        return x + (y * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_InLoop(double x, double y)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            double v = x * i > 0.2 ? Math.Cos(y + sum) : x * y;
            try
            {
                x = Guard(x, 1);
            }
            catch (InvalidOperationException)
            {
                x *= 1.1;
            }

            sum += x * v;
        }

        return sum;
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_InLoopSometimes(double x, double y)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            double v = x * i > 0.2 ? Math.Cos(y + sum) : x * y;
            try
            {
                x = Guard(x, i) * 0.8;
            }
            catch (InvalidOperationException)
            {
                x *= v;
                continue;
            }

            sum += x * v * v;
        }

        return sum * x;
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_ContinueInHandler(double x, double y)
    {
        double sum = x;
        for (int i = 0; i < 4; i++)
        {
            double v = Math.Sin(y * sum);
            double w = v * v * sum;
            try
            {
                Guard(i, i % 3);
            }
            catch (InvalidOperationException)
            {
                sum += w;
                continue;
            }

            sum *= 1 + (w * v);
        }

        return sum;
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_BreakInHandler(double x, double y)
    {
        double sum = x;
        for (int i = 0; i < 4; i++)
        {
            double v = sum > 0.3 ? Math.Sin(y * sum) : Math.Cos(sum);
            try
            {
                Guard(i, i / 2);
            }
            catch (InvalidOperationException)
            {
                sum += v * v;
                break;
            }

            sum *= 1 + (v * v);
        }

        return sum;
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_LoopInTry(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : Math.Sin(x * y);
        int n = 0;
        try
        {
            for (int i = 0; i < 5; i++)
            {
                Guard(i, i - 2);
                n++;
            }
        }
        catch (InvalidOperationException)
        {
            y *= v;
        }

        return x + (y * v * n);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_LoopBefore(double x, double y)
    {
        double v = x;
        for (int i = 0; i < 3; i++)
            v = Math.Sin(v) * (v > 0.1 ? y : x);
        try
        {
            y = Guard(y, 1);
        }
        catch (InvalidOperationException)
        {
            y *= v;
        }

        return x + (y * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_SeveralClauses(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : Math.Sin(x * y);
        try
        {
            y = Guard(y, 1);
        }
        catch (ArgumentException)
        {
            y = 3;
        }
        catch (InvalidOperationException)
        {
            y *= v;
        }
        catch (Exception)
        {
            y = x;
        }

        return x + (y * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_CatchAll(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : Math.Sin(x * y);
        try
        {
            object o = "text";
            y = (int)o;
        }
        catch
        {
            y += v * v;
        }

        return x + (y * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_WithFinally(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : Math.Sin(x * y);
        try
        {
            y = Guard(y, 1);
        }
        catch (InvalidOperationException)
        {
            y += v * v;
        }
        finally
        {
            x *= v;
        }

        return x + (y * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_InFinally(double x, double y)
    {
        double v = y > 0 ? Math.Cos(y + x) * x : Math.Sin(x * y);
        try
        {
            y *= 2;
        }
        finally
        {
            double w = x > 0.1 ? Math.Exp(v) : v * y;
            try
            {
                Guard(1, 1);
            }
            catch (InvalidOperationException)
            {
                x *= w;
            }
        }

        return x + (y * v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_Array(double x, double y)
    {
        double[] a = y > 0 ? [x, y] : [y, x * y];
        a[0] = x > 0.1 ? Math.Cos(y) : Math.Sin(x);
        try
        {
            a[1] = Guard(y, 1);
        }
        catch (InvalidOperationException)
        {
            a[1] *= x;
        }

        return a[0] + (a[1] * y);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_InCallee(double x, double y) => Inner(x, y) * Inner(y, x * x) * x;

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_InLambda(double x, double y)
    {
        Func<double, double> f = t =>
        {
            double v = t > 0.2 ? Math.Cos(t * y) : x;
            try
            {
                t = Guard(t, 1);
            }
            catch (InvalidOperationException)
            {
            }

            return t * v;
        };
        return f(x) + f(y);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_TryAtTheStart(double x, double y)
    {
        try
        {
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            return x * y;
        }
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_TryHeadsLoop(double x, double y)
    {
        int i = 0;
        again:
        try
        {
            i++;
            Guard(i, i % 2);
        }
        catch (InvalidOperationException)
        {
            x *= y > 0 ? Math.Cos(x) : y;
            goto again;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.06, 0.6)]
    public static double T_EndlessLeftByHandler(double x, double y)
    {
        double v;
        for (int i = 0; ; i++)
        {
            v = x * i > 0.2 ? Math.Cos(y * i) : x * y;
            try
            {
                Guard(i, i - 3);
            }
            catch (InvalidOperationException)
            {
                break;
            }
        }

        return v * Math.Sin(v);
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_LeftByHandlerAround(double x, double y)
    {
        double v = x, sum = 0;
        int n = 0;
        for (int i = 0; i < 3; i++)
            v = Math.Sin(v * y) + x;
        try
        {
            while (true)
            {
                n++;
                Guard(n, n / 3);
            }
        }
        catch (InvalidOperationException)
        {
            sum += v * n;
        }

        return v * sum;
    }

    [At(0.37, -0.81), At(0.05, 0.6)]
    public static double T_IteratorWithHandler(double x, double y)
    {
        double sum = 0;
        foreach (double v in Tried(x, y))
            sum += Math.Sin(v * y);
        return sum * x;
    }

    private static IEnumerable<double> Tried(double x, double y)
    {
        for (int i = 0; i < 3; i++)
        {
            double v = x * i > 0.2 ? Math.Cos(y * i) : x * y;
            try
            {
                x = Guard(x, i) * 0.7;
            }
            catch (InvalidOperationException)
            {
                v *= x;
            }

            yield return v * x;
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static double Inner(double x, double y)
    {
        double v = x > 0.2 ? Math.Cos(y * x) : y;
        try
        {
            x = Guard(x, 1);
        }
        catch (InvalidOperationException)
        {
            y *= v;
        }

        return x + (v * y);
    }

    private static double Guard(double v, int i)
    {
        if (i == 1)
            throw new InvalidOperationException("guard");
        return v * 1.5;
    }
}
