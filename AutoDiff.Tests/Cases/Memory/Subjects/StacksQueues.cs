namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Stacks and queues of active values.</summary>
public static class StacksQueues
{
    public static double T_PushAndPop(double x, double y)
    {
        var s = new Stack<double>();
        s.Push(x);
        s.Push(y);
        s.Push(s.Pop() * s.Peek());
        return (s.Pop() * s.Peek()) + s.Pop();
    }

    public static double T_PostfixNotation(double x, double y)
    {
        var stack = new Stack<double>();
        foreach (char c in "xy*x+yy*-s")
        {
            switch (c)
            {
                case 'x':
                    stack.Push(x);
                    break;
                case 'y':
                    stack.Push(y);
                    break;
                case 's':
                    stack.Push(Math.Sin(stack.Pop()));
                    break;
                default:
                    double b = stack.Pop(), a = stack.Pop();
                    stack.Push(c == '*' ? a * b : c == '+' ? a + b : a - b);
                    break;
            }
        }

        return stack.Pop();
    }

    public static double T_ReversedThroughStack(double[] x)
    {
        var s = new Stack<double>(x);
        double r = 0;
        while (s.Count > 0)
            r = (0.5 * r) + Math.Sin(s.Pop() * (1 + r));
        return r;
    }

    public static double T_TryPop(double[] x)
    {
        var s = new Stack<double>();
        s.Push(x[0] * x[1]);
        double r = 1;
        for (int i = 0; i < 4; i++)
        {
            if (s.TryPop(out double v))
                r += v * v;
            else
                s.Push(x[i] * r);
        }

        return r + (s.TryPeek(out double last) ? last : 0);
    }

    public static double T_StackForeach(double[] x)
    {
        var s = new Stack<double>();
        foreach (double v in x)
            s.Push(v * v);
        double r = 1;
        foreach (double v in s)
            r = Math.Cos(r * v) + r;
        return r * s.ToArray()[0];
    }

    public static double T_DepthFirstWithStack(double[] x)
    {
        var stack = new Stack<(int Node, double Weight)>();
        stack.Push((0, 1));
        double r = 0;
        while (stack.TryPop(out var top))
        {
            r += top.Weight * x[top.Node] * x[top.Node];
            for (int child = (2 * top.Node) + 1; child <= (2 * top.Node) + 2 && child < x.Length; child++)
                stack.Push((child, top.Weight * x[top.Node]));
        }

        return r;
    }

    public static double T_EnqueueAndDequeue(double x, double y)
    {
        var q = new Queue<double>();
        q.Enqueue(x);
        q.Enqueue(y);
        for (int i = 0; i < 5; i++)
            q.Enqueue((q.Dequeue() * 0.5) + Math.Sin(q.Peek()));
        return q.Dequeue() * q.Dequeue();
    }

    public static double T_MovingAverage(double[] x)
    {
        var window = new Queue<double>();
        double sum = 0, r = 0;
        foreach (double v in x)
        {
            window.Enqueue(v);
            sum += v;
            if (window.Count > 2)
                sum -= window.Dequeue();
            r += sum * sum / window.Count;
        }

        return r;
    }

    public static double T_QueueForeach(double[] x)
    {
        var q = new Queue<double>(x);
        q.Dequeue();
        q.Enqueue(x[0] * x[4]);
        double r = 0.3;
        foreach (double v in q)
            r += Math.Sin(r + v);
        return r;
    }

    public static double T_QueueOfObjects(double[] x)
    {
        var q = new Queue<Job>();
        for (int i = 0; i < 3; i++)
            q.Enqueue(new Job { Work = x[i], Rounds = i + 1 });
        double done = 0;
        while (q.TryDequeue(out var job))
        {
            done += job.Work * (1 + done);
            job.Work *= 0.5 * x[3];
            if (--job.Rounds > 0)
                q.Enqueue(job);
        }

        return done;
    }

    public static double T_StackOfArrays(double[] x)
    {
        var undo = new Stack<double[]>();
        double[] state = [x[0], x[1]];
        for (int i = 0; i < 3; i++)
        {
            undo.Push((double[])state.Clone());
            state[0] *= state[1];
            state[1] += x[i];
        }

        double[] middle = undo.ToArray()[1];
        undo.Pop();
        return (state[0] * undo.Pop()[1]) + middle[0] + undo.Peek()[0];
    }

    public static double T_RingBuffer(double[] x)
    {
        var delay = new DelayLine(3);
        double r = 0;
        for (int i = 0; i < 12; i++)
            r = delay.Process(x[i % x.Length] + (0.3 * r));
        return r * r;
    }

    [MayBeRefused("AD1002")]
    public static double T_PriorityQueueByConstantPriority(double[] x)
    {
        var q = new PriorityQueue<double, int>();
        int[] priorities = [3, 1, 4, 0, 2];
        for (int i = 0; i < x.Length; i++)
            q.Enqueue(x[i], priorities[i]);
        double r = 0;
        while (q.Count > 0)
            r = (0.5 * r * r) + q.Dequeue();
        return Math.Tanh(0.01 * r);
    }

    private sealed class Job
    {
        public double Work { get; set; }

        public int Rounds { get; set; }
    }

    private sealed class DelayLine(int length)
    {
        private readonly double[] _buffer = new double[length];
        private int _at;

        public double Process(double input)
        {
            double output = _buffer[_at];
            _buffer[_at] = Math.Sin(input) + (0.4 * output);
            _at = (_at + 1) % _buffer.Length;
            return output;
        }
    }
}
