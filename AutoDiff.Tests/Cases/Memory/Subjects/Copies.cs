namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Objects that are copied field by field, as <c>MemberwiseClone</c> does.</summary>
public static class Copies
{
    public static double T_Copy(double x)
    {
        var point = new Point(x, x * x);
        return point.Copy().X * point.Y;
    }

    public static double T_CopyIsApart(double x)
    {
        var point = new Point(x, 2);
        var copy = point.Copy();
        copy.X *= 3;
        point.X += x;
        return point.X * copy.X + copy.Y;
    }

    public static double T_CopyOfAClassBelow(double x, double y)
    {
        Point point = new Higher(x, 2, y);
        var copy = point.Copy();
        point.Raise(5);
        return copy.Height() * point.Height();
    }

    public static double T_CopyOfOneOfSeveralClasses(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            Point point = i % 2 == 0 ? new Point(x[i], 1) : new Higher(x[i], x[0], i);
            var copy = point.Copy();
            copy.Raise(x[i]);
            sum += copy.Height() * point.X + point.Height();
        }

        return sum;
    }

    public static double T_WhatACopyHoldsIsShared(double x)
    {
        var line = new Line([x, 2 * x], new Point(x, 1));
        var copy = line.Copy();
        copy.Values[0] *= x;
        copy.End.X += x;
        return line.Values[0] + line.End.X * copy.Values[1];
    }

    public static double T_CopyOfACopyInALoop(double x)
    {
        var point = new Point(x, 1);
        for (int i = 0; i < 5; i++)
        {
            var next = point.Copy();
            next.X = point.X * point.Y;
            next.Y = point.Y + x;
            point = next;
        }

        return point.X;
    }

    public static double T_CopyOfAGenericClass(double x)
    {
        var cell = new Cell<double>(x, [x]);
        var copy = cell.Copy();
        copy.Content *= 2;
        return cell.Content * copy.Content + copy.More[0];
    }

    public static double T_CopyThroughAnInterface(double x)
    {
        ICloneable some = new Line([x], new Point(x, x));
        return ((Line)some.Clone()).End.Y * x;
    }

    public static double T_MemberOfAnInterfaceThatIsAbstract(double x)
    {
        IMeasure measure = x > 100 ? new Square(x) : new Circle(x);
        measure.Grow(x);
        return measure.Size();
    }

    private interface IMeasure
    {
        void Grow(double by);

        double Size();
    }

    private class Point(double x, double y)
    {
        private readonly double first = x;

        public double X = x;

        public double Y { get; set; } = y;

        public Point Copy() => (Point)MemberwiseClone();

        public virtual double Height() => first * Y;

        public virtual void Raise(double by) => Y += by;
    }

    private sealed class Higher(double x, double y, double z) : Point(x, y)
    {
        private double z = z;

        public override double Height() => base.Height() + z * z * X;

        public override void Raise(double by) => z += by * X;
    }

    private sealed class Line(double[] values, Point end) : ICloneable
    {
        public double[] Values { get; } = values;

        public Point End { get; } = end;

        public Line Copy() => (Line)MemberwiseClone();

        public object Clone() => MemberwiseClone();
    }

    private sealed class Cell<T>(T content, T[] more)
    {
        public T Content { get; set; } = content;

        public T[] More { get; } = more;

        public Cell<T> Copy() => (Cell<T>)MemberwiseClone();
    }

    private abstract class Measure(double length) : IMeasure
    {
        protected double Length = length;

        public abstract void Grow(double by);

        public abstract double Size();
    }

    private sealed class Square(double length) : Measure(length)
    {
        public override void Grow(double by) => Length += by;

        public override double Size() => Length * Length;
    }

    private sealed class Circle(double length) : Measure(length)
    {
        public override void Grow(double by) => Length *= by;

        public override double Size() => 3 * Length * Length;
    }
}
