using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Types;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Passes.Handlers;

/// <summary>
/// Shows on the graph where exceptions leave a try part: what may throw gets a protected region of its own, as small as it takes for nothing to be
/// changed in it before it throws, whose handler only goes on to the original one. That is an ordinary block afterwards, entered by edges. What cleans
/// up in between runs on the way; only what it throws itself on behalf of an exception that is not caught goes past the handler.
/// </summary>
internal sealed class PreciseHandlersPass
{
    private readonly MethodIR method;
    private readonly Builder builder;
    private readonly HashSet<Instruction> cannotThrow = [];
    private readonly List<Guard> guards = [];
    private readonly List<(ExceptionRegion Target, HashSet<Region> Around, Block At)> unwindings = [];

    private PreciseHandlersPass(MethodIR method)
    {
        this.method = method;
        builder = new Builder(method);
    }

    /// <returns>Whether all catch handlers have been taken apart; the method may be changed even if not.</returns>
    public static bool Run(MethodIR method)
    {
        if (!IsPossible(method))
            return false;
        var pass = new PreciseHandlersPass(method);
        // Inner ones first: an exception that they catch does not get any further.
        while (method.Regions.Where(IsToDo).OrderBy(r => r.Try.Blocks.Count).FirstOrDefault() is { } region)
        {
            var together = method.Regions.Where(r => IsToDo(r) && r.Try.Blocks.Count == region.Try.Blocks.Count && r.Try.Entry == region.Try.Entry).ToList();
            pass.TakeApart(together);
        }
        return true;
    }

    private static bool IsToDo(ExceptionRegion region) => region is { Kind: ExceptionHandlerType.Catch, IsPrecise: false };

    private static bool IsPossible(MethodIR method)
    {
        if (!method.Regions.Any(IsToDo) || method.Regions.Any(r => r.Kind is ExceptionHandlerType.Filter or ExceptionHandlerType.Finally))
            return false;
        foreach (var region in method.Regions.Where(IsToDo))
        {
            if (region.Try.Blocks.SelectMany(b => b.Instructions).Any(i => i.Type.IsByReference && !IsPlainAddress(i) && i is not Slot))
                return false;
            if (region.Try.Blocks.Any(b => b.Parameters.Any(p => p.Type.IsByReference)))
                return false;
        }
        return true;
    }

    private static bool IsPlainAddress(Instruction instruction) => ElementReferences.IsAddress(instruction) || instruction is StaticAddress;

    internal static bool MayThrowAnything(Instruction instruction) => instruction switch
    {
        Throw or Rethrow => true,
        Store { Address: ElementAddress { ElementType: var type } } => instruction.Block!.Method.Types.KindOf(type) == StackKind.Object,
        Store { Volatile: false, Address.Type.IsByReference: true } => false,
        Call call when Allocations.Is(call) => false,
        _ => (instruction.Effects & Effects.Throws) != 0,
    };

    private bool MayThrow(Instruction instruction) => MayThrowAnything(instruction) && !cannotThrow.Contains(instruction);

