using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Objects that generic code makes of a type parameter, and others made without naming a constructor.</summary>
public static class Activated
{
    private static readonly bool s_isBad;

    public static double T_StructWithConstructor(double x)
    {
        var t = New<Three>();
        t.V *= x;
        for (int i = 0; i < 3; i++) t.V += x * x;
        return t.V;
    }

    public static double T_FilledByConstructor(double x)
    {
        var t = Make<Started>(x);
        return t[1] * t[2] * t[0];
    }

    public static double T_ConstructorThatMayThrow(double x)
    {
        var t = New<Thrower>();
        t.V = x * x;
        return t.V * x;
    }

    public static double T_InLoop(double x)
    {
        var d = New<Node>();
        for (int i = 0; i < 3; i++) d = new Node { V = d.V + x * x, Next = d };
        return d.V * d.Next!.V * x;
    }

    public static double T_OfTypeInLoop(double x)
    {
        var d = (Node)Activator.CreateInstance(typeof(Node))!;
        for (int i = 0; i < 3; i++) d = new Node { V = d.V + x * x, Next = d };
        return d.V * d.Next!.V * x;
    }

    public static double T_RecursiveClone(double x)
    {
        var d = Clone(new Node { V = x * x, Next = new Node { V = x } });
        return d.V * d.Next!.V;
    }

    public static double T_DerivedContainer(double x)
    {
        var t = Make<Derived>(x);
        return t[0] * t[1];
    }

    public static double T_List(double x)
    {
        var t = Make<List<double>>(x);
        return t[0] * t[1];
    }

    public static double T_ObjectWithFields(double x)
    {
        var b = New<Node>();
        b.V = x * x;
        return b.V * x;
    }

    public static double T_Struct(double x)
    {
        var b = New<Number>();
        b.V = x * x;
        return b.V * x;
    }

    public static double T_FieldInitialisers(double x)
    {
        var b = New<Filled>();
        b.A[0] = x * x;
        b.L.Add(b.V * x);
        b.V *= x;
        return b.A[0] * b.L[0] * b.V;
    }

    public static double T_ThroughInterface(double x) => MakeHeld<Held>(x).V * x;

    public static double T_StructThroughInterface(double x) => MakeHeld<HeldStruct>(x).V * x;

    public static double T_CalledByName(double x)
    {
        var d = Activator.CreateInstance<Node>();
        d.V = x * x;
        return d.V * x;
    }

    public static double T_DerivedDictionary(double x)
    {
        var d = New<Named>();
        d["a"] = x * x;
        return d["a"] * x;
    }

    public static double T_InGenericClass(double x)
    {
        var d = new Around<Node>();
        d.Item.V = x * x;
        return d.Item.V * x;
    }

    public static double T_ContainerInGenericClass(double x)
    {
        var d = new Around<Derived>();
        d.Item.Add(x * x);
        return d.Item[0] * x;
    }

    public static double T_LargeCallee(double x)
    {
        var t = MakeLarge<Node>(x, 2);
        return t.V * t.Next!.V;
    }

    public static double T_OfType(double x)
    {
        var d = (Node)Activator.CreateInstance(typeof(Node))!;
        d.V = x * x;
        return d.V * x;
    }

    public static double T_Dictionary(double x)
    {
        var d = New<Dictionary<string, double>>();
        d["a"] = x * x;
        return d["a"] * x;
    }

    public static double T_Stack(double x)
    {
        var d = New<Stack<double>>();
        d.Push(x * x);
        return d.Pop() * x;
    }

    public static double T_Text(double x)
    {
        var d = New<StringBuilder>();
        d.Append(x);
        return d.Length > 0 ? x * x : x;
    }

    [MayBeRefused("AD1002", "AD1008")]
    public static double T_ListAsCollection(double x)
    {
        var l = Gather<List<double>, double>([x, x * x]);
        return l[0] * l[1];
    }

    [MayBeRefused("AD1002", "AD1008")]
    public static double T_DerivedAsCollection(double x)
    {
        var l = Gather<Derived, double>([x, x * x]);
        return l[0] * l[1];
    }

    [MayBeRefused("AD1002", "AD1008")]
    public static double T_LinkedListAsCollection(double x)
    {
        var l = Gather<LinkedList<double>, double>([x, x * x]);
        return l.First!.Value * l.Last!.Value;
    }

    public static double T_Factory(double x)
    {
        Func<Node> f = () => new Node();
        var b = f();
        b.V = x * x;
        return b.V * x;
    }

    public static double T_LazyWithFactory(double x)
    {
        var l = new Lazy<Node>(() => new Node());
        l.Value.V = x * x;
        return l.Value.V * x;
    }

    public static double T_Uninitialised(double x)
    {
        var b = (Node)RuntimeHelpers.GetUninitializedObject(typeof(Node));
        b.V = x * x;
        return b.V * x;
    }

    public static double T_ArrayOfType(double x)
    {
        var b = (double[])Array.CreateInstance(typeof(double), 2);
        b[0] = x * x;
        return b[0] * x;
    }

    public static void C_ThrowingConstructor()
    {
        // The runtime wraps what the constructor throws, and so does the derivative.
        Check.Throws<TargetInvocationException>(() => Always(2));
        Check.Throws<TargetInvocationException>(() => Gradient(at: 2.0, of: Always));
    }

    private static double Always(double x)
    {
        var t = New<ThrowsAlways>();
        t.V = x * x;
        return t.V * x;
    }

    private static T New<T>()
        where T : new() => new T();

    private static T Make<T>(double x)
        where T : List<double>, new()
    {
        var t = new T();
        t.Add(x);
        t.Add(x * x);
        return t;
    }

    private static T MakeHeld<T>(double x)
        where T : IHeld, new()
    {
        var t = new T();
        t.V = x * x;
        return t;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T MakeLarge<T>(double x, int n)
        where T : Node, new()
    {
        var t = new T();
        t.V = x;
        for (int i = 0; i < n; i++)
            t = new T { V = t.V * x, Next = t };
        return n > 100 ? MakeLarge<T>(x, n - 1) : t;
    }

    private static T Gather<T, TElement>(TElement[] elements)
        where T : ICollection<TElement>, new()
    {
        var t = new T();
        foreach (var element in elements)
            t.Add(element);
        return t;
    }

    private static T Clone<T>(T original)
        where T : Node, new()
    {
        var copy = new T();
        copy.V = original.V;
        if (original.Next is not null)
            copy.Next = Clone((T)original.Next);
        return copy;
    }

    private interface IHeld
    {
        double V { get; set; }
    }

    private class Derived : List<double>;

    private sealed class Started : Derived
    {
        public Started() => Add(1);
    }

    private class Node
    {
        public double V;
        public Node? Next;
    }

    private sealed class Filled
    {
        public double V = 3;
        public double[] A = new double[2];
        public List<double> L = [];
    }

    private struct Number
    {
        public double V;
    }

    private struct Three
    {
        public double V;

        public Three() => V = 3;
    }

    private sealed class Held : IHeld
    {
        public double V { get; set; }
    }

    private struct HeldStruct : IHeld
    {
        public double V { get; set; }
    }

    private sealed class Named : Dictionary<string, double>;

    private sealed class Thrower
    {
        public double V;

        public Thrower()
        {
            if (s_isBad)
                throw new InvalidOperationException();
        }
    }

    private sealed class ThrowsAlways
    {
        public double V;

        public ThrowsAlways() => throw new InvalidOperationException();
    }

    private sealed class Around<T>
        where T : new()
    {
        public T Item = new T();
    }
}
