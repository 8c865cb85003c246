using System.Runtime.Intrinsics;
using AutoDiff.Implementations;

namespace AutoDiff;

/// <summary>The columns of a Hessian: several at a time where the derivative has a form for that, else one after the other.</summary>
internal static class HessianColumns
{
    /// <summary>A Hessian.</summary>
    public static double[,] New(DifferentiableFunction<double[], double> function, double[] at)
    {
        if (!MayBeInLanes(at))
            return UnitDirections.Hessian(at, function.HessianVectorProduct);
        double[,] matrix = new double[at.Length, at.Length];
        return WriteInLanes(function, at, matrix) ? matrix : UnitDirections.Hessian(at, function.HessianVectorProduct);
    }

    /// <summary>Writes a Hessian into a matrix of as many rows and columns as there are numbers.</summary>
    public static void Write(DifferentiableFunction<double[], double> function, double[] at, double[,] into)
    {
        if (!MayBeInLanes(at) || !WriteInLanes(function, at, into))
            UnitDirections.Hessian(at, into, function.HessianVectorProductInto);
    }

    private static bool MayBeInLanes(double[] at) => Vector512.IsHardwareAccelerated && at.Length >= LaneProducts.FewestDirections;

    private static bool WriteInLanes(DifferentiableFunction<double[], double> function, double[] at, double[,] into)
    {
        var memory = LaneMemory.Rent();
        var (along, products) = (new LaneNumber[at.Length], new LaneNumber[at.Length]);
        for (int first = 0; first < at.Length; first += LaneNumber.Count)
        {
            int count = Math.Min(LaneNumber.Count, at.Length - first);
            Array.Clear(along);
            Array.Clear(products);
            for (int lane = 0; lane < count; lane++)
                along[first + lane].Content = Vector512.WithElement(Vector512<double>.Zero, lane, 1);
            memory.Restart();
            if (!function.HessianVectorProducts(at, along, products, memory))
            {
                memory.Return();
                return false;
            }

            Copy(products, first, count, into);
            ulong undefined = LaneProducts.Undefined(products);
            for (int lane = 0; lane < count; lane++)
            {
                if ((undefined >> lane & 1) != 0)
                    WriteAlone(function, at, first + lane, into);
            }
        }

        memory.Return();
        return true;
    }

    /// <summary>A Hessian is symmetric, so that each column is taken from its diagonal on.</summary>
    private static void Copy(LaneNumber[] products, int first, int count, double[,] into)
    {
        for (int row = first; row < products.Length; row++)
        {
            var lanes = products[row].Content;
            for (int lane = 0; lane < count && first + lane <= row; lane++)
            {
                into[row, first + lane] = lanes[lane];
                into[first + lane, row] = lanes[lane];
            }
        }
    }

    private static void WriteAlone(DifferentiableFunction<double[], double> function, double[] at, int column, double[,] into)
    {
        double[] unit = new double[at.Length];
        unit[column] = 1;
        double[] product = function.HessianVectorProduct(at, unit);
        for (int row = column; row < product.Length; row++)
        {
            into[row, column] = product[row];
            into[column, row] = product[row];
        }
    }
}
