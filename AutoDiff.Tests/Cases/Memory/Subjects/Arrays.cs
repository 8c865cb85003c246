namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>One-dimensional arrays of numbers and structs: made, read, written in place, passed on, aliased.</summary>
public static class Arrays
{
    private static readonly double[] s_weights = [0.5, -1.25, 2, 0.75, -0.3];
    private static readonly double[] s_scratch = new double[8];

    public static double T_TableWrittenInPlace(double[] x)
    {
        double[] y = [1, 2, 3, 4];
        double s = 0;
        for (int round = 0; round < 3; round++)
        {
            double[] z = [0.5, -1, 2];
            for (int i = 0; i < 3; i++)
            {
                y[i] = (y[i] * x[i]) + y[i + 1];
                z[i] *= y[i];
            }

            s += z[0] + (z[1] * z[2]);
        }

        return s + y[3];
    }

    public static double T_SumByFor(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i];
        return sum;
    }

    public static double[] G_SumByFor(double[] x) => [1, 1, 1, 1, 1];

    public static double T_SumOfSquares(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * x[i];
        return sum;
    }

    public static double[] G_SumOfSquares(double[] x) => Array.ConvertAll(x, v => 2 * v);

    public static double T_ProductOfElements(double[] x)
    {
        double product = 1;
        foreach (double v in x)
            product *= v;
        return product;
    }

    public static double T_OneElement(double[] x) => x[3] * 2;

    public static double T_LengthOnly(double[] x) => x[0] * x.Length;

    public static double T_FromEnd(double[] x) => (x[^1] * x[^2]) + x[^5];

    public static double T_RangeOfArray(double[] x)
    {
        double[] middle = x[1..^1];
        middle[0] *= 3;
        double[] tail = x[2..];
        double[] head = x[..2];
        return (middle[0] * middle[^1]) + (tail[0] * head[1]) + x[1];
    }

    public static double T_IndexVariables(double[] x)
    {
        Index last = ^1;
        Range inner = 1..3;
        double[] part = x[inner];
        return x[last] * part[0] * part[part.Length - 1];
    }

    public static double T_NewAndFill(double x, double y)
    {
        var a = new double[4];
        a[0] = x;
        a[1] = y;
        a[2] = a[0] * a[1];
        a[3] = Math.Sin(a[2]) + a[0];
        return a[3] * a[2];
    }

    public static double T_Initialiser(double x, double y)
    {
        double[] a = { x, y, x * y, 3 };
        var b = new[] { a[0] + a[1], a[2] * a[3] };
        return b[0] * b[1];
    }

    public static double T_CollectionExpression(double x, double y)
    {
        double[] a = [x, y, x * y];
        double[] b = [1, .. a, y * y, .. a[1..]];
        double sum = 0;
        for (int i = 0; i < b.Length; i++)
            sum += b[i] * (i + 1);
        return sum * b[3];
    }

    public static double T_ImplicitZeros(double x)
    {
        var a = new double[5];
        a[2] = x;
        double sum = 1;
        foreach (double v in a)
            sum += v * v;
        return sum;
    }

    public static double T_CloneIsIndependent(double[] x)
    {
        var y = (double[])x.Clone();
        y[0] = x[1] * y[0];
        x[1] = 7;
        return (y[0] * x[0]) + y[1] + x[1];
    }

    public static double T_ArrayCopy(double[] x)
    {
        var y = new double[7];
        Array.Copy(x, 1, y, 2, 4);
        Array.Copy(x, y, 2);
        return (y[0] * y[2]) + (y[5] * y[5]) + y[6] + (y[1] * x[1]);
    }

    public static double T_ArrayCopyOverlapping(double[] x)
    {
        Array.Copy(x, 0, x, 1, 4);
        return (x[0] * x[1]) + (x[2] * x[3] * x[4]);
    }

    public static double T_CopyToMethod(double[] x)
    {
        var y = new double[8];
        x.CopyTo(y, 3);
        y[3] *= y[4];
        return (y[3] * y[7]) + x[0];
    }

    public static double T_ArrayFill(double x, double y)
    {
        var a = new double[6];
        Array.Fill(a, x * y);
        a[2] = x;
        Array.Fill(a, y, 4, 2);
        double product = 1;
        foreach (double v in a)
            product *= v;
        return product;
    }

    public static double T_ArrayClear(double[] x)
    {
        double before = x[1] * x[2];
        Array.Clear(x, 1, 2);
        double after = (x[0] * x[1]) + x[2] + x[3];
        Array.Clear(x);
        return before + after + x[4];
    }

    public static double T_ArrayReverse(double[] x)
    {
        Array.Reverse(x);
        double first = x[0] * s_weights[0];
        Array.Reverse(x, 1, 3);
        return first + (x[1] * x[2] * x[3]) + x[4];
    }

    public static double T_ArrayResize(double[] x)
    {
        double[] a = x;
        Array.Resize(ref a, 7);
        a[5] = a[0] * a[1];
        a[6] = a[5] + x[2];
        a[0] = 100;
        Array.Resize(ref a, 6);
        return (a[5] * a[4]) + x[0];
    }

    public static double T_ParamsArray(double x, double y)
    {
        static double Mean(params double[] values)
        {
            double sum = 0;
            foreach (double v in values)
                sum += v * v;
            return sum / values.Length;
        }

        return Mean(x, y, x * y) + (2 * Mean(x)) + Mean(y, 3);
    }

    public static double T_TupleSwapOfElements(double[] x)
    {
        (x[0], x[3]) = (x[3], x[0]);
        (x[1], x[2], x[4]) = (x[4], x[1], x[2]);
        return (x[0] * s_weights[0]) + (x[1] * x[1]) + (x[2] * x[3]) + (3 * x[4]);
    }

    public static double T_CompoundAssignments(double[] x)
    {
        x[0] += x[1];
        x[1] *= x[0];
        x[2] -= x[1] * x[2];
        x[3] /= 1 + (x[2] * x[2]);
        x[4] *= x[4];
        return x[0] + x[1] + x[2] + x[3] + x[4];
    }

    public static double T_ElementTimesItself(double[] x)
    {
        for (int i = 0; i < x.Length; i++)
            x[i] *= x[i] * x[x.Length - 1 - i];
        return x[0] + (2 * x[2]) + (3 * x[4]);
    }

    public static double T_IncrementOfElement(double[] x)
    {
        x[0]++;
        --x[1];
        double old = x[2]++;
        return (x[0] * x[1]) + (old * x[2]);
    }

    public static double T_OverwrittenAfterUse(double[] x)
    {
        double product = x[0] * x[1];
        x[0] = Math.Exp(x[2]);
        double again = x[0] * x[1];
        x[1] = 4;
        return product * again * x[1];
    }

    public static double T_OverwrittenByConstant(double[] x)
    {
        double r = x[2] * x[2];
        x[2] = 5;
        return r + (x[2] * x[0]);
    }

    public static double T_SameArrayReadAndWritten(double[] x)
    {
        static void AddShifted(double[] from, double[] to)
        {
            for (int i = 0; i + 1 < from.Length; i++)
                to[i + 1] += from[i] * from[i];
        }

        AddShifted(x, x);
        return x[4] + (x[2] * x[0]);
    }

    public static double T_DifferentArraysReadAndWritten(double[] x)
    {
        static void AddShifted(double[] from, double[] to)
        {
            for (int i = 0; i + 1 < from.Length; i++)
                to[i + 1] += from[i] * from[i];
        }

        var y = new double[x.Length];
        AddShifted(x, y);
        AddShifted(y, x);
        return x[4] + (x[2] * y[3]);
    }

    public static double T_SameArrayMayBePassedTwice(double[] x)
    {
        static double Mix(double[] a, double[] b)
        {
            double before = a[0];
            b[0] = b[1] * 3;
            return before * a[0];
        }

        double[] other = [x[3], x[4]];
        return Mix(x, x) + Mix(x, other) + Mix(other, x);
    }

    public static double T_PingPongBuffers(double[] x)
    {
        double[] now = x;
        var next = new double[x.Length];
        for (int step = 0; step < 4; step++)
        {
            for (int i = 0; i < now.Length; i++)
                next[i] = Math.Sin(now[i]) + (0.5 * now[(i + 1) % now.Length]);
            (now, next) = (next, now);
        }

        return (now[0] * now[1]) + next[2];
    }

    public static double T_ConditionalArray(double[] x)
    {
        double[] other = [x[1] * 2, x[0] * x[0], 3];
        double[] chosen = x[0] > x[1] ? x : other;
        chosen[1] *= chosen[0];
        return (x[1] * other[1]) + chosen[2];
    }

    public static double T_ArrayChosenInLoop(double[] x)
    {
        double[] a = [x[0], x[1]];
        double[] b = [x[2], x[3]];
        for (int i = 0; i < 5; i++)
        {
            double[] target = i % 2 == 0 ? a : b;
            double[] source = i % 3 == 0 ? b : a;
            target[i % 2] += Math.Sin(source[(i + 1) % 2]);
        }

        return (a[0] * b[1]) + (a[1] * b[0]);
    }

    [MayBeRefused("AD1005", "AD1006")]
    public static double T_ScratchInStaticField(double[] x)
    {
        for (int i = 0; i < x.Length; i++)
            s_scratch[i] = x[i] * x[i];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += s_scratch[i] * s_scratch[(i + 1) % x.Length];
        return sum;
    }

    public static double T_ConstantsInStaticField(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += s_weights[i] * x[i] * x[i];
        return sum;
    }

    public static double[] G_ConstantsInStaticField(double[] x) => [.. x.Select((v, i) => 2 * v * s_weights[i])];

    public static double T_ConstantArrayMeetsActiveOne(double[] x)
    {
        double[] chosen = x[0] > 0.5 ? x : s_weights;
        double sum = 0;
        for (int i = 0; i < chosen.Length; i++)
            sum += chosen[i] * chosen[i] * x[i];
        return sum;
    }

    public static double T_OutputFilledByHelper(double[] x)
    {
        static void Squares(double[] input, double[] output)
        {
            for (int i = 0; i < input.Length; i++)
                output[i] = input[i] * input[i];
        }

        var y = new double[x.Length];
        var z = new double[x.Length];
        Squares(x, y);
        Squares(y, z);
        return z[0] + (y[1] * z[2]);
    }

    public static double T_ArrayReturnedByHelper(double[] x)
    {
        static double[] Scaled(double[] a, double by)
        {
            var r = new double[a.Length];
            for (int i = 0; i < a.Length; i++)
                r[i] = a[i] * by;
            return r;
        }

        double[] y = Scaled(x, x[0]);
        return Scaled(y, y[1])[2] * y[3];
    }

    public static double T_HelperReturnsItsArgument(double[] x)
    {
        static double[] Doubled(double[] a)
        {
            for (int i = 0; i < a.Length; i++)
                a[i] *= 2;
            return a;
        }

        double[] y = Doubled(x);
        y[0] = y[1] * x[0];
        return x[0] * y[0];
    }

    public static double T_Recurrence(double[] x)
    {
        for (int i = 2; i < x.Length; i++)
            x[i] = Math.Sin(x[i - 1]) + (x[i - 2] * x[i]);
        return x[4] * x[3];
    }

    public static double T_Fibonacci(double x, double y)
    {
        var f = new double[12];
        f[0] = x;
        f[1] = y;
        for (int i = 2; i < f.Length; i++)
            f[i] = f[i - 1] + f[i - 2];
        return f[11];
    }

    [At(1, 1)]
    [At(2, -3)]
    public static double T_FibonacciClosed(double x, double y) => T_Fibonacci(x, y);

    public static double[] G_FibonacciClosed(double x, double y) => [55, 89];

    public static double T_PrefixSumsInPlace(double[] x)
    {
        for (int i = 1; i < x.Length; i++)
            x[i] += x[i - 1];
        double product = 1;
        foreach (double v in x)
            product *= 0.3 * v;
        return product;
    }

    public static double T_SuffixProductsInPlace(double[] x)
    {
        for (int i = x.Length - 2; i >= 0; i--)
            x[i] *= x[i + 1];
        return x[0] + (x[1] * x[2]);
    }

    public static double T_WritesInOneBranch(double[] x)
    {
        if (x[0] > x[1])
            x[2] = x[0] * x[1];
        double r = x[2] * x[3];
        if (x[4] < 0)
            x[3] = 0;
        else if (x[4] > 1)
            x[3] *= x[4];
        return r + (x[3] * x[3]);
    }

    public static double T_EarlyReturn(double[] x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] *= 2;
            if (x[i] > 3)
                return x[i] * x[0];
        }

        return x[0] * x[^1];
    }

    public static double T_ElementByReference(double[] x)
    {
        static void Halve(ref double v) => v *= 0.5;
        static void AddSquare(ref double to, in double of) => to += of * of;

        Halve(ref x[1]);
        AddSquare(ref x[2], x[1]);
        AddSquare(ref x[3], in x[3]);
        AddSquare(ref x[4], x[4] * x[0]);
        return x[1] + (x[2] * x[3]) + x[4];
    }

    public static double T_NestedCallsByReference(double[] x)
    {
        static void Inner(ref double v, double by) => v = Math.Sin(v * by);
        static void Outer(ref double v, ref double w)
        {
            Inner(ref v, w);
            Inner(ref w, v);
        }

        Outer(ref x[0], ref x[1]);
        Outer(ref x[1], ref x[2]);
        Outer(ref x[3], ref x[3]);
        return x[0] + (x[1] * x[2]) + x[3];
    }

    public static double T_ReferenceLocalToElement(double[] x)
    {
        ref double slot = ref x[2];
        slot *= x[0];
        slot += slot * slot;
        slot = ref x[3];
        slot = x[2] * slot;
        return x[2] + x[3];
    }

    public static double T_ReferenceReturnedIntoArray(double[] x)
    {
        static ref double Largest(double[] a)
        {
            int best = 0;
            for (int i = 1; i < a.Length; i++)
            {
                if (a[i] > a[best])
                    best = i;
            }

            return ref a[best];
        }

        Largest(x) *= 0.1;
        ref double second = ref Largest(x);
        second = (second * second) + x[0];
        double sum = 0;
        foreach (double v in x)
            sum += v * v;
        return sum;
    }

    public static double T_ForeachByReference(double[] x)
    {
        foreach (ref double v in x.AsSpan())
            v = (v * v) + x[0];
        return x[0] + (x[1] * x[4]);
    }

    public static double T_OutParameterIntoElement(double[] x)
    {
        static void SinCos(double v, out double sin, out double cos)
        {
            sin = Math.Sin(v);
            cos = Math.Cos(v);
        }

        SinCos(x[0], out x[1], out x[2]);
        SinCos(x[3] * x[1], out double s, out x[3]);
        return (x[1] * x[2]) + (s * x[3]);
    }

    public static double T_OutParameterArray(double[] x)
    {
        static bool TryNormalise(double[] a, out double[] unit)
        {
            double norm = 0;
            foreach (double v in a)
                norm += v * v;
            norm = Math.Sqrt(norm);
            unit = new double[a.Length];
            for (int i = 0; i < a.Length; i++)
                unit[i] = a[i] / norm;
            return norm > 0;
        }

        return TryNormalise(x, out double[] unit) ? (unit[0] * unit[1]) + x[2] : 0;
    }

    public static double T_RefParameterArray(double[] x)
    {
        static void Grow(ref double[] a, double last)
        {
            var b = new double[a.Length + 1];
            for (int i = 0; i < a.Length; i++)
                b[i] = a[i];
            b[^1] = last;
            a = b;
        }

        double[] y = x;
        Grow(ref y, x[0] * x[1]);
        Grow(ref y, y[^1] * x[2]);
        y[0] = 0;
        return y[5] + (y[6] * x[0]);
    }

    public static double T_StructElements(double[] x)
    {
        var points = new Point[3];
        for (int i = 0; i < points.Length; i++)
            points[i] = new Point { X = x[i], Y = x[i + 1] };
        points[1].X *= points[0].Y;
        points[2] = points[1];
        points[2].Y += x[4];
        var copy = points[0];
        copy.X = 100;
        return points[0].X + (points[1].X * points[2].Y) + (points[2].X * copy.Y);
    }

    public static double T_MethodsOnStructElements(double[] x)
    {
        var bodies = new Body[2];
        bodies[0] = new Body { Position = x[0], Velocity = x[1] };
        bodies[1] = new Body { Position = x[2], Velocity = x[3] };
        for (int step = 0; step < 5; step++)
        {
            for (int i = 0; i < bodies.Length; i++)
                bodies[i].Move(0.1);
            bodies[0].Velocity -= 0.2 * (bodies[0].Position - bodies[1].Position) * x[4];
        }

        return bodies[0].Position * bodies[1].Energy;
    }

    public static double T_ReferenceToStructElement(double[] x)
    {
        var bodies = new Body[3];
        for (int i = 0; i < bodies.Length; i++)
        {
            ref Body b = ref bodies[i];
            b.Position = x[i];
            b.Velocity = x[i] * x[i + 1];
            b.Move(0.5);
        }

        ref double v = ref bodies[1].Velocity;
        v *= bodies[0].Position;
        Body.Exchange(ref bodies[0], ref bodies[2]);
        return bodies[0].Energy + (bodies[1].Velocity * bodies[2].Position);
    }

    public static double T_TuplesInArray(double[] x)
    {
        var pairs = new (double A, double B)[2];
        pairs[0] = (x[0], x[1]);
        pairs[1].A = pairs[0].B * x[2];
        pairs[1].B += x[3];
        (pairs[0].A, pairs[1].B) = (pairs[1].B, pairs[0].A);
        return (pairs[0].A * pairs[1].A) + (pairs[1].B * pairs[0].B);
    }

    public static double T_ArraysInsideStructsInsideArrays(double[] x)
    {
        var layers = new Layer[2];
        layers[0] = new Layer { Weights = [x[0], x[1]], Bias = x[2] };
        layers[1] = new Layer { Weights = layers[0].Weights, Bias = x[3] };
        layers[1].Weights[0] *= layers[1].Bias;
        double sum = 0;
        foreach (var layer in layers)
        {
            foreach (double w in layer.Weights)
                sum += w * w * layer.Bias;
        }

        return sum;
    }

    public static double T_MixedStructElements(double[] x)
    {
        var items = new Item[3];
        for (int i = 0; i < items.Length; i++)
            items[i] = new Item { Count = i + 1, Amount = x[i], Name = "item" + i };
        double total = 0;
        foreach (var item in items)
            total += item.Count * item.Amount * item.Name.Length * item.Amount;
        return total;
    }

    public static double T_GatherAndScatter(double[] x)
    {
        int[] index = [0, 2, 2, 4, 1, 2];
        double sum = 0;
        for (int i = 0; i < index.Length; i++)
            sum += x[index[i]] * x[index[i]] * (i + 1);
        var bins = new double[3];
        for (int i = 0; i < index.Length; i++)
            bins[index[i] / 2] += x[i % x.Length];
        return sum + (bins[0] * bins[1]) + (bins[2] * bins[2]);
    }

    public static double T_IndexChangedAfterUse(double[] x)
    {
        int i = 0;
        double r = x[i] * x[i + 1];
        i += 2;
        x[i] = r * x[i];
        i++;
        x[i++] += x[i];
        return x[2] * x[3] * i;
    }

    public static double T_IndexFromArray(double[] x)
    {
        int[] next = [2, 0, 4, 1, 3];
        int at = 0;
        double r = 1;
        for (int n = 0; n < 7; n++)
        {
            r += Math.Sin(r * x[at]);
            at = next[at];
            next[0] = 3;
        }

        return r;
    }

    public static double T_AliasOfArray(double[] x)
    {
        double[] a = x, b = a;
        a[0] *= 2;
        b[0] *= b[1];
        double r = a[0];
        b = [r, r];
        b[0] = 0;
        return x[0] * b[1];
    }

    public static double T_TwoArrays(double[] x, double[] y)
    {
        double dot = 0;
        for (int i = 0; i < x.Length; i++)
            dot += x[i] * y[i];
        y[0] = dot;
        return dot * y[0];
    }

    public static double T_ArrayAndNumber(double[] x, double t)
    {
        double r = 0;
        for (int i = x.Length - 1; i >= 0; i--)
            r = (r * t) + x[i];
        return r;
    }

    public static double[] G_ArrayAndNumber(double[] x, double t) =>
        [1, t, t * t, t * t * t, t * t * t * t, x[1] + (2 * x[2] * t) + (3 * x[3] * t * t) + (4 * x[4] * t * t * t)];

    public static float T_SinglePrecision(float[] x)
    {
        var y = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = MathF.Sin(x[i]) * x[0];
        float sum = 0;
        foreach (float v in y)
            sum += v * v;
        return sum;
    }

    public static double T_SingleIntoDouble(double[] x)
    {
        var y = new float[2];
        var z = new double[2];
        z[0] = x[0] * x[1];
        z[1] = z[0] + y[1];
        y[0] = 3;
        return z[1] * y[0];
    }

    public static double T_IntegersBesideNumbers(double[] x)
    {
        var counts = new int[3];
        for (int i = 0; i < x.Length; i++)
            counts[x[i] > 1 ? 1 : 0]++;
        return (x[0] * counts[0]) + (x[1] * x[1] * counts[1]);
    }

    public static double T_NullChecks(double[] x)
    {
        double[]? none = null;
        double[]? some = x;
        return ((some?[0] ?? 1) * (none?[0] ?? 2)) + (none ?? x)[1];
    }

    public static double T_EmptyArray(double x)
    {
        double[] none = [];
        double sum = x * x;
        foreach (double v in none)
            sum += v;
        return sum + Array.Empty<double>().Length;
    }

    public static double T_NestedIndices(double[] x)
    {
        double[] y = [x[0], x[1], x[2]];
        int[] order = [2, 0, 1];
        return y[order[order[0]]] * x[order[y.Length - 1] + 2];
    }

    public static double T_ArrayOfNullables(double x, double y)
    {
        var a = new double?[3];
        a[0] = x;
        a[2] = a[0] * y;
        double sum = 0;
        foreach (double? v in a)
            sum += v ?? 1;
        return sum * a[2]!.Value;
    }

    public static double T_CovariantStorage(double[] x)
    {
        Cell[] cells = [new Cell { V = x[0] }, new Cell { V = x[1] }];
        object[] objects = cells;
        objects[0] = new Cell { V = x[2] * x[3] };
        return cells[0].V * cells[1].V;
    }

    public static double T_WhileOverTwoEnds(double[] x)
    {
        int i = 0, j = x.Length - 1;
        double r = 0;
        while (i < j)
        {
            r += x[i] * x[j];
            x[i++] = x[j--] * 0.5;
        }

        return r + (x[0] * x[1]);
    }

    public static double T_SwapWithTemporary(double[] x)
    {
        double t = x[0];
        x[0] = x[1];
        x[1] = t;
        t = x[2];
        x[2] = x[0] * t;
        return (x[0] * s_weights[0]) + (x[1] * s_weights[1]) + x[2];
    }

    public static double T_ReadInCondition(double[] x)
    {
        double r = 1;
        for (int i = 0; i < x.Length && x[i] < 2.2; i++)
        {
            if (x[i] > 1)
                r *= x[i];
            else
                x[(i + 1) % x.Length] += 0.01 * x[i];
        }

        return r + x[1];
    }

    public static double[] T_ArrayResult(double[] x)
    {
        var y = new double[3];
        y[0] = x[0] * x[1];
        y[1] = Math.Sin(x[2]);
        y[2] = y[0] * y[1];
        return y;
    }

    public static double[] T_ArgumentAsResult(double[] x) => x;

    public static double[] T_ArgumentChangedAsResult(double[] x)
    {
        x[1] *= x[0];
        x[0] = 2;
        return x;
    }

    public static double[] T_ResultFromNumbers(double x, double y) => [x, y, x * y, 1];

    private struct Point
    {
        public double X;
        public double Y;
    }

    private struct Body
    {
        public double Position;
        public double Velocity;

        public readonly double Energy => (Velocity * Velocity) + (Position * Position);

        public static void Exchange(ref Body a, ref Body b) => (a.Velocity, b.Velocity) = (b.Velocity, a.Velocity);

        public void Move(double dt)
        {
            Position += Velocity * dt;
            Velocity -= Math.Sin(Position) * dt;
        }
    }

    private struct Layer
    {
        public double[] Weights;
        public double Bias;
    }

    private struct Item
    {
        public int Count;
        public double Amount;
        public string Name;
    }

    private sealed class Cell
    {
        public double V;
    }
}
