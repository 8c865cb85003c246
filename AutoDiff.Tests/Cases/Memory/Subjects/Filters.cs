using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Handlers with filters, which the runtime asks before anything cleans up.</summary>
public static class Filters
{
    private static int s_depth;
    private static double s_level = 1.25;

    [ThreadStatic]
    private static Exception? t_last;

    [At(0.55), At(1.4), At(2.5)]
    public static double T_SeveralInOrder(double x)
    {
        try
        {
            return Checked(x) * x;
        }
        catch (Failure e) when (e.V > 2)
        {
            return 3 * x;
        }
        catch (Failure e) when (e.V > 1.3)
        {
            return 5 * x * x;
        }
        catch (Failure)
        {
            return 7 * x;
        }
    }

    [At(0.55), At(1.2), At(1.9)]
    public static double T_Carried(double x)
    {
        try
        {
            if (x > 1)
                throw new Failure(x * x);
            return x;
        }
        catch (Failure e) when (e.V > 2)
        {
            return e.V * x;
        }
        catch (Failure e)
        {
            return 7 * e.V;
        }
    }

    [At(0.55), At(1.2), At(1.9)]
    public static double T_CarriedFromCallee(double x)
    {
        double y = x;
        try
        {
            y *= 2;
            y += Checked(x * x);
            y *= 3;
        }
        catch (Failure e) when (e.Limit < 2)
        {
            y *= e.V;
        }
        catch (Exception e) when (e is Failure { Limit: > 2 } f)
        {
            y += f.V * f.Limit;
        }

        return y * x;
    }

    [At(0.55), At(1.2), At(1.7), At(2.5)]
    public static double T_InLoop(double x)
    {
        double s = 0;
        for (int i = 0; i < 5; i++)
        {
            try
            {
                s += Checked(x * i * 0.7);
                s *= 1.1;
            }
            catch (Failure e) when (e.Limit > 2 && i != 3)
            {
                s *= x;
            }
            catch (Failure) when (i == 3)
            {
                s += x * x * s;
                continue;
            }
            catch
            {
                s -= x;
                break;
            }

            s += 0.3 * x;
        }

        return s;
    }

    [At(0.55), At(1.2), At(1.7)]
    public static double T_WithoutType(double x)
    {
        double y = 1;
        try
        {
            y = x;
            y *= Checked(x);
            y *= x;
        }
        catch when (y > 1.5)
        {
            return y * x;
        }
        catch when (x > 0)
        {
            return y * x * x;
        }

        return y;
    }

    [At(0.55), At(1.2), At(2.4)]
    public static double T_ThrowsInFilter(double x)
    {
        double[] a = [1, 0.5];
        object? nothing = x > 100 ? "" : null;
        try
        {
            return Checked(x);
        }
        catch (Failure e) when (a[(int)e.V] < 0.7 || Refuses())
        {
            return 100 * x;
        }
        catch (Failure e) when (nothing!.ToString() == e.Message)
        {
            return 5 * x;
        }
        catch (Exception e) when (e is Failure { Limit: < 2 } f && (int)e.GetHashCode() == e.GetHashCode())
        {
            return x * x * x * f.V;
        }
        catch
        {
            return x * 4;
        }
    }

    /// <summary>A filter that throws refuses: its handler must not run, and what it threw is gone.</summary>
    [At(0.55), At(1.4)]
    public static double T_RefusedByThrowing(double x)
    {
        try
        {
            return Checked(x);
        }
        catch (Failure e) when (Refuses() || e.V > 0)
        {
            return 100;
        }
        catch (Failure e) when (e.V > 0)
        {
            return e.V * x;
        }
    }

    [At(0.55), At(1.2), At(1.4), At(1.7)]
    public static double T_Nested(double x)
    {
        try
        {
            try
            {
                try
                {
                    return Checked(x) * x;
                }
                catch (Failure e) when (e.V < 1.3)
                {
                    return e.V * 3 * x;
                }
            }
            catch (Failure e) when (e.V < 1.5)
            {
                return e.V * 4 * x;
            }
            finally
            {
                x *= 2;
            }
        }
        catch (Exception e) when (e is not ArithmeticException)
        {
            return 5 * x;
        }
    }

    [At(0.55), At(1.5)]
    public static double T_TheSameObjectGoesOn(double x)
    {
        try
        {
            return GoesThrough(x);
        }
        catch (Exception e)
        {
            return ReferenceEquals(e, t_last) && e.GetType() == typeof(Special) ? ((Failure)e).V * x : -1;
        }
    }

