namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>What cleans up between many places that throw and the handler, in regions in one another.</summary>
public static class CleanupsOnTheWay
{
    [At(0.37, -0.81), At(1.2, 0.6), At(-0.5, 0.4)]
    public static double T_ThreeDeep(double x, double y)
    {
        var a = new List<double> { x, y };
        try
        {
            try
            {
                try
                {
                    try
                    {
                        a.Add(x * y);
                        if (x > 1)
                            throw new Sent(a[2] * x);
                        a.Add(a[2] * y);
                    }
                    finally
                    {
                        a.Add(Math.Sin(x));
                        x += 0.3 * a[^2];
                    }
                }
                finally
                {
                    a.Add(x * x);
                    y *= a[^1];
                }
            }
            finally
            {
                a[0] = (0.5 * a[0]) + y;
                a.Add(a[0]);
            }

            if (y > 0)
                throw new Sent(y * x);
        }
        catch (Sent e)
        {
            x += e.V * a[^1];
        }

        return a.Sum() + (x * y);
    }

    [At(0.37, -0.81), At(1.2, 0.6), At(-0.5, 0.4)]
    public static double T_HandlersOnTheWay(double x, double y)
    {
        double[] a = [x, y, x * y];
        try
        {
            try
            {
                a[0] *= y;
                if (a[2] > 0.5)
                    throw new Sent(a[0] + x);
                a[1] += a[0];
            }
            finally
            {
                try
                {
                    a[2] = (0.6 * a[2]) + x;
                    if (a[2] > 0.3)
                        throw new Sent(a[2]);
                    a[1] *= 1.5;
                }
                catch (Sent e)
                {
                    a[0] += e.V * y;
                }
            }
        }
        catch (Sent e)
        {
            x += e.V * a[2];
        }

        return x + a[0] + (a[1] * a[2]);
    }

    [At(0.37, -0.81), At(1.2, 0.6), At(-0.5, 0.4)]
    public static double T_Kinds(double x, double y)
    {
        double[] a = [x, y];
        try
        {
            try
            {
                if (x > 1)
                    throw new Sent(x * y);
                if (x < 0)
                    throw new InvalidOperationException();
                a[1] *= x;
            }
            finally
            {
                a[0] += a[1] * x;
            }
        }
        catch (Sent e)
        {
            y += e.V * a[0];
        }
        catch (InvalidOperationException)
        {
            y *= 2 * a[0];
        }

        return y + (a[0] * a[1]);
    }

    [At(0.37, -0.81), At(1.2, 0.6), At(-0.5, 0.4)]
    public static double T_InLoops(double x, double y)
    {
        double[] a = [x, y, 0.5];
        for (int i = 0; i < 3; i++)
        {
            try
            {
                try
                {
                    a[i] *= 1.1;
                    if (a[i] > 0.6)
                        throw new Sent(a[i] * x);
                    if (a[i] < -0.7)
                        continue;
                    a[i] += y;
                }
                finally
                {
                    a[(i + 1) % 3] += 0.3 * a[i];
                }
            }
            catch (Sent e)
            {
                x += 0.2 * e.V;
            }
        }

        return x + (a[0] * a[1]) + a[2];
    }

    [At(0.37, -0.81), At(1.2, 0.6), At(-0.5, 0.4)]
    public static double T_Rethrown(double x, double y)
    {
        double[] a = [x, y];
        try
        {
            try
            {
                try
                {
                    if (x > 0)
                        throw new Sent(x * y);
                    a[0] += y;
                }
                finally
                {
                    a[1] += 0.5 * a[0];
                }
            }
            catch (Sent e)
            {
                e.V *= a[1];
                throw;
            }
            finally
            {
                a[0] *= a[1];
            }
        }
        catch (Sent e)
        {
            y += e.V;
        }

        return y + a[0] + a[1];
    }

    public sealed class Sent(double v) : Exception
    {
        public double V = v;
    }
}
