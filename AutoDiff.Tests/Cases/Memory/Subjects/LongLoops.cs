namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Loops over arrays long enough for vectors: with and without a rest, up and down, over one array twice, and ending in an exception.</summary>
public static class LongLoops
{
    [Shape("19")]
    public static double T_Map(double[] x)
    {
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = (x[i] * 3) + (1 / (2 + (x[i] * x[i])));
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
            sum += y[i] * y[i];
        return sum;
    }

    [Shape("16", "16")]
    public static double T_ScaledSum(double[] x, double[] y)
    {
        var z = (double[])y.Clone();
        for (int round = 0; round < 3; round++)
        {
            double factor = x[round] / 2;
            for (int i = 0; i < z.Length; i++)
                z[i] += factor * x[i];
        }

        double sum = 0;
        foreach (double v in z)
            sum += v * v;
        return sum;
    }

    [Shape("25", "25")]
    public static double T_FlatProduct(double[] a, double[] b)
    {
        const int n = 5;
        var c = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                double f = a[(i * n) + k];
                for (int j = 0; j < n; j++)
                    c[(i * n) + j] += f * b[(k * n) + j];
            }
        }

        double sum = 0;
        for (int i = 0; i < c.Length; i++)
            sum += c[i] * c[i] * (i + 1);
        return sum;
    }

    [Shape("9,9,9", "3", "9")]
    public static double T_Layer(double[][] weights, double[] bias, double[] x)
    {
        double loss = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            double s = bias[j];
            for (int k = 0; k < x.Length; k++)
                s += weights[j][k] * x[k];
            loss += Math.Tanh(s) * (j + 1);
        }

        return loss;
    }

    [Shape("40", "10")]
    public static double T_FlatLayer(double[] weights, double[] x)
    {
        double loss = 0;
        for (int j = 0; j < 4; j++)
        {
            double s = 0.1;
            for (int k = 0; k < x.Length; k++)
                s += weights[(j * x.Length) + k] * x[k];
            loss += s > 0 ? s * s : 0.01 * s;
        }

        return loss;
    }

    /// <summary>The shadow of an array that is used with itself is one array, and so is every pair that the loop writes to.</summary>
    [Shape("12")]
    public static double T_WithItself(double[] x) => Dot(x, x) + (Dot(x, (double[])x.Clone()) / 3);

    [Shape("13")]
    public static double T_AddedToItself(double[] x)
    {
        var y = (double[])x.Clone();
        AddScaled(y, y, 0.5);
        var z = (double[])y.Clone();
        AddScaled(z, y, x[0]);
        return Dot(z, y);
    }

    /// <summary>A difference between an array and itself one place further: what is written is read in the next iteration.</summary>
    [Shape("14")]
    public static double T_RunningSums(double[] x)
    {
        var y = (double[])x.Clone();
        for (int i = 1; i < y.Length; i++)
            y[i] = (y[i - 1] * 0.5) + y[i];
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
            sum += y[i] * y[i];
        return sum;
    }

    [Shape("14")]
    public static double T_RunningSumsElsewhere(double[] x)
    {
        var y = (double[])x.Clone();
        Smooth(y, y, 1);
        var z = new double[y.Length];
        Smooth(y, z, 1);
        Smooth(z, y, 0);
        return Dot(y, z);
    }

    [Shape("17")]
    public static double T_Neighbours(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double a = 1 - x[i], b = x[i + 1] - (x[i] * x[i]);
            sum += (a * a) + (100 * b * b);
        }

        return sum;
    }

    [Shape("18")]
    public static double T_Heat(double[] x)
    {
        var u = (double[])x.Clone();
        var v = new double[u.Length];
        for (int t = 0; t < 4; t++)
        {
            for (int i = 1; i < u.Length - 1; i++)
                v[i] = u[i] + (0.1 * (u[i - 1] - (2 * u[i]) + u[i + 1]));
            (u, v) = (v, u);
        }

        double s = 0;
        for (int i = 0; i < u.Length; i++)
            s += u[i] * u[i] * u[i];
        return s;
    }

    [Shape("20", "20")]
    public static double T_Choices(double[] x, double[] y)
    {
        var z = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            z[i] = Math.Max(x[i], y[i] * 0.9) + Math.Abs(y[i] - 0.123) + Math.Min(x[i] * y[i], 2.03);
        for (int i = 0; i < x.Length; i++)
            z[i] = x[i] > 0.77 ? z[i] * x[i] : z[i] - y[i];
        double sum = 0;
        for (int i = z.Length - 1; i >= 0; i--)
            sum += z[i] * z[i];
        return sum;
    }

    [Shape("11")]
    [Positive]
    public static double T_Roots(double[] x)
    {
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = Math.Sqrt(x[i]) / (1 + x[i]);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += -y[i] * x[i];
        return sum;
    }

    [Shape("21")]
    public static float T_Singles(float[] x)
    {
        var y = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = (x[i] * 0.5f) + (x[i] * x[i]);
        float sum = 0;
        for (int i = 0; i < y.Length; i++)
            sum += y[i] * 0.25f;
        return sum;
    }

    [Shape("15")]
    public static double T_Backwards(double[] x)
    {
        var y = new double[x.Length];
        for (int i = x.Length - 1; i >= 0; i--)
            y[i] = x[i] * x[i];
        for (int i = 0; i < x.Length; i++)
            y[i] += x[x.Length - 1 - i];
        return Dot(y, x);
    }

    [Shape("10", "12")]
    public static double T_OneThatIsShorter(double[] x, double[] y)
    {
        var z = (double[])y.Clone();
        for (int i = 0; i < y.Length; i++)
            z[i] *= x[i];
        return z[0];
    }

    [Shape("12", "12")]
    public static double T_EndsInAnException(double[] x, double[] y)
    {
        var z = new double[12];
        try
        {
            for (int i = 0; i <= x.Length; i++)
                z[i] = x[i] * y[i];
        }
        catch (IndexOutOfRangeException)
        {
            z[0] += 1;
        }

        return Dot(z, z);
    }

    [Shape("12")]
    public static double T_NoArray(double[] x)
    {
        double[][] rows = [x, null!];
        double sum = 0;
        for (int j = 0; j < 2; j++)
        {
            for (int i = 0; i < x.Length; i++)
                sum += rows[j][i] * x[i];
        }

        return sum;
    }

    [Shape("12")]
    public static double T_Field(double[] x)
    {
        var scale = new Scale { By = 2 };
        var y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = x[i] * scale.By;
        scale.By = x[1];
        for (int i = 0; i < x.Length; i++)
            y[i] += x[i] * scale.By;
        return Dot(y, y);
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddScaled(double[] to, double[] what, double by)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] += by * what[i];
    }

    private static void Smooth(double[] from, double[] to, int by)
    {
        for (int i = by; i < from.Length; i++)
            to[i] = (from[i - by] * 0.25) + (from[i] * 0.5);
    }

    private sealed class Scale
    {
        public double By;
    }
}
