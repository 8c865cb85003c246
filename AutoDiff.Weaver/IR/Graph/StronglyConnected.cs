namespace AutoDiff.Weaving.IR.Graph;

/// <summary>Sets of nodes that all lead to each other (Tarjan 1972), in time proportional to nodes and edges and without recursion.</summary>
internal static class StronglyConnected
{
    /// <param name="nodes">Where to begin; nothing else is looked at.</param>
    /// <param name="successors">What a node leads to, whether it is one of the nodes or not.</param>
    /// <returns>Every node in one set, a set after those that it leads to; the nodes of a set as they were found.</returns>
    public static List<List<T>> Of<T>(IReadOnlyCollection<T> nodes, Func<T, IEnumerable<T>> successors)
        where T : class
    {
        var members = new HashSet<T>(nodes);
        var index = new Dictionary<T, int>();
        var low = new Dictionary<T, int>();
        var onStack = new HashSet<T>();
        var stack = new Stack<T>();
        var result = new List<List<T>>();
        foreach (var root in nodes)
        {
            if (index.ContainsKey(root))
                continue;
            var work = new Stack<(T Node, IEnumerator<T> Next)>();
            Enter(root);
            while (work.Count > 0)
            {
                var (node, next) = work.Peek();
                if (next.MoveNext())
                {
                    var successor = next.Current;
                    if (!index.ContainsKey(successor))
                        Enter(successor);
                    else if (onStack.Contains(successor))
                        low[node] = Math.Min(low[node], index[successor]);
                    continue;
                }
                work.Pop();
                if (work.Count > 0)
                    low[work.Peek().Node] = Math.Min(low[work.Peek().Node], low[node]);
                if (low[node] != index[node])
                    continue;
                var component = new List<T>();
                T member;
                do
                {
                    member = stack.Pop();
                    onStack.Remove(member);
                    component.Add(member);
                }
                while (member != node);
                component.Reverse();
                result.Add(component);
            }

            void Enter(T node)
            {
                index[node] = low[node] = index.Count;
                stack.Push(node);
                onStack.Add(node);
                work.Push((node, successors(node).Where(members.Contains).GetEnumerator()));
            }
        }
        return result;
    }
}
