using System.Runtime.CompilerServices;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>Block parameters that are no choice: the same value on every edge, or the same as another parameter of the block.</summary>
internal static class ParameterRules
{
    public static bool Run(MethodIR method)
    {
        var changed = false;
        var work = new Queue<Block>(method.Blocks);
        var queued = new HashSet<Block>(method.Blocks);
        while (work.Count > 0)
        {
            var block = work.Dequeue();
            queued.Remove(block);
            // Handlers and unreachable blocks have no edges, hence nothing to choose from.
            if (block.Parameters.Count == 0 || block.Incoming.Count == 0)
                continue;
            for (var i = block.Parameters.Count - 1; i >= 0; i--)
            {
                var parameter = block.Parameters[i];
                changed |= Narrow(parameter, i);
                if (Only(parameter, i) is not { } value)
                    continue;
                Replace(parameter, value, work, queued);
                changed = true;
            }
            if (block.Parameters.Count > 1)
                changed |= MergeEqual(block, work, queued);
        }
        return changed;
    }

    /// <summary>The one value that all edges pass, or null.</summary>
    private static Value? Only(BlockParameter parameter, int index)
    {
        Value? only = null;
        var undefined = false;
        foreach (var edge in parameter.Block.Incoming)
        {
            var argument = edge[index];
            if (argument is Undefined)
                undefined = true;
            else if (argument != parameter && argument != only)
            {
                if (only is not null)
                    return null;
                only = argument;
            }
        }
        // A value may take the place of an undefined one only where it is sure to be available.
        if (undefined && only is not (null or Immediate or Parameter))
            return null;
        return only ?? parameter.Block.Method.Undefined(parameter.Type);
    }

    /// <summary>A reference that is an array or object of the same more special type on every edge has that type.</summary>
    private static bool Narrow(BlockParameter parameter, int index)
    {
        var types = parameter.Block.Method.Types;
        if (types.KindOf(parameter.Type) != StackKind.Object)
            return false;
        TypeReference? only = null;
        foreach (var edge in parameter.Block.Incoming)
        {
            var argument = edge[index];
            if (argument == parameter || argument is Undefined or Constant { Content: null })
                continue;
            if (types.KindOf(argument.Type) != StackKind.Object || (only is not null && !types.Same(only, argument.Type)))
                return false;
            only = argument.Type;
        }
        if (only is null || types.Same(only, parameter.Type) || only.MetadataType == MetadataType.Object
            || types.Resolve(only) is { IsInterface: true } && only is not ArrayType)
            return false;
        parameter.Type = only;
        return true;
    }

    private static bool MergeEqual(Block block, Queue<Block> work, HashSet<Block> queued)
    {
        var changed = false;
        var groups = new Dictionary<int, List<BlockParameter>>();
        foreach (var parameter in block.Parameters.ToList())
        {
            var key = Signature(block, parameter.Index);
            if (!groups.TryGetValue(key, out var group))
                groups.Add(key, group = []);
            var twin = group.FirstOrDefault(p => p.Block.Method.Types.Same(p.Type, parameter.Type) && SameArguments(block, p, parameter));
            if (twin is null)
            {
                group.Add(parameter);
                continue;
            }
            Replace(parameter, twin, work, queued);
            changed = true;
        }
        return changed;
    }

    /// <summary>The same for parameters with the same arguments: parameters of the block itself count as one, they may turn out to be equal.</summary>
    private static int Signature(Block block, int index)
    {
        var signature = 0;
        foreach (var edge in block.Incoming)
        {
            var argument = edge[index] is BlockParameter own && own.Block == block ? null : edge[index];
            signature = unchecked((signature * 31) + (argument is null ? 1 : RuntimeHelpers.GetHashCode(argument)));
        }
        return signature;
    }

    private static bool SameArguments(Block block, BlockParameter a, BlockParameter b)
    {
        var (i, j) = (a.Index, b.Index);
        return block.Incoming.All(e => e[i] == e[j] || (e[i] == a && e[j] == b));
    }

    private static void Replace(BlockParameter parameter, Value value, Queue<Block> work, HashSet<Block> queued)
    {
        foreach (var user in parameter.Users)
        {
            if (user is not Terminator terminator)
                continue;
            foreach (var target in terminator.Successors)
            {
                if (queued.Add(target))
                    work.Enqueue(target);
            }
        }
        parameter.ReplaceAllUsesWith(value);
        parameter.Block.RemoveParameter(parameter);
    }
}
