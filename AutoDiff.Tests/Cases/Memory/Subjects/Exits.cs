namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Loops in loops that are left early, at every level and in every way, around loops that keep records of their own.</summary>
public static class Exits
{
    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_ReturnNeverTaken(double x, double y)
    {
        var a = new[] { x, y, x * y };
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (j > 9)
                    return x;
                y += Scaled(a[1..], Math.Sin(y) * x);
            }

            x += x * 2;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.2, 1.47), At(0.9, 0.4)]
    public static double T_ReturnSometimes(double x, double y)
    {
        var a = new[] { x, y, x * y };
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (y > 1.5)
                    return x * y;
                y += Scaled(a[1..], Math.Sin(y) * x) * 0.2;
            }

            x += x * 0.3;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.2, 1.47), At(0.9, 0.4)]
    public static double T_Break(double x, double y)
    {
        var a = new[] { x, y, x * y };
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (y > 1.2)
                    break;
                y += Scaled(a[..2], Math.Sin(y) * x);
            }

            x += x * y * 0.2;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.2, 1.47), At(0.9, 0.4)]
    public static double T_Goto(double x, double y)
    {
        var a = new[] { x, y, x * y };
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (y > 1.2)
                    goto done;
                y += Scaled(a[1..], Math.Cos(y) * x);
            }

            x += x * y * 0.2;
        }

        done:
        return x + (y * y);
    }

    [At(0.37, -0.81), At(0.2, 1.47), At(0.9, 0.4)]
    public static double T_ContinueOuter(double x, double y)
    {
        var a = new[] { x, y, x * y };
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (y > 1 && j > 1)
                    goto next;
                y += Scaled(a[1..], Math.Sin(y) * x) * 0.5;
            }

            x += x * 0.2;
            next:
            y *= 0.9 * x;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.9, 1.47), At(3, 0.4)]
    public static double T_Throw(double x, double y)
    {
        var a = new[] { x, y, x * y };
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (x > 2.5)
                    throw new InvalidOperationException("too far");
                y += Scaled(a[1..], Math.Sin(y) * x) * 0.3;
            }

            x += x * 0.1;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_ThreeLoops(double x, double y)
    {
        var a = new[] { x, y, x * y };
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                for (int k = 0; k < 2; k++)
                {
                    if (k + j > 9)
                        return y;
                    y += Scaled(a[1..], Math.Sin(y) * x) * 0.3;
                }

                if (j > 7)
                    return x;
                x += x * 0.2;
            }

            y += x * Math.Sin(y);
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.66, 1.47), At(0.9, 0.4)]
    public static double T_ThreeLoopsLeftAtOnce(double x, double y)
    {
        var a = new[] { x, y, x * y };
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                for (int k = 0; k < 2; k++)
                {
                    if (y > 1.4)
                        return y * x;
                    y += Scaled(a[1..], Math.Sin(y) * x) * 0.3;
                }

                if (x > 1.1)
                    goto outer;
                x += x * 0.2;
            }

            outer:
            y += x * Math.Sin(y);
        }

        return x + y;
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_Foreach(double x, double y)
    {
        var a = new[] { x, y, x * y };
        foreach (double u in new[] { x, y })
        {
            foreach (double v in a)
            {
                if (v > 1e6)
                    return u;
                foreach (double w in a)
                    y += Math.Sin(w * v * x) * u;
            }

            x += x * u * 0.1;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_While(double x, double y)
    {
        double[] a = [x, y, x * y];
        int i = 0;
        while (i < 3)
        {
            int j = 4;
            while (j > 0)
            {
                if (j > 9)
                    return x;
                j--;
                y += Scaled(a[1..], Math.Sin(y) * x) * 0.4;
            }

            i++;
            x *= 1 + (0.1 * y);
        }

        return x * y;
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_Do(double x, double y)
    {
        double[] a = [x, y, x * y];
        int i = 0;
        do
        {
            int j = 0;
            do
            {
                if (y > 40)
                    return x;
                y += Scaled(a[1..], Math.Sin(y) * x) * 0.4;
            }
            while (++j < 3);
            x *= 1 + (0.1 * y);
        }
        while (++i < 3);
        return x * y;
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_RecordBeforeLoop(double x, double y)
    {
        double[] a = [x, y, x * y];
        for (int i = 0; i < 4; i++)
        {
            double t = Math.Exp(y * 0.1) * x;
            double s = 0;
            for (int j = 0; j < a.Length; j++)
            {
                s += Math.Sin(s + a[j]) * t;
                t *= 1.1;
            }

            if (s > 1e6)
                return t;
            x += s * Math.Cos(x);
            y += s * t;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_TwoLoopsInARow(double x, double y)
    {
        double[] a = [x, y, x * y];
        for (int i = 0; i < 3; i++)
        {
            double t = x * y;
            for (int j = 0; j < 3; j++)
                t = Math.Sin(t) * a[j];
            if (t > 100)
                return x;
            double s = x + t;
            for (int j = 2; j >= 0; j--)
                s = Math.Cos(s) + (a[j] * t);
            x += s * 0.3;
            y += t * s;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_LoopOnOneSide(double x, double y)
    {
        double[] a = [x, y, x * y];
        for (int i = 0; i < 4; i++)
        {
            double t = Math.Sin(x) * y;
            if (i % 2 == 0)
            {
                for (int j = 0; j < 3; j++)
                    t = Math.Sin(t) + a[j];
            }
            else if (x > 100)
            {
                return t;
            }

            x += t * y * 0.2;
            y = Math.Cos(y) * x;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_SpanInside(double x, double y)
    {
        double[] a = [x, y, x * y, x - y];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                if (j > 8)
                    return x;
                foreach (double v in a.AsSpan(j, 2))
                    y += Math.Sin(v * x) * 0.5;
                a[j] += y * 0.1;
            }

            x += x * 0.3;
        }

        return (x * y) + a[0];
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_ListInside(double x, double y)
    {
        List<double> a = [x, y, x * y];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                if (a.Count > 20)
                    return x;
                foreach (double v in a)
                    y += Math.Sin(v * x) * 0.2;
                a.Add(y * 0.1);
            }

            x += x * 0.3;
        }

        return (x * y) + a[4];
    }

    [At(0.37, -0.81), At(-0.66, 1.47)]
    public static double T_CalleeNotInlined(double x, double y)
    {
        var a = new[] { x, y, x * y };
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (j > 9)
                    return x;
                y += Apart(a[1..], Math.Sin(y) * x);
            }

            x += x * 2;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.66, 1.2), At(0.5, 0.9)]
    public static double T_ExitInCallee(double x, double y)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += Search([x, y, x * y], 0.3 * i, x) * y;
            x += x * 0.4;
            y += sum * 0.1;
        }

        return sum * x;
    }

    [At(0.37, -0.81), At(0.66, 1.2), At(0.5, 0.9)]
    public static double T_SearchByItself(double x, double y) => Search([x, y, x * y, x + y], 0.4, y);

    [At(0.37, -0.81), At(0.66, 1.2), At(0.5, 0.9)]
    public static double T_ExitByCondition(double x, double y)
    {
        double[] a = [x, y, x * y];
        bool found = false;
        for (int i = 0; i < 3 && !found; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                y += Scaled(a[..(j + 1)], x) * 0.3;
                if (y > 1)
                {
                    found = true;
                    break;
                }
            }

            x *= 1.2;
        }

        return found ? x * y : x + y;
    }

    [At(0.37, -0.81), At(0.66, 1.2), At(0.5, 0.9)]
    public static double T_ChangedAfterInnerLoop(double x, double y)
    {
        double[] a = [x, y, x * y];
        double t = 1;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                if (t > 1e5)
                    return t;
                t += Scaled(a[1..], t * x) * 0.2;
            }

            a[1] = t * 0.1;
            t *= Math.Sin(x + t);
            x = t * y;
        }

        return x + t;
    }

    [At(0.37, -0.81), At(0.66, 1.2), At(0.5, 0.9)]
    public static double T_BoundsFromOutside(double x, double y)
    {
        int n = y > 1 ? 2 : 4;
        double[] a = [x, y, x * y, x];
        for (int i = 0; i < n; i++)
        {
            double t = x * Math.Sin(y);
            for (int j = i; j < n; j++)
            {
                if (j > 10)
                    return t;
                for (int k = j; k < n; k++)
                    t += Math.Sin(t * a[k]);
                y += t * 0.1;
            }

            x += t * x * 0.1;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.66, 1.2), At(0.5, 0.9)]
    public static double T_CountingDown(double x, double y)
    {
        double[] a = [x, y, x * y, x];
        for (int i = 3; i >= 0; i--)
        {
            double t = x * Math.Sin(y);
            for (int j = 3; j > i; j--)
            {
                if (t > 1e4)
                    return t;
                t += Scaled(a[i..j], Math.Sin(t));
            }

            x += t * x * 0.1;
            y -= t;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.66, 1.2), At(0.5, 0.9)]
    public static double T_Endless(double x, double y)
    {
        double[] a = [x, y, x * y];
        for (int i = 0; ; i++)
        {
            for (int j = 0; ; j++)
            {
                if (j > i)
                    break;
                y += Scaled(a[1..], Math.Sin(y) * x) * 0.3;
                if (i == 3)
                    return x * y;
            }

            x += x * 0.2;
        }
    }

    [At(0.37, -0.81), At(0.66, 1.2), At(0.5, 0.9)]
    public static double T_SwitchOut(double x, double y)
    {
        double[] a = [x, y, x * y];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                y += Scaled(a[1..], Math.Sin(y) * x) * 0.3;
                switch (i + j)
                {
                    case 5:
                        return x * y;
                    case 4:
                        goto next;
                    case 3 when y > 1:
                        return y;
                }

                x *= 1.05;
            }

            next:
            x += x * y * 0.1;
        }

        return x + y;
    }

    [At(0.37, -0.81), At(0.66, 1.2), At(0.5, 0.9)]
    public static double T_Iterator(double x, double y)
    {
        double sum = 0;
        foreach (double v in Walk([x, y, x * y], x))
        {
            sum += v * y;
            y += Math.Sin(v) * 0.2;
        }

        return sum * y;
    }

    private static IEnumerable<double> Walk(double[] a, double t)
    {
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < a.Length; j++)
            {
                if (i + j > 3)
                    yield break;
                t += Scaled(a[j..], t);
                yield return t;
            }

            t *= a[i];
        }
    }

    private static double Scaled(double[] a, double t)
    {
        double s = 0;
        for (int i = 0; i < a.Length; i++)
            s += a[i] * t;
        return s;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static double Apart(double[] a, double t) => Scaled(a, t);

    private static double Search(double[] a, double limit, double scale)
    {
        double best = scale;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = i; j < a.Length; j++)
            {
                best += Scaled(a[i..], best * a[j]) * 0.1;
                if (best > limit + 1)
                    return best * a[i];
            }

            best *= 1 + (0.1 * a[i]);
        }

        return best;
    }
}
