namespace Everyday.Kalman;

/// Log-likelihood of a tracking filter whose noise intensities are estimated.
public sealed class Matrix
{
    private readonly double[,] _e;
    public Matrix(int rows, int columns) => _e = new double[rows, columns];
    public Matrix(double[,] elements) => _e = (double[,])elements.Clone();
    public int Rows => _e.GetLength(0);
    public int Columns => _e.GetLength(1);
    public double this[int i, int j] { get => _e[i, j]; set => _e[i, j] = value; }

    public static Matrix Identity(int n)
    {
        var m = new Matrix(n, n);
        for (int i = 0; i < n; i++) m[i, i] = 1;
        return m;
    }

    public static Matrix Diagonal(params double[] d)
    {
        var m = new Matrix(d.Length, d.Length);
        for (int i = 0; i < d.Length; i++) m[i, i] = d[i];
        return m;
    }

    public Matrix Transpose() => Generate(Columns, Rows, (i, j) => this[j, i]);

    private static Matrix Generate(int rows, int columns, Func<int, int, double> f)
    {
        var m = new Matrix(rows, columns);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                m[i, j] = f(i, j);
        return m;
    }

    public static Matrix operator +(Matrix a, Matrix b) => Generate(a.Rows, a.Columns, (i, j) => a[i, j] + b[i, j]);
    public static Matrix operator -(Matrix a, Matrix b) => Generate(a.Rows, a.Columns, (i, j) => a[i, j] - b[i, j]);
    public static Matrix operator *(double s, Matrix a) => Generate(a.Rows, a.Columns, (i, j) => s * a[i, j]);

    public static Matrix operator *(Matrix a, Matrix b)
    {
        if (a.Columns != b.Rows)
            throw new ArgumentException("inner dimensions differ");
        var m = new Matrix(a.Rows, b.Columns);
        for (int i = 0; i < a.Rows; i++)
            for (int k = 0; k < a.Columns; k++)
            {
                double x = a[i, k];
                for (int j = 0; j < b.Columns; j++)
                    m[i, j] += x * b[k, j];
            }
        return m;
    }

    /// Gauss-Jordan with partial pivoting.
    public (Matrix Inverse, double Determinant) Invert()
    {
        int n = Rows;
        var a = new Matrix(_e);
        var inverse = Identity(n);
        double determinant = 1;
        for (int c = 0; c < n; c++)
        {
            int p = c;
            for (int r = c + 1; r < n; r++)
                if (Math.Abs(a[r, c]) > Math.Abs(a[p, c])) p = r;
            if (a[p, c] == 0)
                throw new InvalidOperationException("singular matrix");
            if (p != c)
            {
                determinant = -determinant;
                for (int j = 0; j < n; j++)
                {
                    (a[p, j], a[c, j]) = (a[c, j], a[p, j]);
                    (inverse[p, j], inverse[c, j]) = (inverse[c, j], inverse[p, j]);
                }
            }
            double pivot = a[c, c];
            determinant *= pivot;
            for (int j = 0; j < n; j++) { a[c, j] /= pivot; inverse[c, j] /= pivot; }
            for (int r = 0; r < n; r++)
            {
                if (r == c) continue;
                double factor = a[r, c];
                for (int j = 0; j < n; j++) { a[r, j] -= factor * a[c, j]; inverse[r, j] -= factor * inverse[c, j]; }
            }
        }
        return (inverse, determinant);
    }
}

public sealed class KalmanFilter(Matrix transition, Matrix observation, Matrix processNoise, Matrix measurementNoise)
{
    public Matrix State { get; private set; } = new(transition.Rows, 1);
    public Matrix Covariance { get; private set; } = 10.0 * Matrix.Identity(transition.Rows);
    public double LogLikelihood { get; private set; }

    public void Predict()
    {
        State = transition * State;
        Covariance = transition * Covariance * transition.Transpose() + processNoise;
    }

    public void Update(Matrix z)
    {
        var innovation = z - observation * State;
        var s = observation * Covariance * observation.Transpose() + measurementNoise;
        var (inverse, determinant) = s.Invert();
        var gain = Covariance * observation.Transpose() * inverse;
        State += gain * innovation;
        Covariance = (Matrix.Identity(State.Rows) - gain * observation) * Covariance;
        double mahalanobis = (innovation.Transpose() * inverse * innovation)[0, 0];
        LogLikelihood -= 0.5 * (mahalanobis + Math.Log(determinant) + z.Rows * Math.Log(2 * Math.PI));
    }
}

public static class Program
{
    static readonly (double X, double Y)?[] s_track = [(0.1, 0.0), (1.2, 0.4), (1.9, 1.1), null, (4.1, 1.9), (5.2, 2.4), (5.8, 3.1)];

    static double NegativeLogLikelihood(double[] p)
    {
        double q = Math.Exp(p[0]), rx = Math.Exp(p[1]), ry = Math.Exp(p[2]), dt = 1;
        var f = Matrix.Identity(4);
        f[0, 2] = f[1, 3] = dt;
        var h = new Matrix(new double[,] { { 1, 0, 0, 0 }, { p[3], 1, 0, 0 } });
        var noise = q * new Matrix(new[,]
        {
            { dt * dt * dt / 3, 0, dt * dt / 2, 0 }, { 0, dt * dt * dt / 3, 0, dt * dt / 2 },
            { dt * dt / 2, 0, dt, 0 }, { 0, dt * dt / 2, 0, dt },
        });
        var filter = new KalmanFilter(f, h, noise, Matrix.Diagonal(rx, ry));
        foreach (var fix in s_track)
        {
            filter.Predict();
            if (fix is (double x, double y))
                filter.Update(new Matrix(new[,] { { x }, { y } }));
        }
        return -filter.LogLikelihood;
    }

    public static void Go() => Check.All(NegativeLogLikelihood, [-1.5, -1.0, -0.8, 0.05], "likelihood");
}