    /// <summary>What no handler takes is thrown to the caller of the operator.</summary>
    [At(0.55), At(1.5), At(2.5)]
    public static double T_Escapes(double x)
    {
        try
        {
            if (x > 1)
                throw new ArgumentOutOfRangeException(nameof(x));
            return x * x;
        }
        catch (ArgumentException e) when (e.ParamName == "x" && x < 2)
        {
            return 3 * x;
        }
        catch (ArgumentException e) when (e.ParamName is null || x < 1)
        {
            return 5;
        }
    }

    [At(0.55), At(1.5), At(2.5)]
    public static double T_Rethrown(double x)
    {
        try
        {
            try
            {
                return Checked(x);
            }
            catch (Failure e) when (e.V > 0)
            {
                if (x > 2)
                    throw;
                return x * 3 * e.V;
            }
        }
        catch (Failure e) when (e.Limit > 2.2)
        {
            return e.Limit * x;
        }
    }

    [At(0.55), At(1.2), At(1.7), At(2.1)]
    public static double T_CleanupInBetween(double x)
    {
        double s = x;
        for (int i = 1; i < 4; i++)
        {
            try
            {
                try
                {
                    s *= Checked(x * i / 2);
                }
                finally
                {
                    s += x;
                }
            }
            catch (Failure e) when (i == 3 || e.V < 1.6)
            {
                s -= 2 * x * x;
                continue;
            }
            catch (Failure e) when (e.V >= 1.6)
            {
                s *= 1.5;
                break;
            }
            finally
            {
                s += 1;
            }

            s *= 2;
        }

        return s;
    }

    [At(0.55), At(1.2), At(1.7)]
    public static double T_Lock(double x)
    {
        double y = x;
        object gate = new();
        try
        {
            lock (gate)
            {
                y = Checked(x) * 2;
            }
        }
        catch (Failure e) when (e.Message.StartsWith('f') && e.V > 1.5)
        {
            return 3 * x * y;
        }
        catch (Failure) when (y > 0)
        {
            return 7 * x + y;
        }

        return y;
    }

    [At(0.3), At(0.55), At(1.2)]
    public static double T_ForeachInside(double x)
    {
        double y = x;
        List<double> list = [x, 2 * x, 3 * x];
        try
        {
            foreach (double v in list)
                y *= Checked(v);
        }
        catch (Failure e) when (list.Count > 2 && e.V > 1.4)
        {
            return 3 * x * y;
        }
        catch (Failure e) when (list[0] > 0)
        {
            return 7 * x + y * e.V;
        }

        return y;
    }

    [At(0.55), At(1.2), At(2.5)]
    public static double T_ActiveLimit(double x)
    {
        var settings = new Settings { Limit = x * x };
        try
        {
            return Checked(x) * settings.Limit;
        }
        catch (Failure e) when (e.Limit > settings.Limit)
        {
            return x * settings.Limit;
        }
        catch (Failure e) when (IsWithin(settings, e))
        {
            return settings.Limit * settings.Limit * e.V;
        }
    }

    [At(0.55), At(1.2)]
    public static double T_InLambda(double x)
    {
        Func<double, double> f = v =>
        {
            try
            {
                return Checked(v) * x;
            }
            catch (Failure e) when (e.V > x)
            {
                return 9 * v;
            }
            catch (Failure e) when (e.V <= x)
            {
                return v * v * x;
            }
        };
        return f(x) + f(2 * x);
    }

    [At(0.55), At(1.2), At(2.5)]
    public static double T_CapturedByLambda(double x)
    {
        double y = x;
        try
        {
            y = Checked(x);
        }
        catch (Failure e) when (new Func<bool>(() => e.V > 2)())
        {
            Func<double> g = () => e.V * x;
            return g() + y;
        }
        catch (Failure e)
        {
            return e.V * y;
        }

        return y;
    }

    [At(0.45), At(0.9), At(1.7)]
    public static double T_InIterator(double x)
    {
        double s = 0;
        foreach (double v in Items(x))
            s += v * v;
        return s;
    }

    [At(0.45), At(0.9), At(1.7)]
    public static double T_InQuery(double x) => Items(x).Where(v => v > 0.2).Select(v => v * x).Sum();

    [At(0.55), At(0.95), At(1.2)]
    public static double T_InRecursion(double x) => Descend(x, 3) * x;

