namespace Matchmaking.Allocating;

/// <summary>Chooses arcs for a spanning tree, each that does not close a cycle, and hangs them from the root.</summary>
internal sealed class TreeBuilder
{
    private readonly int[] _leader;
    private readonly int[] _firstEdge;
    private readonly List<(int Node, int Arc, int Next)> _edges = [];

    public TreeBuilder(int nodes)
    {
        _leader = [.. Enumerable.Range(0, nodes)];
        _firstEdge = new int[nodes];
        Array.Fill(_firstEdge, -1);
    }

    /// <summary>Takes an arc; false where its ends are connected already.</summary>
    public bool Join(int one, int other, int arc)
    {
        var (a, b) = (Leader(one), Leader(other));
        if (a == b)
            return false;
        _leader[a] = b;
        Connect(one, other, arc);
        Connect(other, one, arc);
        return true;
    }

    /// <summary>Hangs all nodes from the root, the tree's last node.</summary>
    public void Build(FlowTree tree)
    {
        var order = new int[_leader.Length];
        order[0] = tree.Root;
        var found = 1;
        for (var i = 0; i < found; i++)
        {
            var node = order[i];
            for (var edge = _firstEdge[node]; edge >= 0; edge = _edges[edge].Next)
            {
                if (_edges[edge].Node == tree[node].Parent)
                    continue;
                tree.Hang(_edges[edge].Node, node, _edges[edge].Arc);
                order[found++] = _edges[edge].Node;
            }
        }

        for (var i = found - 1; i > 0; i--)
            tree[tree[order[i]].Parent].Size += tree[order[i]].Size;
    }

    private void Connect(int from, int to, int arc)
    {
        _edges.Add((to, arc, _firstEdge[from]));
        _firstEdge[from] = _edges.Count - 1;
    }

    private int Leader(int node)
    {
        while (_leader[node] != node)
            node = _leader[node] = _leader[_leader[node]];
        return node;
    }
}
