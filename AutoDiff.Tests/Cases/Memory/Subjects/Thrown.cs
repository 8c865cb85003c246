using System.Runtime.CompilerServices;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Exceptions that carry numbers from where they are thrown to where they are caught.</summary>
public static class Thrown
{
    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Constructor(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Failure(x * y);
            y *= 2;
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Initialiser(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Failure(0) { V = x * y };
            y *= 2;
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_PropertySet(double x, double y)
    {
        try
        {
            var f = new Failure(1);
            f.Twice = x * y;
            if (x > 0.5)
                throw f;
            y *= f.V;
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Always(double x, double y)
    {
        try
        {
            throw new Failure(x * y);
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_MadeOutside(double x, double y)
    {
        var f = new Failure(x * y);
        try
        {
            if (x > 0.5)
                throw f;
            y *= 2;
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return f.V + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Array(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Failure(0) { A = [x, x * y] };
            y *= 2;
        }
        catch (Failure e)
        {
            y += e.A![0] * e.A[1];
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ArrayWrittenInHandler(double x, double y)
    {
        double[] a = [x, y];
        try
        {
            if (x > 0.5)
                throw new Failure(0) { A = a };
            y *= 2;
        }
        catch (Failure e)
        {
            e.A![0] *= e.A[1] * y;
        }

        return a[0] + (y * a[1]);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_List(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Failure(0) { L = [x, x * y] };
            y *= 2;
        }
        catch (Failure e)
        {
            e.L!.Add(y);
            foreach (double v in e.L)
                y += v * e.L[0];
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Object(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Failure(0) { Inside = new Part { Content = x * y } };
            y *= 2;
        }
        catch (Failure e)
        {
            y += e.Inside!.Content * x;
            e.Inside.Content *= y;
            x = e.Inside.Content;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Callee(double x, double y)
    {
        try
        {
            y *= Checked(x * y, 0.5);
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_CalleeApart(double x, double y)
    {
        try
        {
            y *= Apart(x * y, 0.5);
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_NestedCallees(double x, double y)
    {
        try
        {
            y *= Outer(x, y) + 1;
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_CalleeBuildsArray(double x, double y)
    {
        try
        {
            y *= Filled(x, y);
        }
        catch (Failure e)
        {
            y += e.A![0] * e.A[1];
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Rethrown(double x, double y)
    {
        try
        {
            try
            {
                if (x > 0.5)
                    throw new Failure(x * y);
                y *= 2;
            }
            catch (Failure f)
            {
                f.V *= x;
                throw;
            }
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ThrownAgain(double x, double y)
    {
        try
        {
            try
            {
                if (x > 0.5)
                    throw new Failure(x * y);
                y *= 2;
            }
            catch (Failure f)
            {
                f.V *= x;
                throw f;
            }
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ThrownAnew(double x, double y)
    {
        try
        {
            try
            {
                if (x > 0.5)
                    throw new Failure(x * y);
                y *= 2;
            }
            catch (Failure f)
            {
                throw new Further(f.V * y) { Weight = f.V };
            }
        }
        catch (Failure e)
        {
            y += e.V * ((Further)e).Weight;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_BaseType(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Further(x * y) { Weight = x };
            y *= 2;
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_BaseTypeWithCast(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Further(x * y) { Weight = x };
            y *= 2;
        }
        catch (Exception e)
        {
            if (e is Further f)
                y += f.V * f.Weight;
            else
                y = 1;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_DerivedNotThrown(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Failure(x * y);
            y *= 2;
        }
        catch (Further e)
        {
            y += e.V * e.Weight;
            }
            catch (Failure e)
            {
                y += e.V * 0.25;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6), At(0.1, 0.4)]
    public static double T_SeveralClauses(double x, double y)
    {
        try
        {
            if (x > 1)
                throw new Further(x * y) { Weight = y };
            if (x > 0.3)
                throw new Failure(x + y);
            y *= 2;
        }
        catch (Further e)
        {
            y += e.V * e.Weight;
            }
            catch (Failure e)
            {
                y += e.V * 0.25;
            }
            catch (Exception)
            {
                y = 0;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_OtherType(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new InvalidOperationException();
            if (y < -5)
                throw new Failure(x);
            y *= 2;
        }
        catch (Failure e)
        {
            y += e.V;
            }
            catch (InvalidOperationException)
            {
                y *= x;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ByVariable(double x, double y)
    {
        try
        {
            Failure f = y > 0 ? new Failure(x * y) : new Further(x) { Weight = y };
            if (x > 0.1)
                throw f;
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ByException(double x, double y)
    {
        try
        {
            Exception f = y > 0 ? new Failure(x * y) : new InvalidOperationException();
            throw f;
        }
        catch (Failure e)
        {
            y += e.V;
            }
            catch (InvalidOperationException)
            {
                y *= x;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Null(double x, double y)
    {
        try
        {
            Failure? f = y > 0 ? new Failure(x * y) : null;
            throw f!;
        }
        catch (Failure e)
        {
            y += e.V;
            }
            catch (NullReferenceException)
            {
                y *= x;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_FromField(double x, double y)
    {
        var b = new Keeper { Kept = new Failure(x * y) };
        try
        {
            throw b.Kept;
        }
        catch (Failure e)
        {
            y += e.V;
        }

        return x + (y * b.Kept.V);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Stored(double x, double y)
    {
        Failure? kept = null;
        try
        {
            throw new Failure(x * y);
        }
        catch (Failure e)
        {
            kept = e;
        }

        return (kept!.V * x) + y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_StoredOrNot(double x, double y)
    {
        Failure? kept = null;
        try
        {
            if (x > 0.5)
                throw new Failure(x * y);
            y *= 3;
        }
        catch (Failure e)
        {
            kept = e;
        }

        return ((kept?.V ?? 2) * x) + y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_UsedAfterChange(double x, double y)
    {
        var f = new Failure(x * y);
        try
        {
            throw f;
        }
        catch (Failure e)
        {
            e.V *= y;
            x = e.V;
        }

        return (f.V * x) + y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Message(double x, double y)
    {
        try
        {
            throw new Failure(x * y);
        }
        catch (Failure e)
        {
            y += e.Message == "failed" ? e.V : 1;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_TypeTest(double x, double y)
    {
        try
        {
            throw new Failure(x * y);
        }
        catch (Exception e)
        {
            y += e is Failure { V: > 0 } f ? f.V * x : 1;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Record(double x, double y)
    {
        try
        {
            throw new Recorded(new Sample(x * y, y));
        }
        catch (Recorded e)
        {
            y += e.Sample.First * e.Sample.Second;
            y += (e.Sample with { First = 2 }).Second;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Struct(double x, double y)
    {
        try
        {
            throw new Pointed { At = (x * y, y) };
        }
        catch (Pointed e)
        {
            y += e.At.X * e.At.Y;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Generic(double x, double y)
    {
        try
        {
            throw new Carrying<double>(x * y);
        }
        catch (Carrying<double> e)
        {
            y += e.Content * x;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_GenericArray(double x, double y)
    {
        try
        {
            throw new Carrying<double[]>([x * y, y]);
        }
        catch (Carrying<double[]> e)
        {
            y += e.Content[0] * e.Content[1];
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Delegate(double x, double y)
    {
        try
        {
            throw new Continuing(t => t * x);
        }
        catch (Continuing e)
        {
            y = e.Next(y) * e.Next(x);
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_WithFinally(double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Failure(x * y);
            y *= 2;
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
            }
            finally
            {
                x *= y;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_FinallyInBetween(double x, double y)
    {
        try
        {
            try
            {
                if (x > 0.5)
                    throw new Failure(x * y);
                y *= 2;
            }
            finally
            {
                x *= y;
            }
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_FinallyChangesWhatIsThrown(double x, double y)
    {
        var f = new Failure(x * y);
        try
        {
            try
            {
                if (x > 0.5)
                    throw f;
                y *= 2;
            }
            finally
            {
                f.V *= y;
            }
        }
        catch (Failure e)
        {
            y += e.V * 0.5;
        }

        return x + (y * f.V);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Loop(double x, double y)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            try
            {
                if (x * i > 0.5)
                    throw new Failure(x * y * i);
                sum += y;
            }
            catch (Failure e)
            {
                sum += e.V * x;
                y = Math.Sin(e.V);
            }
        }

        return sum * y;
    }

    [At(0.37, -0.81), At(1.3, 0.6)]
    public static double T_LoopOfCallees(double x, double y)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            try
            {
                sum += Apart(x * i, 0.5);
            }
            catch (Failure e)
            {
                sum += e.V * y;
                x *= 0.9;
            }
        }

        return sum * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_LoopInTry(double x, double y)
    {
        double sum = x;
        try
        {
            for (int i = 0; ; i++)
            {
                sum += Math.Sin(sum * y);
                if (i == 4)
                    throw new Failure(sum * x);
            }
        }
        catch (Failure e)
        {
            return e.V * sum;
        }
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Retries(double x, double y)
    {
        double step = x * x;
        while (true)
        {
            try
            {
                return Apart(step * y, 0.2) * x;
            }
            catch (Failure e)
            {
                step = 0.3 * (step + e.V);
            }
        }
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_BreakOut(double x, double y)
    {
        double sum = 1;
        for (int i = 0; i < 5; i++)
        {
            try
            {
                sum *= x + i;
                if (sum > 2)
                    throw new Failure(sum * y);
            }
            catch (Failure e)
            {
                sum = e.V;
                break;
            }
        }

        return sum * x;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Kept(double x, double y)
    {
        var kept = new List<Failure>();
        for (int i = 0; i < 3; i++)
        {
            try
            {
                throw new Failure(x * y * i);
            }
            catch (Failure e)
            {
                kept.Add(e);
                x *= 1.2;
            }
        }

        double sum = 0;
        foreach (var e in kept)
            sum += e.V * e.V;
        return sum * y;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Accumulated(double x, double y)
    {
        Failure? last = null;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                throw new Failure((last?.V ?? x) * y) { Previous = last };
            }
            catch (Failure e)
            {
                last = e;
            }
        }

        return last!.V + (last.Previous!.V * last.Previous.Previous!.V);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_HandlerInHandler(double x, double y)
    {
        try
        {
            throw new Failure(x * y);
        }
        catch (Failure e)
        {
            try
            {
                throw new Failure(e.V * x);
            }
            catch (Failure f)
            {
                return f.V * e.V * y;
            }
        }
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_IteratorInLoop(double x, double y)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                foreach (double v in Walk(x, y, i))
                    sum += v * y;
            }
            catch (Failure e)
            {
                sum += e.V * x;
                x *= 0.8;
            }
        }

        return sum * x;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_UsingWithDispose(double x, double y)
    {
        double[] a = [x, y];
        try
        {
            using (new Scaling(a, y))
            {
                a[0] *= y;
                if (x > 0.5)
                    throw new Failure(a[0] * x);
            }
        }
        catch (Failure e)
        {
            a[1] += e.V * a[0];
        }

        return a[0] + (a[1] * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ReturnInTry(double x, double y)
    {
        return Returning([x, y], x, y) * x;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_InCallee(double x, double y)
    {
        return Inner(x, y) * Inner(y, x * x);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_InLambda(double x, double y)
    {
        Func<double, double> f = t =>
        {
            try
            {
                if (t > 0.4)
                    throw new Failure(t * y);
                return t;
            }
            catch (Failure e)
            {
                return e.V * x;
            }
        };
        return f(x) + f(y);
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ThrownByLambda(double x, double y)
    {
        Func<double, double> f = t => t > 0.4 ? throw new Failure(t * y) : t * x;
        try
        {
            return f(x) * y;
        }
        catch (Failure e)
        {
            return e.V * x;
        }
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ThrownByVirtual(double x, double y)
    {
        Shape[] shapes = [new Round(), new Square()];
        double sum = 0;
        foreach (var s in shapes)
        {
            try
            {
                sum += s.Area(x, y);
            }
            catch (Failure e)
            {
                sum += e.V * y;
            }
        }

        return sum * x;
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Coalescing(double x, double y)
    {
        double? z = y > 0 ? y : null;
        try
        {
            return (z ?? throw new Failure(x * y)) * x;
        }
        catch (Failure e)
        {
            return e.V * x;
        }
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ActiveMemoryBeforeThrow(double x, double y)
    {
        double[] a = [x, y];
        try
        {
            a[0] *= x;
            if (x > 0.5)
                throw new Failure(a[0] * y) { A = a };
            a[1] *= a[0];
        }
        catch (Failure e)
        {
            a[1] += e.V * e.A![0];
        }

        return a[0] * a[1];
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_CalleeWritesBeforeThrow(double x, double y)
    {
        double[] a = [x, y];
        try
        {
            Write(a, x);
        }
        catch (Failure e)
        {
            a[1] += e.V * a[0];
        }

        return a[0] * a[1];
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_WithoutInner(double x, double y)
    {
        try
        {
            throw new Wrapping(x * y);
        }
        catch (Wrapping e)
        {
            return e.V * x;
        }
    }

    [MayBeRefused("AD1002", "AD1006")]
    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Inner(double x, double y)
    {
        try
        {
            throw new Wrapping(x, new Failure(x * y));
        }
        catch (Wrapping e)
        {
            return ((Failure)e.InnerException!).V * e.V;
        }
    }

    [MayBeRefused("AD1002", "AD1006")]
    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Aggregate(double x, double y)
    {
        try
        {
            throw new AggregateException(new Failure(x * y));
        }
        catch (AggregateException e)
        {
            return ((Failure)e.InnerExceptions[0]).V * x;
        }
    }

    [MayBeRefused("AD1002", "AD1003", "AD1004", "AD1006")]
    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Data(double x, double y)
    {
        try
        {
            var failure = new InvalidOperationException();
            failure.Data["v"] = x * y;
            throw failure;
        }
        catch (InvalidOperationException e)
        {
            return (double)e.Data["v"]! * x;
        }
    }

    [MayBeRefused("AD1002", "AD1006")]
    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_ActualValue(double x, double y)
    {
        try
        {
            throw new ArgumentOutOfRangeException(nameof(x), x * y, "too large");
        }
        catch (ArgumentOutOfRangeException e)
        {
            return (double)e.ActualValue! * x;
        }
    }

    [MayBeRefused("AD1006")]
    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Filter(double x, double y)
    {
        try
        {
            throw new Failure(x * y);
        }
        catch (Failure e) when (e.V > 0.5)
        {
            return e.V * x;
        }
        catch (Failure e)
        {
            return e.V * y;
        }
    }

    [MayBeRefused("AD1006")]
    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Recursion(double x, double y)
    {
        try
        {
            return Deep(x * y, 3);
        }
        catch (Failure e)
        {
            return e.V * x;
        }
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_Helper(double x, double y)
    {
        try
        {
            throw Made(x * y);
        }
        catch (Failure e)
        {
            return e.V * x;
        }
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_GivenToHelper(double x, double y)
    {
        var failure = new Failure(x * y);
        try
        {
            Raise(failure);
            return 0;
        }
        catch (Failure e)
        {
            return e.V * x;
        }
    }

    [At(0.37, -0.81), At(1.2, 0.6)]
    public static double T_FromDictionary(double x, double y)
    {
        var failures = new Dictionary<string, Failure> { ["a"] = new Failure(x * y) };
        try
        {
            throw failures["a"];
        }
        catch (Failure e)
        {
            return e.V * x;
        }
    }

    private static double Deep(double v, int n) => n == 0 ? throw new Failure(v * v) : Deep(v * 1.1, n - 1) * 2;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Failure Made(double v) => new(v * v);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Raise(Exception e) => throw e;

    private sealed class Wrapping(double v, Exception? inner = null) : Exception("wrapped", inner)
    {
        public double V = v;
    }

    private static double Checked(double v, double limit) => v > limit ? throw new Failure(v * v) : v;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Apart(double v, double limit)
    {
        double s = v;
        for (int i = 0; i < 3; i++)
        {
            s += Math.Sin(s) * 0.1;
            if (s > limit)
                throw new Failure(s * v);
        }

        return s;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Outer(double x, double y)
    {
        double z = Apart(x * y, 0.4);
        return z * Checked(z + x, 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Filled(double x, double y)
    {
        var a = new double[2];
        a[0] = x * y;
        a[1] = y + x;
        return y > 0 ? throw new Failure(1) { A = a } : a[1];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(double[] a, double x)
    {
        a[0] *= x;
        if (x > 0.5)
            throw new Failure(a[0]);
        a[1] *= x;
    }

    private static double Returning(double[] a, double x, double y)
    {
        try
        {
            if (x > 0.5)
                throw new Failure(x * y);
            return a[0] * y;
        }
        catch (Failure e)
        {
            return e.V * a[1];
        }
        finally
        {
            a[0] *= 2;
            a[1] *= a[0];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Inner(double x, double y)
    {
        try
        {
            return Apart(x * y, 0.3);
        }
        catch (Failure e)
        {
            return e.V * y;
        }
    }

    private static IEnumerable<double> Walk(double x, double y, int most)
    {
        for (int i = 0; i < 3; i++)
        {
            yield return x * i;
            if (i == most)
                throw new Failure(x * y);
        }
    }

    private class Failure(double v) : Exception("failed")
    {
        public double V = v;
        public double[]? A;
        public List<double>? L;
        public Part? Inside;
        public Failure? Previous;

        public double Twice { get => V * 2; set => V = value * 2; }
    }

    private sealed class Further(double v) : Failure(v)
    {
        public double Weight;
    }

    private sealed class Part
    {
        public double Content;
    }

    private sealed class Keeper
    {
        public required Failure Kept;
    }

    private sealed record Sample(double First, double Second);

    private sealed class Recorded(Sample sample) : Exception
    {
        public Sample Sample { get; } = sample;
    }

    private sealed class Pointed : Exception
    {
        public (double X, double Y) At;
    }

    private sealed class Carrying<T>(T content) : Exception
    {
        public T Content { get; } = content;
    }

    private sealed class Continuing(Func<double, double> next) : Exception
    {
        public Func<double, double> Next { get; } = next;
    }

    private sealed class Scaling(double[] a, double factor) : IDisposable
    {
        public void Dispose()
        {
            a[0] *= factor;
            a[1] += a[0];
        }
    }

    private abstract class Shape
    {
        public abstract double Area(double x, double y);
    }

    private sealed class Round : Shape
    {
        public override double Area(double x, double y) => x > 0.5 ? throw new Failure(x * y * Math.PI) : x * x;
    }

    private sealed class Square : Shape
    {
        public override double Area(double x, double y) => y > 0.5 ? throw new Failure(x * y) : y * y;
    }
}