    private void TakeApart(List<ExceptionRegion> regions)
    {
        var inside = new HashSet<Block>(regions[0].Try.Blocks);
        foreach (var region in regions)
        {
            var exception = region.Handler.ExceptionParameter!;
            region.Handler.ExceptionParameter = null;
            foreach (var block in region.Handler.Blocks.Where(b => b.Terminator is Rethrow && IsDirectlyIn(region.Handler, b)).ToList())
            {
                var old = block.Terminator!;
                builder.Before(old).Location = old.Location;
                builder.Add(new Throw(method.Types.Void, exception));
                old.Remove();
            }
            method.Regions.Remove(region);
        }
        foreach (var block in inside.Concat(regions.SelectMany(r => r.Handler.Blocks)).ToList())
            FinallyPass.Shorten(method, block);
        unwindings.Clear();
        var handled = new HashSet<Guard>();
        var work = new Stack<Block>(inside);
        while (work.Count > 0)
        {
            var block = work.Pop();
            // What cleans up is copied to the ways on which it matters.
            if (method.Regions.Any(r => r.Kind == ExceptionHandlerType.Fault && inside.Contains(r.Handler.Entry) && r.Handler.Blocks.Contains(block)))
                continue;
            if (guards.FirstOrDefault(g => g.Contains(block)) is { } guard)
            {
                if (handled.Add(guard))
                    Add(guard, regions, inside, work);
                continue;
            }
            if (FindGroup(block) is not { } group)
                continue;
            guard = Isolate(block, group.First, group.Last);
            handled.Add(guard);
            inside.UnionWith([guard.Entry, guard.Body, guard.Join]);
            if (guard.After is { } after)
            {
                inside.Add(after);
                work.Push(after);
            }
            Add(guard, regions, inside, work);
        }
    }

    private bool IsDirectlyIn(Region handler, Block block) =>
        !method.Regions.Where(r => r.Kind == ExceptionHandlerType.Catch && r.Handler != handler)
            .Any(r => r.Handler.Blocks.Contains(block) && handler.Blocks.Contains(r.Handler.Entry));

    /// <summary>Instructions that may throw with nothing between them that changes memory; only the last one may.</summary>
    private (Instruction First, Instruction Last)? FindGroup(Block block)
    {
        Instruction? first = null, last = null;
        foreach (var instruction in block.Instructions)
        {
            var writes = (instruction.Effects & Effects.Writes) != 0;
            // What is thrown is known where nothing else is.
            if (first is not null && instruction is Throw)
                break;
            if (MayThrow(instruction))
            {
                first ??= instruction;
                last = instruction;
            }
            if (first is not null && writes)
                break;
        }
        return first is null ? null : (first, last!);
    }

    private Guard Isolate(Block block, Instruction first, Instruction last)
    {
        var entry = BlockPlacement.NewAfter(block, "try");
        var body = BlockPlacement.NewAfter(entry, "body");
        var join = BlockPlacement.NewAfter(body, "thrown");
        var after = last is Terminator ? null : BlockPlacement.NewAfter(join, block.Name);
        var target = body;
        for (var instruction = first; instruction is not null;)
        {
            var next = instruction.Next;
            instruction.Unlink();
            target.Append(instruction);
            if (instruction == last)
                target = after!;
            instruction = next;
        }
        builder.Location = first.Location;
        builder.AtEnd(block).Jump(entry);
        builder.AtEnd(entry).Jump(body);
        var guard = new Guard(entry, body, join, after);
        guards.Add(guard);
        join.AddParameter(method.Types.Int32, "thrown");
        if (after is null)
            return guard;
        var values = body.Instructions.Where(i => i.HasResult && i.Uses.Any(u => u.User.Block != body)).ToList();
        foreach (var value in values.Where(IsPlainAddress).Reverse<Instruction>().ToList())
        {
            foreach (var use in value.Uses.Where(u => u.User.Block != body).ToList())
                use.Value = Again(use.User, value, body);
        }
        values = [.. body.Instructions.Where(i => i.HasResult && !IsPlainAddress(i) && i.Uses.Any(u => u.User.Block != body))];
        foreach (var value in values)
        {
            var parameter = join.AddParameter(value.Type, value.Name);
            foreach (var use in value.Uses.Where(u => u.User.Block != body).ToList())
                use.Value = parameter;
        }
        builder.AtEnd(body).Add(new Leave(method.Types.Void, join, [method.Int32(0), .. values]));
        return guard;
    }

    /// <summary>The address of the same place, which has been checked.</summary>
    private Instruction Again(Instruction user, Instruction address, Block body)
    {
        var map = new CloneMap();
        foreach (var inner in address.Operands.OfType<Instruction>().Where(o => o.Block == body && IsPlainAddress(o)).ToList())
            map[inner] = Again(user, inner, body);
        var copy = Copies.Of(address, map);
        user.Block!.Insert(copy, user);
        cannotThrow.Add(copy);
        return copy;
    }

