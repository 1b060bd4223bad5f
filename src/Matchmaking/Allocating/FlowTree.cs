using System.Numerics;
using System.Runtime.CompilerServices;

namespace Matchmaking.Allocating;

/// <summary>A node of the tree; -1 stands for none.</summary>
internal struct TreeNode
{
    public int Parent;

    /// <summary>The arc to the parent, in whichever direction it runs.</summary>
    public int Arc;

    /// <summary>Nodes of its subtree, itself included.</summary>
    public int Size;

    public int FirstChild;

    public int Next;

    public int Previous;
}

/// <summary>
/// A spanning tree of needs, capacities and the root, as lists of children with the sizes of subtrees. One hanging costs
/// the two paths to the join; a shift of prices costs the smaller of the two sides, since only differences count.
/// </summary>
internal sealed class FlowTree
{
    private readonly TreeNode[] _nodes;

    /// <param name="nodes">How many nodes there are; the last one is the root.</param>
    public FlowTree(int nodes)
    {
        _nodes = new TreeNode[nodes];
        Clear();
    }

    /// <summary>Cuts every node off: each is a tree of its own.</summary>
    public void Clear() =>
        Array.Fill(_nodes, new TreeNode { Parent = -1, Arc = -1, Size = 1, FirstChild = -1, Next = -1, Previous = -1 });

    public int Root => _nodes.Length - 1;

    public ref TreeNode this[int node] => ref _nodes[node];

    /// <summary>The nodes themselves, for walks that are counted in millions.</summary>
    public TreeNode[] Nodes => _nodes;

    /// <summary>Hangs a node without parent under another, for building; sizes are the caller's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Hang(int node, int under, int arc)
    {
        ref var hung = ref _nodes[node];
        (hung.Parent, hung.Arc, hung.Previous, hung.Next) = (under, arc, -1, _nodes[under].FirstChild);
        if (hung.Next >= 0)
            _nodes[hung.Next].Previous = node;
        _nodes[under].FirstChild = node;
    }

    /// <summary>The node where the paths from two nodes to the root meet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Join(int one, int other)
    {
        var nodes = _nodes;
        while (one != other)
        {
            var (a, b) = (nodes[one].Size, nodes[other].Size);
            if (a <= b)
                one = nodes[one].Parent;
            if (b <= a)
                other = nodes[other].Parent;
        }

        return one;
    }

    /// <summary>Cuts the subtree of <paramref name="top"/> off, turns it so that <paramref name="inside"/> is its top, and hangs that under a node outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Rehang(int top, int inside, int under, int arc, int join)
    {
        var nodes = _nodes;
        var size = nodes[top].Size;
        for (var node = nodes[top].Parent; node != join; node = nodes[node].Parent)
            nodes[node].Size -= size;
        for (var node = under; node != join; node = nodes[node].Parent)
            nodes[node].Size += size;

        var (turned, below) = (inside, 0);
        while (true)
        {
            var (parent, parentArc, had) = (nodes[turned].Parent, nodes[turned].Arc, nodes[turned].Size);
            Unlink(turned);
            Hang(turned, under, arc);
            nodes[turned].Size = size - below;
            if (turned == top)
                return;
            (under, arc, turned, below) = (turned, parentArc, parent, had);
        }
    }

    /// <summary>The node after <paramref name="node"/> in the order in which parents come before their children; -1 after the last.</summary>
    public int After(int node)
    {
        if (_nodes[node].FirstChild >= 0)
            return _nodes[node].FirstChild;
        while (node >= 0 && _nodes[node].Next < 0)
            node = _nodes[node].Parent;
        return node < 0 ? -1 : _nodes[node].Next;
    }

    /// <summary>Adds to the prices of a subtree, or takes from all others, whichever is less work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Shift<T>(T[] prices, int top, T by) where T : struct, INumber<T>
    {
        if (_nodes[top].Size * 2 <= _nodes.Length)
            ShiftBelow(prices, top, -1, by);
        else
            ShiftBelow(prices, Root, top, -by);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ShiftBelow<T>(T[] prices, int top, int except, T by) where T : struct, INumber<T>
    {
        var nodes = _nodes;
        var node = top;
        while (true)
        {
            if (node != except)
            {
                prices[node] += by;
                if (nodes[node].FirstChild >= 0)
                {
                    node = nodes[node].FirstChild;
                    continue;
                }
            }

            while (node != top && nodes[node].Next < 0)
                node = nodes[node].Parent;
            if (node == top)
                return;
            node = nodes[node].Next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unlink(int node)
    {
        var (parent, next, previous) = (_nodes[node].Parent, _nodes[node].Next, _nodes[node].Previous);
        if (previous >= 0)
            _nodes[previous].Next = next;
        else
            _nodes[parent].FirstChild = next;
        if (next >= 0)
            _nodes[next].Previous = previous;
    }
}