    public static double T_ArrayHalfWay(double[] x)
    {
        try
        {
            for (int i = 0; ; i++)
                x[i] *= x[(i + 1) % x.Length] * 0.9;
        }
        catch (IndexOutOfRangeException e) when (e.Message.Length > 0 && x[0] > 0.5)
        {
            x[0] *= 2;
        }
        catch (IndexOutOfRangeException)
        {
            x[1] *= 3;
        }

        double sum = 0;
        foreach (double v in x)
            sum += v * v;
        return sum;
    }

    [At(0.55), At(1.2), At(1.8)]
    public static double T_CalleeWithFilter(double x) => Filtered(x, 1.5) * x + Filtered(2 * x, 100);

    [At(0.55), At(1.2), At(2.5)]
    public static double T_OnlyItsFilterMatters(double x)
    {
        double y = x;
        try
        {
            y = Checked(x);
        }
        catch (Failure e) when (s_level < e.V)
        {
        }
        catch (Failure)
        {
            y *= x;
        }

        return y * y;
    }

    /// <summary>The handler adds nothing to the result.</summary>
    [At(0.55), At(1.2)]
    public static double T_Inactive(double x)
    {
        int n = 0;
        try
        {
            n = int.Parse(x > 1 ? "one" : "1");
        }
        catch (FormatException e) when (e.Message.Length > 0)
        {
            n = -1;
        }
        catch (OverflowException e) when (e.Message.Length > 0)
        {
            n = -2;
        }

        return n * x * x;
    }

    /// <summary>Between two catches without filters, one of a base class.</summary>
    [At(0.5), At(1.2), At(1.7), At(2.6), At(3.4)]
    public static double T_BetweenOthers(double x)
    {
        double y = 2 * x;
        try
        {
            if (x > 3)
                throw new ArithmeticException();
            if (x > 2)
                y *= new List<double> { x }[(int)x];
            y *= x > 1.5 ? Always(x) : Checked(x);
        }
        catch (ArithmeticException)
        {
            y *= 3;
        }
        catch (Special e) when (e.V > 1)
        {
            y *= e.V;
        }
        catch (Failure e)
        {
            y += e.V * y;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            y -= x * x;
        }

        return y;
    }

