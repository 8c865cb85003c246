namespace AutoDiff;

/// <summary>
/// Colours for the columns of a symmetric matrix, as vertices of its graph: neighbours differ, and every path of four vertices has three colours. Each entry
/// then stands by itself, in its place or mirrored, in the sum of the columns of a colour.
/// </summary>
/// <remarks>
/// T. F. Coleman, J. J. Moré, "Estimation of sparse Hessian matrices and graph coloring problems", Math. Program. 28 (1984); A. H. Gebremedhin, F. Manne,
/// A. Pothen, "What color is your Jacobian? Graph coloring for computing derivatives", SIAM Review 47 (2005), section 4.
/// </remarks>
internal sealed class StarColouring
{
    private readonly SparsityPattern _graph;
    private readonly int[] _colours;

    /// <summary>How many neighbours of a vertex have a colour.</summary>
    private readonly Dictionary<(int Vertex, int Colour), int> _neighbours = [];

    /// <summary>For each colour the vertex that it is forbidden for, plus one.</summary>
    private int[] _forbidden = new int[16];
    private int _count;

    private StarColouring(SparsityPattern symmetric)
    {
        _graph = symmetric;
        _colours = new int[symmetric.RowCount];
        Array.Fill(_colours, -1);
    }

    /// <summary>The better of two greedy colourings: vertices in their order, and those with most neighbours first.</summary>
    public static Colouring Best(SparsityPattern symmetric)
    {
        int[] order = [.. Enumerable.Range(0, symmetric.RowCount)];
        // Where half of the matrix is full there is little to be saved, and a long search for it.
        if (symmetric.Count > order.Length * (long)order.Length / 2)
            return new(order, order.Length);
        var natural = new StarColouring(symmetric).Greedy(order);
        var sorted = new StarColouring(symmetric).Greedy([.. order.OrderByDescending(v => symmetric[v].Length)]);
        return sorted.Count < natural.Count ? sorted : natural;
    }

    private Colouring Greedy(int[] order)
    {
        foreach (int vertex in order)
        {
            ForbidAsEnd(vertex);
            ForbidInside(vertex);
            int colour = 0;
            while (_forbidden[colour] == vertex + 1)
                colour++;
            Give(vertex, colour);
        }

        return new(_colours, _count);
    }

    /// <summary>Paths vertex - w - x - y that would have two colours.</summary>
    private void ForbidAsEnd(int vertex)
    {
        foreach (int w in _graph[vertex])
        {
            if (w == vertex || _colours[w] < 0)
                continue;
            _forbidden[_colours[w]] = vertex + 1;
            foreach (int x in _graph[w])
            {
                if (x != w && x != vertex && _colours[x] >= 0 && _neighbours[(x, _colours[w])] > 1)
                    _forbidden[_colours[x]] = vertex + 1;
            }
        }
    }

    /// <summary>Paths a - vertex - b - c that would have two colours.</summary>
    private void ForbidInside(int vertex)
    {
        foreach (int b in _graph[vertex])
        {
            if (b == vertex || _colours[b] < 0 || _neighbours[(vertex, _colours[b])] < 2)
                continue;
            foreach (int c in _graph[b])
            {
                if (c != vertex && c != b && _colours[c] >= 0)
                    _forbidden[_colours[c]] = vertex + 1;
            }
        }
    }

    private void Give(int vertex, int colour)
    {
        _colours[vertex] = colour;
        _count = Math.Max(_count, colour + 1);
        if (_count >= _forbidden.Length)
            Array.Resize(ref _forbidden, 2 * _forbidden.Length);
        foreach (int neighbour in _graph[vertex])
        {
            if (neighbour == vertex)
                continue;
            _neighbours.TryGetValue((neighbour, colour), out int before);
            _neighbours[(neighbour, colour)] = before + 1;
        }
    }
}
