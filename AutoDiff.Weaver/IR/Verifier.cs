using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.IR.Text;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.IR;

/// <summary>Checks the invariants of the IR; a violation is a defect of the weaver, never of the user's program.</summary>
internal sealed class Verifier
{
    private readonly MethodIR method;
    private readonly string step;
    private readonly Dictionary<Instruction, int> positions = [];

    private Verifier(MethodIR method, string step)
    {
        this.method = method;
        this.step = step;
    }

    /// <exception cref="InvalidIRException">An invariant does not hold.</exception>
    public static void Verify(MethodIR method, string step) => new Verifier(method, step).Run();

    private void Run()
    {
        var blocks = new HashSet<Block>(method.Blocks);
        var exceptionParameters = new HashSet<BlockParameter>(
            method.Regions.SelectMany(r => new[] { r.Handler.ExceptionParameter, r.Filter?.ExceptionParameter }).OfType<BlockParameter>());
        Check(method.Entry.Incoming.Count == 0, "the entry has predecessors");
        Check(method.Entry.Parameters.Count == 0, "the entry has block parameters");
        foreach (var block in method.Blocks)
        {
            Check(block.Terminator is not null, $"block {block} has no terminator");
            var position = 0;
            foreach (var instruction in block.Instructions)
            {
                positions[instruction] = position++;
                Check(instruction.Block == block, "an instruction does not know its block");
                Check(instruction is not Terminator || instruction == block.Last, $"a terminator stands inside block {block}");
            }
            foreach (var edge in block.Terminator!.Edges)
            {
                Check(blocks.Contains(edge.Target), $"an edge from {block} leaves the method");
                Check(edge.Target.Incoming.Contains(edge), $"the target of an edge from {block} does not know it");
                var expected = edge.Target.Parameters.Count(p => !exceptionParameters.Contains(p));
                Check(edge.ArgumentCount == expected, $"the edge {block} -> {edge.Target} has {edge.ArgumentCount} arguments for {expected} parameters");
                for (var i = 0; i < edge.ArgumentCount; i++)
                    CheckType(edge.Target.Parameters[i].Type, edge[i], $"argument {i} of the edge {block} -> {edge.Target}");
            }
        }
        CheckDominance();
        foreach (var instruction in method.Instructions)
            CheckTypes(instruction);
    }

    private void CheckDominance()
    {
        var dominators = Dominators.Of(method);
        foreach (var block in method.Blocks.Where(dominators.Contains))
        {
            foreach (var instruction in block.Instructions)
            {
                foreach (var use in instruction.OperandUses)
                {
                    var value = use.Value;
                    var fine = value switch
                    {
                        Immediate => true,
                        Parameter p => p.Index < method.Parameters.Count && method.Parameters[p.Index] == p,
                        BlockParameter p => dominators.Contains(p.Block) && dominators.Dominates(p.Block, block) && p.Block.Parameters.Contains(p),
                        Instruction { Block: { } home } i => home == block
                            ? positions.TryGetValue(i, out var at) && at < positions[instruction]
                            : dominators.Contains(home) && dominators.Dominates(home, block),
                        _ => false,
                    };
                    Check(fine, $"a use of [{value}] in [{instruction.GetType().Name}] of block {block} is not dominated by its definition");
                }
            }
        }
    }

    private void CheckTypes(Instruction instruction)
    {
        switch (instruction)
        {
            case FieldAddress field:
                Check(method.Types.KindOf(field.Target.Type) is not StackKind.Struct, $"[{field}] is the address of a field of a value");
                break;
            case Store store:
                CheckType(store.StoredType, store.Content, "stored value");
                break;
            case Return { Result: { } result }:
                CheckType(method.ReturnType, result, "result");
                break;
            case Return:
                Check(method.ReturnsVoid, "a return has no value");
                break;
            case Insert insert:
                CheckType(method.Types.FieldType(insert.Field), insert.Item, "inserted item");
                break;
            case Binary { Op: < BinaryOp.Shl or > BinaryOp.ShrUn } binary
                when method.Types.KindOf(binary.Type) is StackKind.Single or StackKind.Double or StackKind.Int64:
                CheckType(binary.Type, binary.Left, "left operand");
                CheckType(binary.Type, binary.Right, "right operand");
                break;
            case Call call:
                CheckArguments(call, method.Types.ArgumentTypes(call.Method));
                break;
            case NewObject creation:
                CheckArguments(creation, [.. method.Types.ArgumentTypes(creation.Constructor).Skip(1)]);
                break;
        }
    }

    private void CheckArguments(Instruction call, IReadOnlyList<Mono.Cecil.TypeReference> types)
    {
        Check(call.OperandCount >= types.Count, $"[{call}] has {call.OperandCount} arguments for {types.Count} parameters");
        for (var i = 0; i < types.Count; i++)
        {
            // The receiver of a constrained call is the address of a value of the constraint, whatever type declares the method.
            if (i == 0 && call is Call { Constrained: not null, Method.HasThis: true })
                continue;
            if (i > 0 || call is NewObject || method.Types.KindOf(types[i]) != StackKind.ByReference)
                CheckType(types[i], call.Operand(i), $"argument {i} of {call}");
        }
    }

    /// <summary>Values must agree in stack kind, structs in type; what is verifiable about references is left to the emitted IL's verifier.</summary>
    private void CheckType(Mono.Cecil.TypeReference expected, Value value, string what)
    {
        var types = method.Types;
        var want = types.KindOf(expected);
        var have = types.KindOf(value.Type);
        var addresses = want is StackKind.NativeInt or StackKind.Pointer or StackKind.ByReference
            && have is StackKind.NativeInt or StackKind.Pointer or StackKind.ByReference or StackKind.Int32 or StackKind.Int64;
        var fits = want == have || addresses || value is Constant { Content: null } || want is StackKind.GenericParameter || have is StackKind.GenericParameter
            || (want is StackKind.Int32 && have is StackKind.NativeInt);
        Check(fits, $"{what} [{value}] is {Printer.TypeName(value.Type)}, not {Printer.TypeName(expected)}");
        if (want == StackKind.Struct && have == StackKind.Struct)
            Check(types.Same(TypeContext.WithoutModifiers(expected), TypeContext.WithoutModifiers(value.Type)) || types.TypeModelledBy(value.Type)?.FullName
                == TypeContext.WithoutModifiers(expected).FullName, $"{what} [{value}] is {Printer.TypeName(value.Type)}, not {Printer.TypeName(expected)}");
    }

    private void Check(bool condition, string message)
    {
        if (!condition)
            throw new InvalidIRException($"after {step}: {method.Name}: {message}{Environment.NewLine}{Printer.Print(method)}");
    }
}

/// <summary>A pass or the importer broke an invariant of the IR.</summary>
internal sealed class InvalidIRException(string message) : Exception(message);
