using System.Numerics;

namespace AutoDiff;

/// <summary>The columns of a Jacobian in forward mode: several at a time where the derivative has a form for that, else one after the other.</summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
internal sealed class JacobianColumns<T>
    where T : struct, INumberBase<T>
{
    private readonly DifferentiableFunction<T[], T[]> _function;
    private readonly T[] _at;
    private readonly T[] _tangent;
    private readonly LaneProducts? _lanes;
    private readonly T[] _slopes = [];

    /// <summary>Initializes a new instance of the <see cref="JacobianColumns{T}"/> class, and runs the function for the first column.</summary>
    public JacobianColumns(DifferentiableFunction<T[], T[]> function, T[] at)
    {
        (_function, _at, _tangent) = (function, at, new T[at.Length]);
        if (at is double[] point && function is DifferentiableFunction<double[], double[]> several
            && LaneProducts.Of(several, point, null, at.Length) is { } lanes)
        {
            (_lanes, Rows) = (lanes, lanes.Length);
            return;
        }

        if (_tangent.Length > 0)
            _tangent[0] = T.One;
        Rows = _function.ValueWithDifferential(_at, _tangent, out _slopes).Length;
    }

    /// <summary>Gets the length of the function's result.</summary>
    public int Rows { get; }

    /// <summary>The columns are not asked for.</summary>
    public void Release() => _lanes?.Release();

    /// <summary>Writes all columns.</summary>
    public void Write(T[,] jacobian)
    {
        if (_lanes is not null)
            WriteLanes(_lanes, (double[,])(object)jacobian, jacobian);
        else
            WriteOneByOne(jacobian);
    }

    private void WriteOneByOne(T[,] jacobian)
    {
        T[] slopes = _slopes;
        for (int column = 0; column < _at.Length; column++)
        {
            if (column > 0)
            {
                _tangent[column - 1] = T.Zero;
                _tangent[column] = T.One;
                _function.ValueWithDifferential(_at, _tangent, out slopes);
            }

            for (int row = 0; row < Rows; row++)
                jacobian[row, column] = slopes[row];
        }
    }

    private void WriteLanes(LaneProducts lanes, double[,] jacobian, T[,] same)
    {
        for (int first = 0; first < _at.Length; first += LaneNumber.Count)
        {
            int count = lanes.MoveTo(first);
            lanes.CopyTo(jacobian, first, count);
            for (int lane = 0; lane < count; lane++)
            {
                if (lanes.IsUndefined(lane))
                    WriteAlone(first + lane, same);
            }
        }

        lanes.Release();
    }

    private void WriteAlone(int column, T[,] jacobian)
    {
        Array.Clear(_tangent);
        _tangent[column] = T.One;
        _function.ValueWithDifferential(_at, _tangent, out T[] slopes);
        for (int row = 0; row < Rows; row++)
            jacobian[row, column] = slopes[row];
    }
}
