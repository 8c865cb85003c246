using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Vectors;

/// <summary>
/// Runs innermost loops over arrays several elements at a time, as the compilers of C do and the JIT does not (Allen and Kennedy, Automatic Translation of
/// FORTRAN Programs to Vector Form, 1987). The loop stays as it is and runs what is left over: before it, a call runs as many iterations as fill vectors and
/// as cannot be told from those of the loop, and the loop begins after them. Where an index would be out of range, an array is null, or two arrays are one,
/// that is none, so whatever is thrown is thrown by the loop. What an iteration computes is the same to the last bit; only sums of cotangents are added in
/// another order.
/// </summary>
internal static class VectorisePass
{
    /// <summary>Two vectors of the usual width: for fewer iterations a call does not pay.</summary>
    private const int LeastDoubles = 8;

    /// <param name="method">The method, as it is emitted.</param>
    /// <param name="library">What vectors are made of.</param>
    /// <param name="kernel">Makes a method of a body.</param>
    /// <param name="isAdjoint">Whether something is arithmetic of cotangents: the order of a sum's terms is free, a product's left side is a cotangent.</param>
    /// <param name="zeroStays">A cotangent of zero stays zero whatever it is multiplied with.</param>
    public static bool Run(
        MethodIR method, LaneLibrary library, Func<MethodIR, MethodReference> kernel, Func<Instruction, bool> isAdjoint, bool zeroStays)
    {
        if (!method.Instructions.Any(i => i is ElementAddress { ElementType.MetadataType: MetadataType.Double or MetadataType.Single }))
            return false;
        var loops = NaturalLoops.Of(method);
        var parents = new HashSet<Loop?>(loops.All.Select(l => l.Parent));
        var regions = RegionMap.Of(method);
        var changed = false;
        foreach (var loop in loops.All.Where(l => !parents.Contains(l)))
        {
            if (CountedLoop.Of(loop) is not { } counted || !regions.Same(counted.Header, counted.Body) || regions.IsEntry(counted.Header)
                || !regions.Same(counted.Header, counted.Entry.Source.Block!) || LaneLoop.Of(counted, isAdjoint) is not { } lanes)
                continue;
            new Entrance(lanes, library).Build(kernel, zeroStays);
            changed = true;
        }
        return changed;
    }

    /// <summary>What comes before a loop: the question whether there are enough iterations, what is the same in all of them, and the call.</summary>
    private sealed class Entrance
    {
        private readonly LaneLoop lanes;
        private readonly CountedLoop loop;
        private readonly LaneLibrary library;
        private readonly MethodIR method;
        private readonly Builder builder;
        private readonly Value[] initial;
        private readonly Dictionary<Value, Value> first = [];
        private Value? condition;
        private Block last;

        public Entrance(LaneLoop lanes, LaneLibrary library)
        {
            this.lanes = lanes;
            this.library = library;
            loop = lanes.Loop;
            method = loop.Header.Method;
            initial = [.. loop.Entry.Arguments];
            last = BlockPlacement.NewBefore(loop.Header, "vectors");
            BlockPlacement.Redirect([loop.Entry], last);
            last.Terminator!.Remove();
            builder = new Builder(method) { Location = loop.Header.Terminator!.Location }.AtEnd(last);
        }

        public void Build(Func<MethodIR, MethodReference> kernel, bool zeroStays)
        {
            // Only what the number of iterations depends on is computed however few they are.
            var count = loop.Count(builder, First);
            var least = lanes.Element.MetadataType == MetadataType.Double ? LeastDoubles : 2 * LeastDoubles;
            Unless(builder.Compare(CompareOp.Ge, count, method.Int64(least)));
            foreach (var invariant in lanes.Invariants)
                First(invariant);
            foreach (var element in lanes.InvariantElements)
            {
                foreach (var written in lanes.Accesses.Where(a => a.IsElement && a.Stores.Any()).Select(a => a.Start).Distinct())
                    Demand(library.Call(builder, "Differ", lanes.Element, First(written), First(element.Array)));
            }
            if (condition is not null)
                Unless(condition);
            var body = new LaneKernel(lanes, library, zeroStays);
            var slots = lanes.Sums.ToDictionary(s => s, s => builder.Slot(lanes.Element));
            foreach (var slot in slots)
                builder.Store(lanes.Element, slot.Value, initial[slot.Key.Index]);
            var arguments = body.Arguments(count, First, Start, s => slots[s]);
            var done = builder.Call(kernel(body.Method), arguments);
            Value After(BlockParameter parameter)
            {
                if (slots.TryGetValue(parameter, out var slot))
                    return builder.Load(lanes.Element, slot);
                var distance = builder.Convert(parameter.Type, done);
                return builder.Binary(CountedLoop.StepOf(parameter, loop.Back) == 1 ? BinaryOp.Add : BinaryOp.Sub, initial[parameter.Index], distance);
            }
            Value[] begin = [.. loop.Header.Parameters.Select(After)];
            builder.Jump(loop.Header, begin);
        }

        /// <summary>The loop as it was, unless a condition holds.</summary>
        private void Unless(Value holds)
        {
            var next = BlockPlacement.NewAfter(last, "vectors");
            builder.Branch(holds, next, [], loop.Header, initial);
            builder.AtEnd(next);
            last = next;
        }

        private void Demand(Value test) => condition = condition is null ? test : builder.Binary(BinaryOp.And, condition, test);

        private Value Start(LaneAccess access)
        {
            if (access.IsElement)
                return builder.Convert(builder.Types.Int64, First(access.Index));
            return access.Address is FieldAddress field ? builder.FieldAddress(First(field.Target), field.Field) : First(access.Address);
        }

        /// <summary>What a value that is no vector is in the first iteration.</summary>
        private Value First(Value value)
        {
            if (value is BlockParameter parameter && parameter.Block == loop.Header)
                return initial[parameter.Index];
            if (value is not Instruction { Block: { } home } instruction || !loop.Loop.Contains(home))
                return value;
            if (!first.TryGetValue(value, out var known))
                first.Add(value, known = Compute(instruction));
            return known;
        }

        private Value Compute(Instruction instruction)
        {
            switch (instruction)
            {
                case ArrayLength length:
                    var (array, content) = (First(length.Operand(0)), ((ArrayType)length.Operand(0).Type).ElementType);
                    Demand(library.Call(builder, "Fits", content, array, method.Int64(0), method.Int64(0)));
                    return library.Call(builder, "Length", content, array);
                case ElementAddress { HasUses: false } element:
                    Demand(Fits(element));
                    return method.Undefined(element.Type);
                case ElementAddress element:
                    // Stands for the element: its readers read it in its place.
                    Demand(Fits(element));
                    return library.Call(builder, "Peek", element.ElementType, First(element.Array), Index(element));
                case Load { Address: ElementAddress { Block: { } home } element } when loop.Loop.Contains(home):
                    return First(element);
                case FieldAddress field when builder.Types.KindOf(field.Target.Type) == StackKind.Object:
                    var target = First(field.Target);
                    Unless(builder.Compare(CompareOp.Ne, target, method.Null(target.Type)));
                    return builder.FieldAddress(target, field.Field);
            }
            var map = new CloneMap();
            foreach (var operand in instruction.Operands)
                map[operand] = First(operand);
            var copy = instruction.Clone(map);
            copy.Name = instruction.Name;
            return builder.Add(copy);
        }

        private Value Fits(ElementAddress element) =>
            library.Call(builder, "Fits", element.ElementType, First(element.Array), Index(element), method.Int64(1));

        private Value Index(ElementAddress element) => builder.Convert(builder.Types.Int64, First(element.Index));
    }
}