    /// <summary>Adds a handler for each region to what guards a group.</summary>
    private void Add(Guard guard, List<ExceptionRegion> regions, HashSet<Block> inside, Stack<Block> work)
    {
        var protectedBlocks = new List<Block> { guard.Entry, guard.Body };
        protectedBlocks.AddRange(guard.Handlers);
        foreach (var region in regions)
        {
            var at = guard.Handlers.Count == 0 ? guard.Body : guard.Handlers[guard.Handlers.Count - 1];
            var handler = BlockPlacement.NewAfter(at, "caught");
            // Not part of the regions that end with the block before it.
            foreach (var part in RegionMap.Parts(method).Where(p => p.Blocks.Contains(handler) && guard.IsOwn(p)))
                part.Blocks.Remove(handler);
            var original = region.Handler.Entry.Parameters[0];
            var exception = handler.AddParameter(original.Type, "exception");
            var precise = new ExceptionRegion(ExceptionHandlerType.Catch, region.CatchType) { IsPrecise = true };
            precise.Try.Blocks.AddRange(protectedBlocks);
            precise.Handler.Blocks.Add(handler);
            precise.Handler.ExceptionParameter = exception;
            method.Regions.Insert(guard.Regions.Count == 0 ? 0 : method.Regions.IndexOf(guard.Regions[guard.Regions.Count - 1]) + 1, precise);
            guard.Regions.Add(precise);
            guard.Handlers.Add(handler);
            inside.Add(handler);

            var passed = guard.Join.AddParameter(original.Type, "exception");
            foreach (var edge in guard.Join.Incoming)
                edge.AddArgument(method.Undefined(original.Type));
            builder.Location = guard.Body.First?.Location;
            var number = guard.Handlers.Count;
            builder.AtEnd(handler).Add(new Leave(
                method.Types.Void, guard.Join,
                [method.Int32(number), .. guard.Join.Parameters.Skip(1).Select(p => p == passed ? (Value)exception : method.Undefined(p.Type))]));
            var way = BlockPlacement.NewAfter(guard.Join, "handler");
            inside.Add(way);
            guard.Ways.Add(way);
            builder.AtEnd(way);
            var thrown = Thrown(guard, passed);
            if (Faults(way, inside).Any())
            {
                var unwinding = Unwinding(way, region, inside, work);
                builder.AtEnd(way).Jump(unwinding, thrown);
            }
            else
            {
                builder.AtEnd(way).Add(new Leave(method.Types.Void, region.Handler.Entry, thrown));
                FinallyPass.Shorten(method, way);
            }
        }
        guard.Join.Terminator?.Remove();
        builder.AtEnd(guard.Join).Location = guard.Body.First?.Location;
        List<Block> targets = guard.After is { } after ? [after, .. guard.Ways] : [guard.Ways[0], .. guard.Ways];
        if (targets.Skip(1).Distinct().Count() == 1 && targets[0] != targets[1])
            builder.Branch(guard.Join.Parameters[0], targets[1], [], targets[0], []);
        else if (targets.Distinct().Count() == 1)
            builder.Jump(targets[0]);
        else
            builder.Switch(guard.Join.Parameters[0], targets.Take(targets.Count - 1), targets[targets.Count - 1]);
    }

    /// <summary>
    /// What arrives at a handler is, if it is not null, the very object that was thrown: as that one it is known. The builder is where it is to be said.
    /// </summary>
    private Value Thrown(Guard guard, Value caught)
    {
        if (guard.Body.First is not Throw raised || raised.Operand(0) is not TrackedValue thrown)
            return caught;
        var isThrown = builder.Compare(CompareOp.Eq, caught, thrown);
        var content = method.Types.Same(thrown.Type, caught.Type) ? thrown : builder.Raw(caught.Type, OpCodes.Isinst, caught.Type, Effects.None, thrown);
        return builder.Select(isThrown, content, caught);
    }

