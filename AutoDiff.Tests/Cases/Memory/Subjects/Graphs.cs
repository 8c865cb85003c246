namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Linked, shared and cyclic graphs of objects.</summary>
public static class Graphs
{
    public static double T_LinkedChain(double[] x)
    {
        Node? head = null;
        foreach (double v in x)
            head = new Node { Value = v, Next = head };
        double r = 1;
        for (var node = head; node is not null; node = node.Next)
            r = Math.Sin(r) + (node.Value * r);
        return r;
    }

    public static double T_LinkedByCallee(double[] x)
    {
        var head = new Node { Value = x[0] };
        Append(head, x, 1);
        double r = head.Next!.Value * head.Value;
        return r + (head.Next.Next!.Value * head.Next.Value);
    }

    private static void Append(Node node, double[] x, int i)
    {
        if (i == x.Length)
            return;
        node.Next = new Node { Value = x[i] * node.Value };
        Append(node.Next, x, i + 1);
    }

    public static double T_ReversedInPlace(double[] x)
    {
        var head = Chain(x);
        Node? reversed = null;
        while (head is not null)
        {
            var next = head.Next;
            head.Next = reversed;
            reversed = head;
            head = next;
        }

        double r = 0, factor = 1;
        for (var node = reversed; node is not null; node = node.Next)
            r += node.Value * node.Value * factor++;
        return r;
    }

    public static double T_MutatedWhileWalking(double[] x)
    {
        var head = Chain(x);
        for (var node = head; node?.Next is not null; node = node.Next)
            node.Next.Value += 0.3 * node.Value * node.Value;
        double product = 1;
        for (var node = head; node is not null; node = node.Next)
            product *= 0.5 * node.Value;
        return product;
    }

    public static double T_InsertAndRemove(double[] x)
    {
        var head = Chain(x)!;
        head.Next = new Node { Value = head.Value * x[1], Next = head.Next };
        head.Next.Next!.Next = head.Next.Next.Next!.Next;
        double r = 0;
        for (var node = head; node is not null; node = node.Next)
            r = (r * 0.5) + Math.Exp(-node.Value * node.Value);
        return r;
    }

    public static double T_Ring(double[] x)
    {
        var first = new Node { Value = x[0] };
        var last = first;
        for (int i = 1; i < x.Length; i++)
        {
            last.Next = new Node { Value = x[i] };
            last = last.Next;
        }

        last.Next = first;
        var node = first;
        for (int step = 0; step < 13; step++)
        {
            node.Next!.Value = Math.Sin(node.Value) + (0.5 * node.Next.Value);
            node = node.Next;
        }

        return node.Value * first.Value;
    }

    public static double T_SelfReference(double x)
    {
        var node = new Node { Value = x };
        node.Next = node;
        node.Next.Next!.Value *= node.Value;
        return node.Value + node.Next.Value;
    }

    public static double T_DoublyLinked(double[] x)
    {
        var nodes = new Link[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            nodes[i] = new Link { Value = x[i], Previous = i > 0 ? nodes[i - 1] : null };
            if (i > 0)
                nodes[i - 1].Next = nodes[i];
        }

        for (var n = nodes[0]; n is not null; n = n.Next)
            n.Value += (n.Previous?.Value ?? 1) * (n.Next?.Value ?? 2);
        return nodes[^1].Value * nodes[0].Value;
    }

    public static double T_TreeSum(double[] x)
    {
        var tree = Tree.Of(x, 0, x.Length)!;
        return tree.Sum() + (tree.Sum() * tree.Value);
    }

    public static double T_TreeDepthWeighted(double[] x)
    {
        static double Walk(Tree? t, double weight) =>
            t is null ? 1 : (t.Value * weight) + (Walk(t.Left, weight * t.Value) * Walk(t.Right, weight * 0.5));

        return Walk(Tree.Of(x, 0, x.Length), 1.5);
    }

    public static double T_TreeMutated(double[] x)
    {
        static double Push(Tree? t, double from)
        {
            if (t is null)
                return from;
            t.Value += 0.5 * from;
            t.Value += Math.Sin(Push(t.Left, t.Value));
            return Push(t.Right, t.Value) + t.Value;
        }

        var tree = Tree.Of(x, 0, x.Length)!;
        return 0.1 * Push(tree, 1) * tree.Value;
    }

    [Shape("6")]
    [At(1.3, 0.4, 2.1, 0.9, 1.7, 0.2)]
    [At(0.1, 0.2, 0.3, 0.4, 0.5, 0.6)]
    [At(-1, 3, -2, 0.5, 0.7, -0.1)]
    public static double T_SearchTree(double[] x)
    {
        Tree? root = null;
        foreach (double v in x)
            Insert(ref root, v);
        double r = 0;
        InOrder(root, ref r, 1);
        return r;

        static void Insert(ref Tree? at, double v)
        {
            if (at is null)
                at = new Tree { Value = v };
            else if (v < at.Value)
                Insert(ref at.Left, v);
            else
                Insert(ref at.Right, v);
        }

        static void InOrder(Tree? t, ref double r, int depth)
        {
            if (t is null)
                return;
            InOrder(t.Left, ref r, depth + 1);
            r = (r * 0.5) + (t.Value * t.Value * depth);
            InOrder(t.Right, ref r, depth + 1);
        }
    }

