namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Protected regions inside of what cleans up, to any depth.</summary>
public static class Cleanups
{
    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_FinallyInFinally(double x, double y)
    {
        try
        {
            y *= 2;
        }
        finally
        {
            try
            {
                y += 1;
            }
            finally
            {
                x += x * 2;
            }
        }

        return x + y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_WithList(double x, double y)
    {
        var a = new List<double> { x };
        try
        {
            y *= 2;
        }
        finally
        {
            a.Add(y);
            try
            {
                y += a[1];
            }
            finally
            {
                x += x * 2 * a[0];
                a.Add(x);
            }
        }

        return x + y + a[0] + a[2];
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Deeper(double x, double y)
    {
        try
        {
            y *= x;
        }
        finally
        {
            try
            {
                y += x;
            }
            finally
            {
                try
                {
                    x *= y;
                }
                finally
                {
                    try
                    {
                        x += Math.Sin(y);
                    }
                    finally
                    {
                        y *= x;
                    }
                }
            }
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_CatchInFinally(double x, double y)
    {
        try
        {
            y *= x;
        }
        finally
        {
            try
            {
                x *= Guard(y, y > 0 ? 1 : 0);
            }
            catch (InvalidOperationException)
            {
                y *= y;
            }
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_CatchAndFinallyInFinally(double x, double y)
    {
        try
        {
            y *= x;
        }
        finally
        {
            try
            {
                x *= Guard(y, y > 0 ? 1 : 0);
                y += 1;
            }
            catch (InvalidOperationException)
            {
                y *= y;
            }
            finally
            {
                x += y;
            }
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ReturnInTry(double x, double y)
    {
        var r = new[] { x };
        double z = Inner(r, x, y);
        return z + (r[0] * y);
    }

    [At(0.37, -0.81), At(1.2, 0.6), At(2.5, 0.4)]
    public static double T_SeveralWaysOut(double x, double y)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            try
            {
                if (i == 1)
                    continue;
                if (y > 1.5)
                    return x * y;
                if (sum > 6)
                    break;
                sum += x * y;
            }
            finally
            {
                try
                {
                    y += 0.3 * x;
                }
                finally
                {
                    x *= 1.1;
                }
            }

            sum += x;
        }

        return sum * x;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_LoopInFinally(double x, double y)
    {
        try
        {
            y *= x;
        }
        finally
        {
            for (int i = 0; i < 3; i++)
            {
                try
                {
                    x *= Math.Sin(y + i);
                }
                finally
                {
                    y += x * i;
                }
            }
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ForeachInFinally(double x, double y)
    {
        List<double> a = [x, y, x * y];
        try
        {
            y *= x;
        }
        finally
        {
            foreach (double v in a)
            {
                x *= v;
                if (v > 0.7)
                    break;
            }
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_IteratorInFinally(double x, double y)
    {
        try
        {
            y *= x;
        }
        finally
        {
            foreach (double v in Walk(x, y))
                y += v * x;
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_UsingInFinally(double x, double y)
    {
        double[] a = [x, y];
        try
        {
            y *= x;
        }
        finally
        {
            using (new Scaling(a, x))
                y += a[0] * a[1];
            x *= a[1];
        }

        return (x * y) + a[0];
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_UsingInUsing(double x, double y)
    {
        double[] a = [x, y];
        using (new Scaling(a, y))
        {
            using (new Scaling(a, x))
                y += a[0] * a[1];
            x *= a[1];
        }

        return (x * y) + (a[0] * a[1]);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_LockInFinally(double x, double y)
    {
        object key = new();
        try
        {
            y *= x;
        }
        finally
        {
            lock (key)
            {
                x *= y;
            }
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_CaughtOutside(double x, double y)
    {
        try
        {
            try
            {
                y *= Guard(x, x > 1 ? 1 : 0);
            }
            finally
            {
                try
                {
                    x *= y;
                }
                finally
                {
                    y += x;
                }
            }
        }
        catch (InvalidOperationException)
        {
            y *= x;
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_CatchInFinallyCaughtOutside(double x, double y)
    {
        try
        {
            try
            {
                y *= Guard(x, x > 1 ? 1 : 0);
            }
            finally
            {
                try
                {
                    x *= Guard(y, y > 0 ? 1 : 0);
                }
                catch (InvalidOperationException)
                {
                    y += x;
                }

                x += y * 0.5;
            }
        }
        catch (InvalidOperationException)
        {
            y *= x;
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ThrowInFinally(double x, double y)
    {
        try
        {
            try
            {
                y *= x;
            }
            finally
            {
                try
                {
                    x *= Guard(y, x > 1 ? 1 : 0);
                }
                finally
                {
                    y += x;
                }
            }
        }
        catch (InvalidOperationException)
        {
            y *= x;
        }

        return x * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Chained(double x, double y)
    {
        var chain = new Node { Content = x };
        try
        {
            chain.Next = new Node { Content = y };
        }
        finally
        {
            try
            {
                chain.Content *= chain.Next!.Content;
            }
            finally
            {
                chain.Next!.Content += chain.Content * x;
                chain = chain.Next;
            }
        }

        return chain.Content * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_InLoopWithArray(double x, double y)
    {
        double[] a = [x, y, x + y];
        for (int i = 0; i < 3; i++)
        {
            try
            {
                a[i] *= a[(i + 1) % 3];
            }
            finally
            {
                try
                {
                    a[(i + 1) % 3] += x;
                }
                finally
                {
                    a[(i + 2) % 3] *= y;
                }
            }
        }

        return a[0] + (a[1] * a[2]);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_InCallee(double x, double y)
    {
        return Inner([x, y], x, y) * Inner([y, x], y, x * y);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_InLambda(double x, double y)
    {
        Func<double, double> f = t =>
        {
            try
            {
                t *= x;
            }
            finally
            {
                try
                {
                    t += y;
                }
                finally
                {
                    t *= t;
                }
            }

            return t;
        };
        return f(x) * f(y);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_WithDispose(double x, double y)
    {
        double sum = 0;
        using (var e = Walk(x, y).GetEnumerator())
        {
            try
            {
                while (e.MoveNext())
                    sum += e.Current * x;
            }
            finally
            {
                try
                {
                    sum *= y;
                }
                finally
                {
                    sum += x;
                }
            }
        }

        return sum;
    }

    [At(0.37, -0.81), At(1.2, 0.6), At(0.9, 1.2)]
    public static double T_Large(double x, double y)
    {
        double[] a = [x, y, x * y];
        for (int i = 0; i < 3; i++)
        {
            try
            {
                if (y > 1.4)
                    return a[0] * y;
                if (i == 1)
                    continue;
                x += a[i] * 0.2;
            }
            finally
            {
                a[0] = Math.Sin(a[1] + (x * 0)) * y;
                a[1] = Math.Sin(a[2] + (x * 1)) * y;
                a[2] = Math.Sin(a[0] + (x * 2)) * y;
                a[0] = Math.Sin(a[1] + (x * 3)) * y;
                a[1] = Math.Sin(a[2] + (x * 4)) * y;
                a[2] = Math.Sin(a[0] + (x * 5)) * y;
                a[0] = Math.Sin(a[1] + (x * 6)) * y;
                a[1] = Math.Sin(a[2] + (x * 7)) * y;
                a[2] = Math.Sin(a[0] + (x * 8)) * y;
                a[0] = Math.Sin(a[1] + (x * 9)) * y;
                a[1] = Math.Sin(a[2] + (x * 10)) * y;
                a[2] = Math.Sin(a[0] + (x * 11)) * y;
                a[0] = Math.Sin(a[1] + (x * 12)) * y;
                a[1] = Math.Sin(a[2] + (x * 13)) * y;
                a[2] = Math.Sin(a[0] + (x * 14)) * y;
                a[0] = Math.Sin(a[1] + (x * 15)) * y;
                a[1] = Math.Sin(a[2] + (x * 16)) * y;
                a[2] = Math.Sin(a[0] + (x * 17)) * y;
                a[0] = Math.Sin(a[1] + (x * 18)) * y;
                a[1] = Math.Sin(a[2] + (x * 19)) * y;
                a[2] = Math.Sin(a[0] + (x * 20)) * y;
                a[0] = Math.Sin(a[1] + (x * 21)) * y;
                a[1] = Math.Sin(a[2] + (x * 22)) * y;
                a[2] = Math.Sin(a[0] + (x * 23)) * y;
                try
                {
                    y += a[0] * 0.1;
                }
                finally
                {
                    x += a[1] * 0.1;
                }
            }

            y += a[i] * 0.2;
        }

        return a[0] + a[1] + (x * y);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_LargeCaught(double x, double y)
    {
        double[] a = [x, y, x * y];
        try
        {
            try
            {
                y *= Guard(x, x > 1 ? 1 : 0);
            }
            finally
            {
                a[0] = Math.Sin(a[1] + (x * 0)) * y;
                a[1] = Math.Sin(a[2] + (x * 1)) * y;
                a[2] = Math.Sin(a[0] + (x * 2)) * y;
                a[0] = Math.Sin(a[1] + (x * 3)) * y;
                a[1] = Math.Sin(a[2] + (x * 4)) * y;
                a[2] = Math.Sin(a[0] + (x * 5)) * y;
                a[0] = Math.Sin(a[1] + (x * 6)) * y;
                a[1] = Math.Sin(a[2] + (x * 7)) * y;
                a[2] = Math.Sin(a[0] + (x * 8)) * y;
                a[0] = Math.Sin(a[1] + (x * 9)) * y;
                a[1] = Math.Sin(a[2] + (x * 10)) * y;
                a[2] = Math.Sin(a[0] + (x * 11)) * y;
                a[0] = Math.Sin(a[1] + (x * 12)) * y;
                a[1] = Math.Sin(a[2] + (x * 13)) * y;
                a[2] = Math.Sin(a[0] + (x * 14)) * y;
                a[0] = Math.Sin(a[1] + (x * 15)) * y;
                a[1] = Math.Sin(a[2] + (x * 16)) * y;
                a[2] = Math.Sin(a[0] + (x * 17)) * y;
                a[0] = Math.Sin(a[1] + (x * 18)) * y;
                a[1] = Math.Sin(a[2] + (x * 19)) * y;
                a[2] = Math.Sin(a[0] + (x * 20)) * y;
                a[0] = Math.Sin(a[1] + (x * 21)) * y;
                a[1] = Math.Sin(a[2] + (x * 22)) * y;
                a[2] = Math.Sin(a[0] + (x * 23)) * y;
            }
        }
        catch (InvalidOperationException)
        {
            y *= a[1];
        }

        return a[0] + a[1] + (x * y);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_WhatCatchSet(double x, double y)
    {
        double v = x;
        try
        {
            v = Guard(y, x > 1 ? 1 : 0);
        }
        catch (InvalidOperationException)
        {
            v = y * y;
        }
        finally
        {
            try
            {
                v *= x;
            }
            finally
            {
                v += y;
            }
        }

        return v * v;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Retries(double x, double y)
    {
        int attempt = 0;
        while (true)
        {
            try
            {
                y *= Guard(x, attempt < 2 ? 1 : 0);
                return x * y;
            }
            catch (InvalidOperationException)
            {
                x *= 1.2;
            }
            finally
            {
                try
                {
                    attempt++;
                }
                finally
                {
                    y += 0.1 * x;
                }
            }
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static double Inner(double[] r, double x, double y)
    {
        try
        {
            return x * y * r[0];
        }
        finally
        {
            try
            {
                r[0] *= x;
            }
            finally
            {
                r[0] += y;
            }
        }
    }

    private static IEnumerable<double> Walk(double x, double y)
    {
        try
        {
            yield return x;
            yield return x * y;
        }
        finally
        {
            try
            {
                x++;
            }
            finally
            {
                y++;
            }
        }
    }

    private static double Guard(double v, int i)
    {
        if (i == 1)
            throw new InvalidOperationException("guard");
        return v * 1.5;
    }

    private sealed class Scaling(double[] a, double factor) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                a[0] *= factor;
            }
            finally
            {
                a[1] += factor;
            }
        }
    }

    private sealed class Node
    {
        public double Content;
        public Node? Next;
    }
}