    /// <summary>
    /// Where ways from the same regions to the same handler meet, so that there is one copy of what cleans up in between. With one for each of them the copies,
    /// which may throw as well, would multiply with every region that is in another.
    /// </summary>
    private Block Unwinding(Block way, ExceptionRegion region, HashSet<Block> inside, Stack<Block> work)
    {
        var around = new HashSet<Region>(RegionMap.Parts(method).Where(p => p.Blocks.Contains(way)));
        foreach (var (target, parts, known) in unwindings)
        {
            if (target == region && parts.SetEquals(around))
                return known;
        }
        var (before, at) = (builder.Location, BlockPlacement.NewAfter(way, "unwinding"));
        unwindings.Add((region, around, at));
        inside.Add(at);
        var type = region.Handler.Entry.Parameters[0].Type;
        var leave = builder.AtEnd(at).Add(new Leave(method.Types.Void, region.Handler.Entry, at.AddParameter(type, "exception")));
        RunFaults(at, leave, inside, work);
        FinallyPass.Shorten(method, at);
        builder.Location = before;
        return at;
    }

    /// <summary>What cleans up between a block and the regions that are taken apart, the innermost first.</summary>
    private IEnumerable<ExceptionRegion> Faults(Block block, HashSet<Block> inside) => method.Regions
        .Where(r => r.Kind == ExceptionHandlerType.Fault && r.Try.Blocks.Contains(block) && inside.Contains(r.Handler.Entry)).OrderBy(r => r.Try.Blocks.Count);

    /// <summary>On the way to the handler, what cleans up in between runs.</summary>
    private void RunFaults(Block way, Leave leave, HashSet<Block> inside, Stack<Block> work)
    {
        var target = leave.Edge.Target;
        List<Leave> leaves = [leave];
        foreach (var fault in Faults(way, inside).ToList())
        {
            var before = new HashSet<Block>(method.Blocks);
            foreach (var one in leaves)
            {
                var map = FinallyPass.Insert(method, fault, one);
                guards.AddRange([.. guards.Where(g => map.Contains(g.Body)).Select(g => g.Copied(map))]);
            }
            var made = method.Blocks.Where(b => !before.Contains(b)).ToList();
            inside.UnionWith(made);
            foreach (var block in made)
                work.Push(block);
            // The next one runs after this one.
            leaves = [.. made.Select(b => b.Terminator).OfType<Leave>().Where(l => l.Edge.Target == target)];
        }
    }

    /// <summary>A group of instructions that may throw, with what surrounds it.</summary>
    private sealed class Guard(Block entry, Block body, Block join, Block? after)
    {
        public Block Entry { get; } = entry;

        public Block Body { get; } = body;

        public Block Join { get; } = join;

        public Block? After { get; } = after;

        public List<Block> Handlers { get; } = [];

        public List<Block> Ways { get; } = [];

        public List<ExceptionRegion> Regions { get; } = [];

        public bool Contains(Block block) => block == Entry || block == Body || block == Join || Handlers.Contains(block) || Ways.Contains(block);

        /// <summary>The guard in a copy of the handler that it stands in.</summary>
        public Guard Copied(CloneMap map)
        {
            var copy = new Guard(map[Entry], map[Body], map[Join], After is null ? null : map[After]);
            copy.Handlers.AddRange(Handlers.Select(h => map[h]));
            copy.Ways.AddRange(Ways.Select(w => map[w]));
            copy.Regions.AddRange(copy.Body.Method.Regions.Where(r => r.IsPrecise && r.Try.Entry == copy.Entry));
            return copy;
        }

        public bool IsOwn(Region part) => Regions.Any(r => r.Try == part || r.Handler == part);
    }
}
