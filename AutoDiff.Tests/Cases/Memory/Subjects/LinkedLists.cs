namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>The framework's linked list.</summary>
public static class LinkedLists
{
    public static double T_AddLastAndWalk(double[] x)
    {
        var list = new LinkedList<double>();
        foreach (double v in x)
            list.AddLast(v * v);
        double r = 1;
        for (var node = list.First; node is not null; node = node.Next)
            r += Math.Sin(r * node.Value);
        return r;
    }

    public static double T_Foreach(double[] x)
    {
        var list = new LinkedList<double>(x);
        list.AddFirst(x[0] * x[1]);
        double r = 0;
        foreach (double v in list)
            r = (0.5 * r) + (v * v);
        return r;
    }

    public static double T_NodesWritten(double[] x)
    {
        var list = new LinkedList<double>(x);
        for (var node = list.First!.Next; node is not null; node = node.Next)
            node.Value += 0.3 * node.Previous!.Value * node.Previous.Value;
        list.Last!.Previous!.Value *= 2;
        return list.Last.Value * list.Last.Previous.Value;
    }

    public static double T_InsertAndRemove(double x, double y)
    {
        var list = new LinkedList<double>();
        var first = list.AddLast(x);
        var second = list.AddAfter(first, y);
        list.AddBefore(second, first.Value * second.Value);
        list.Remove(first);
        first.Value = 100;
        return list.First!.Value * list.Last!.Value * list.Count;
    }

    public static double T_ReferenceToValue(double x, double y)
    {
        var list = new LinkedList<double>();
        list.AddLast(x);
        ref double v = ref list.First!.ValueRef;
        v *= y;
        v += x;
        return list.First.Value * y;
    }

    public static double T_RotatedLikeARing(double[] x)
    {
        var list = new LinkedList<double>(x);
        for (int i = 0; i < 8; i++)
        {
            double v = list.First!.Value;
            list.RemoveFirst();
            list.AddLast((0.5 * v) + Math.Sin(list.First.Value));
        }

        return list.First!.Value * list.Last!.Value;
    }

    public static double T_ListOfObjects(double[] x)
    {
        var list = new LinkedList<Cell>();
        foreach (double v in x)
            list.AddFirst(new Cell { V = v });
        list.AddLast(list.First!.Value);
        foreach (var cell in list)
            cell.V *= 1.1;
        return list.First.Value.V * list.Last!.Previous!.Value.V;
    }

    private sealed class Cell
    {
        public double V;
    }
}