    public static double T_SharedSubexpressions(double x, double y)
    {
        Expression a = new Leaf { Value = x };
        Expression b = new Leaf { Value = y };
        Expression sum = new Sum(a, b);
        Expression product = new Product(sum, sum);
        return new Sum(product, new Product(a, product)).Evaluate();
    }

    public static double T_Diamond(double[] x)
    {
        var shared = new Node { Value = x[0] };
        var left = new Node { Value = x[1], Next = shared };
        var right = new Node { Value = x[2], Next = shared };
        left.Next.Value *= left.Value;
        right.Next.Value *= right.Value;
        return left.Next.Value + (right.Next.Value * x[3]);
    }

    public static double T_GraphPropagation(double[] x)
    {
        var vertices = new Vertex[x.Length];
        for (int i = 0; i < x.Length; i++)
            vertices[i] = new Vertex { State = x[i] };
        for (int i = 0; i < x.Length; i++)
        {
            vertices[i].Neighbours.Add(vertices[(i + 1) % x.Length]);
            vertices[i].Neighbours.Add(vertices[(i * 2) % x.Length]);
        }

        for (int step = 0; step < 4; step++)
        {
            foreach (var v in vertices)
                v.Gather();
            foreach (var v in vertices)
                v.Commit();
        }

        return vertices[0].State * vertices[2].State;
    }

    public static double T_ParentsAndChildren(double[] x)
    {
        var root = new Part("root", null) { Mass = x[0] };
        var arm = new Part("arm", root) { Mass = x[1] };
        _ = new Part("hand", arm) { Mass = x[2] };
        _ = new Part("leg", root) { Mass = x[3] };
        arm.Mass *= arm.Parent!.Mass;
        return root.Total() * arm.Total();
    }

    public static double T_GraphFromArguments(double[] x, double[] y)
    {
        var a = new Owner { Data = x };
        var b = new Owner { Data = y, Other = a };
        a.Other = b;
        a.Other.Data[0] = a.Data[1] * y[1];
        b.Other.Data[2] *= b.Data[0];
        a.Other = a;
        a.Other.Data[3] += x[2];
        return (x[2] * x[3]) + (y[0] * y[4]);
    }

    private static Node? Chain(double[] x)
    {
        Node? head = null;
        for (int i = x.Length - 1; i >= 0; i--)
            head = new Node { Value = x[i], Next = head };
        return head;
    }

    private sealed class Node
    {
        public double Value;
        public Node? Next;
    }

    private sealed class Link
    {
        public double Value { get; set; }

        public Link? Next { get; set; }

        public Link? Previous { get; init; }
    }

    private sealed class Tree
    {
        public double Value;
        public Tree? Left;
        public Tree? Right;

        public static Tree? Of(double[] x, int from, int to)
        {
            if (from >= to)
                return null;
            int middle = (from + to) / 2;
            return new Tree { Value = x[middle], Left = Of(x, from, middle), Right = Of(x, middle + 1, to) };
        }

        public double Sum() => Value + (Left?.Sum() ?? 0) + (Right is { } r ? r.Sum() * Value : 0);
    }

    private abstract class Expression
    {
        public abstract double Evaluate();
    }

    private sealed class Leaf : Expression
    {
        public double Value;

        public override double Evaluate() => Value;
    }

    private sealed class Sum(Expression a, Expression b) : Expression
    {
        public override double Evaluate() => a.Evaluate() + b.Evaluate();
    }

    private sealed class Product(Expression a, Expression b) : Expression
    {
        public override double Evaluate() => a.Evaluate() * b.Evaluate();
    }

    private sealed class Vertex
    {
        private double _next;

        public double State { get; set; }

        public List<Vertex> Neighbours { get; } = [];

        public void Gather()
        {
            _next = 0.3 * State;
            foreach (var n in Neighbours)
                _next += Math.Tanh(n.State * State);
        }

        public void Commit() => State = _next;
    }

    private sealed class Part
    {
        private readonly List<Part> _children = [];

        public Part(string name, Part? parent)
        {
            Name = name;
            Parent = parent;
            parent?._children.Add(this);
        }

        public string Name { get; }

        public Part? Parent { get; }

        public double Mass { get; set; }

        public double Total()
        {
            double total = Mass * Name.Length;
            foreach (var child in _children)
                total += child.Total();
            return total;
        }
    }

    private sealed class Owner
    {
        public required double[] Data;
        public Owner? Other;
    }
}