    [At(0.55), At(1.2), At(1.9)]
    public static double T_WrittenByFilter(double x)
    {
        double worst = 0;
        bool Note(double v)
        {
            worst = v * 2;
            return v > 1.5;
        }

        double y = x;
        try
        {
            y = Checked(x);
        }
        catch (Failure e) when (Note(e.V))
        {
            y *= worst * x;
        }
        catch (Failure)
        {
            y += worst * worst * x;
        }

        return y;
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2), At(1.9)]
    public static double T_OutOfVariable(double x)
    {
        Dictionary<int, double> table = new() { [1] = x * x };
        try
        {
            return Checked(x);
        }
        catch (Failure e) when (table.TryGetValue((int)(e.V * 1.1), out double v) && v > 0)
        {
            return v * x;
        }
        catch (Failure e)
        {
            return e.V * x;
        }
    }

    /// <summary>The first asked is the inner one, which refuses, then the outer one, before the inner one's cleanup.</summary>
    [At(0.55), At(1.2), At(1.9)]
    public static double T_InHandlerAndInFinally(double x)
    {
        double y = x;
        try
        {
            y *= Checked(x);
        }
        catch (Failure e) when (e.V > 1)
        {
            try
            {
                y *= Checked(x + e.V);
            }
            catch (Failure f) when (f.V > 3)
            {
                y += f.V * e.V;
            }
            catch (Failure f)
            {
                y -= f.V * x;
            }
        }
        finally
        {
            try
            {
                y += Checked(x * 1.1);
            }
            catch (Failure g) when (g.V > 2)
            {
                y *= g.V;
            }
            catch (Failure)
            {
                y *= 1.5;
            }
        }

        return y;
    }

    [At(0.55), At(1.2), At(2.5)]
    public static double T_OfGenericType(double x) => Of<Special>(x) * x + Of<ArithmeticException>(x * 0.3) + Of<Failure>(x);

    /// <summary>As <c>T_OwnCleanupIsRead</c>, but what it reads is not written in between.</summary>
    [At(0.55), At(1.2)]
    public static double T_CleanupWritesOther(double x)
    {
        int n = 0, m = 1;
        double y = x;
        try
        {
            m = 2;
            try
            {
                y = Checked(x) * 2;
            }
            finally
            {
                n = 2;
            }
        }
        catch (Failure) when (m == 2)
        {
            return 3 * x * n;
        }

        return y * n;
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_OwnCleanupIsRead(double x)
    {
        int n = 0;
        double y = x;
        try
        {
            n = 1;
            try
            {
                y = Checked(x) * 2;
            }
            finally
            {
                n = 2;
            }
        }
        catch (Failure) when (n == 1)
        {
            return 3 * x;
        }
        catch (Failure)
        {
            return 7 * x;
        }

        return y;
    }

    /// <summary>The outer filter sees what the inner <c>finally</c> has not written yet, though the inner filter refuses first.</summary>
    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_AroundAnother(double x)
    {
        int n = 0, k = 1;
        double y = x * x;
        try
        {
            try
            {
                n = 1;
                try
                {
                    k = int.Parse(x > 1 ? "one" : "2");
                }
                finally
                {
                    n = 2;
                }
            }
            catch (FormatException) when (n == 7)
            {
                k = 7;
            }
        }
        catch (FormatException) when (n == 1)
        {
            k = 3;
        }
        catch (FormatException)
        {
            k = 5;
        }

        return y * k;
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_AroundAnotherInCallee(double x)
    {
        var settings = new Settings { Depth = 1 };
        int k = 1;
        try
        {
            k = Parsed(settings, x > 1 ? "one" : "2");
        }
        catch (FormatException) when (settings.Depth == 1)
        {
            k = 3;
        }
        catch (FormatException)
        {
            k = 5;
        }

        return x * x * k;
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_CleanupOfCalleeIsRead(double x)
    {
        s_depth = 0;
        try
        {
            return Counted(x) * x;
        }
        catch (Failure) when (s_depth > 0)
        {
            return 3 * x;
        }
        catch (Failure)
        {
            return 7 * x;
        }
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_UsingIsRead(double x)
    {
        var settings = new Settings();
        try
        {
            settings.Depth = 1;
            using (new Reset(settings))
                return Checked(x) * x;
        }
        catch (Failure) when (settings.Depth == 1)
        {
            return x;
        }
        catch (Failure)
        {
            return 5 * x;
        }
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_DelegateCleansUp(double x)
    {
        int state = 1;
        Func<double, double> f = v =>
        {
            try
            {
                return Checked(v) * x;
            }
            finally
            {
                state = 2;
            }
        };
        try
        {
            return f(x);
        }
        catch (Failure) when (state == 1)
        {
            return x * x;
        }
        catch (Failure)
        {
            return 5 * x;
        }
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_CleanupThroughReference(double x)
    {
        int state = 1;
        try
        {
            return ByReference(ref state, x, 2);
        }
        catch (Failure) when (state == 1)
        {
            return x * x;
        }
        catch (Failure)
        {
            return 5 * x;
        }
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_IteratorCleansUp(double x)
    {
        var settings = new Settings { Depth = 1 };
        try
        {
            return Watched(settings, x).Sum();
        }
        catch (Failure) when (settings.Depth == 1)
        {
            return x * x;
        }
        catch (Failure)
        {
            return 5 * x;
        }
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_FilterWritesWhatIsCleanedUp(double x)
    {
        List<double> log = [];
        bool Note(double v)
        {
            log.Add(v);
            return true;
        }

        try
        {
            try
            {
                return Checked(x);
            }
            finally
            {
                log.Add(10 * x);
            }
        }
        catch (Failure e) when (Note(e.V))
        {
            return log[0] * x;
        }
    }

    [MayBeRefused("AD1006")]
    [At(0.55), At(1.2)]
    public static double T_OverrideCleansUp(double x)
    {
        Step step = x > 100 ? new Step() : new Marking();
        try
        {
            return step.Take(x);
        }
        catch (Failure) when (step.State == 1)
        {
            return x * x;
        }
        catch (Failure)
        {
            return 5 * x;
        }
    }

    public static void C_ThrownByTheOperator()
    {
        var failure = Check.Throws<Special>(() => Gradient(at: 2.5, of: GoesThrough));
        Check.Same(failure, t_last);
        Check.Bits(failure.V, 2.5);
        failure = Check.Throws<Special>(() => ValueWithPullback(at: 2.5, of: GoesThrough));
        Check.Same(failure, t_last);
        failure = Check.Throws<Special>(() => Derivative(at: 2.5, of: GoesThrough));
        Check.Same(failure, t_last);
        Check.Near(Gradient(at: 0.5, of: GoesThrough), 1);
    }

    /// <summary>The caller's own filter is asked before the operator's code has cleaned up, and after.</summary>
    public static void C_FilterAroundTheOperator()
    {
        double g = 0;
        try
        {
            g = Gradient(at: 1.5, of: GoesThrough);
        }
        catch (Failure e) when (e.V < 1)
        {
            g = -1;
        }
        catch (Failure e) when (e.V > 1)
        {
            g = -2;
        }

        Check.Bits(g, -2);
    }

    public static void C_SecondDerivative()
    {
        Check.Near(Derivative(at: 0.5, of: y => Derivative(at: y, of: T_SeveralInOrder)), 6 * 0.5);
        Check.Near(Derivative(at: 1.5, of: y => Derivative(at: y, of: T_SeveralInOrder)), 10);
        Check.Near(Hessian(at: 1.5, of: T_SeveralInOrder), 10);
    }

    private static double Checked(double x) => x > 1 ? throw new Failure(x) : x * x;

    private static double Always(double x) => throw new Special(x);

    private static bool Refuses() => throw new InvalidOperationException();

    private static bool IsWithin(Settings settings, Failure e) => settings.Limit >= e.Limit;

    private static double GoesThrough(double x)
    {
        var failure = new Special(x);
        t_last = failure;
        try
        {
            if (x > 1)
                throw failure;
            return x;
        }
        catch (Failure e) when (e.V < 0)
        {
            return 0;
        }
        catch (ArithmeticException)
        {
            return 1;
        }
    }

    private static IEnumerable<double> Items(double x)
    {
        for (int i = 0; i < 4; i++)
        {
            double y;
            try
            {
                y = Checked(x * i / 2);
            }
            catch (Failure e) when (e.V > 2)
            {
                y = 3 * x + e.V;
            }
            catch (Failure) when (i > 0)
            {
                y = x * i;
            }

            yield return y;
        }
    }

    private static double Descend(double x, int n)
    {
        try
        {
            return n == 0 ? Checked(x) : Descend(x * 1.1, n - 1) * x;
        }
        catch (Failure) when (n == 2)
        {
            return x * x * 2;
        }
    }

    private static double Filtered(double x, double limit)
    {
        double p = 1;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                p += Math.Sin(p * x) * Checked(x * 0.4 * i);
            }
            catch (Failure e) when (e.V < limit)
            {
                p *= x;
            }
        }

        return p;
    }

    private static double Of<T>(double x)
        where T : Exception
    {
        double y = x;
        try
        {
            y = x > 2 ? Always(x) : Checked(x);
        }
        catch (T e) when (e.Message.Length > 0)
        {
            y *= x * 3;
        }
        catch (Exception e) when (e is Failure f)
        {
            y = x * f.V;
        }

        return y;
    }

    private static int Parsed(Settings settings, string text)
    {
        try
        {
            try
            {
                return int.Parse(text);
            }
            finally
            {
                settings.Depth = 2;
            }
        }
        catch (FormatException e) when (e.Message.Length == 0)
        {
            return 11;
        }
    }

    private static double Counted(double x)
    {
        s_depth++;
        try
        {
            return Checked(x);
        }
        finally
        {
            s_depth--;
        }
    }

    private static double ByReference(ref int state, double x, int n)
    {
        try
        {
            return n == 0 ? Checked(x) : ByReference(ref state, x, n - 1) * x;
        }
        finally
        {
            state = 2;
        }
    }

    private static IEnumerable<double> Watched(Settings settings, double x)
    {
        try
        {
            yield return x;
            yield return Checked(x);
        }
        finally
        {
            settings.Depth = 2;
        }
    }

    private class Failure(double v) : Exception("failed")
    {
        public double V = v;

        public double Limit { get; set; } = v;
    }

    private sealed class Special(double v) : Failure(v);

    private sealed class Settings
    {
        public double Limit { get; set; }

        public int Depth { get; set; }
    }

    private sealed class Reset(Settings settings) : IDisposable
    {
        public void Dispose() => settings.Depth = 2;
    }

    private class Step
    {
        public int State { get; set; } = 1;

        public virtual double Take(double x) => Checked(x);
    }

    private sealed class Marking : Step
    {
        public override double Take(double x)
        {
            try
            {
                return Checked(x) * x;
            }
            finally
            {
                State = 2;
            }
        }
    }
}
