using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Lanes;

/// <summary>
/// Which numbers differ between lanes, and which arrays hold such numbers (a variance analysis, as compilers of SPMD programs have one). Arrays are told apart
/// by unification: two that may be one are both of numbers or both of lanes. What lanes cannot go through stays uniform; where something varying would get
/// there, the method has no lane form.
/// </summary>
internal sealed class LaneVariance
{
    private readonly MethodIR method;
    private readonly bool isLinear;
    private readonly Dictionary<Value, Node> nodes = [];
    private readonly Dictionary<string, Node> fields = [];
    private readonly Queue<Node> changed = new();

    private LaneVariance(MethodIR method, bool isLinear) => (this.method, this.isLinear) = (method, isLinear);

    /// <param name="method">The method.</param>
    /// <param name="varying">The parameters that differ between lanes. The result is taken to differ, too.</param>
    /// <param name="isLinear">
    /// Only what is linear in these parameters, as tangents are in directions: NaN in a lane cannot get lost, and nothing but a factor of zero needs a test.
    /// </param>
    /// <returns>Null where what varies would get to where lanes cannot go.</returns>
    public static LaneVariance? Of(MethodIR method, IReadOnlyList<Parameter> varying, bool isLinear)
    {
        var result = new LaneVariance(method, isLinear);
        if (method.Regions.Count > 0 || !(method.ReturnsVoid || result.IsTracked(method.ReturnType)) || !varying.All(p => result.IsTracked(p.Type)))
            return null;
        foreach (var given in method.Parameters.Except(varying))
            result.Pin(given);
        foreach (var block in method.Blocks)
        {
            foreach (var instruction in block.Instructions)
                result.Visit(instruction);
        }
        foreach (var seed in varying.Cast<Value>().Concat(method.Instructions.OfType<Return>().Select(r => r.Result).OfType<Value>()))
            result.Vary(seed);
        result.Propagate();
        return result.nodes.Values.All(n => !n.Root.IsVarying || !n.Root.IsPinned) && method.Instructions.All(result.IsPossible)
            ? result
            : null;
    }

    /// <summary>Whether a number differs between lanes, or an array or address is that of such numbers.</summary>
    public bool IsVarying(Value value) => nodes.TryGetValue(value, out var node) && node.Root.IsVarying;

    /// <summary>Whether a field of a record holds what differs between lanes.</summary>
    public bool IsVarying(FieldDefinition field) => fields.TryGetValue(field.FullName, out var node) && node.Root.IsVarying;

    /// <summary>Whether something holds, and what is made of it.</summary>
    public static bool IsTruth(Value value) => value.Type.MetadataType == MetadataType.Boolean
        || (value is Binary { Op: BinaryOp.And or BinaryOp.Or or BinaryOp.Xor } both && IsTruth(both.Left) && IsTruth(both.Right));

    /// <summary>What a lane holds: a number, or whether something holds.</summary>
    public static bool IsNumber(Value value) => value.Type.MetadataType == MetadataType.Double || IsTruth(value);

    private bool IsTracked(TypeReference type) =>
        type.MetadataType is MetadataType.Double or MetadataType.Boolean || IsShared(type) || (!isLinear && method.Types.IsStruct(type));

    /// <summary>An array, or an address: who has it sees what others write there.</summary>
    private static bool IsShared(TypeReference type) =>
        type is ArrayType { IsVector: true, ElementType.MetadataType: MetadataType.Double }
            or ByReferenceType { ElementType.MetadataType: MetadataType.Double or MetadataType.Boolean };

    private Node? NodeOf(Value value)
    {
        if (value is Immediate || (!IsTracked(value.Type) && !IsTruth(value)))
            return null;
        if (!nodes.TryGetValue(value, out var node))
            nodes.Add(value, node = new Node());
        return node.Root;
    }

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Terminator terminator:
                foreach (var edge in terminator.Edges)
                {
                    for (var i = 0; i < edge.ArgumentCount; i++)
                        Pass(edge[i], edge.Target.Parameters[i]);
                }
                if (terminator is not (Jump or Branch or Switch or Return or Throw))
                    PinAll(terminator);
                break;
            case Binary { Op: BinaryOp.Add or BinaryOp.Sub or BinaryOp.Mul or BinaryOp.Div } binary:
                Flow(binary.Left, binary);
                Flow(binary.Right, binary);
                break;
            case Unary { Op: UnaryOp.Neg }:
                Flow(instruction.Operand(0), instruction);
                break;
            case Binary { Op: BinaryOp.And or BinaryOp.Or or BinaryOp.Xor } both when !isLinear && IsTruth(both):
                Flow(both.Left, both);
                Flow(both.Right, both);
                break;
            case Select select when IsNumberOrShared(select):
                Flow(select.Operand(1), select);
                Flow(select.Operand(2), select);
                if (IsNumber(select))
                    Flow(select.Operand(0), select);
                else
                    Pin(select.Operand(0));
                break;
            case Compare when !isLinear && instruction.Operand(0).Type.MetadataType == MetadataType.Double:
                Flow(instruction.Operand(0), instruction);
                Flow(instruction.Operand(1), instruction);
                break;
            case Insert insert when !isLinear && !IsShared(insert.Item.Type):
                Flow(insert.Aggregate, insert);
                Flow(insert.Item, insert);
                break;
            case Extract extract when !isLinear && !IsShared(extract.Type):
                Flow(extract.Aggregate, extract);
                break;
            case Call call when !isLinear && LaneNumbers.IsOfNumbers(call):
                foreach (var operand in call.Operands)
                    Flow(operand, call);
                break;
            case Load { Volatile: false } load when IsNumberIn(load.Address, load.Type):
                Flow(load.Address, load);
                break;
            case Store { Volatile: false } store when IsNumberIn(store.Address, store.StoredType):
                Flow(store.Content, store.Address);
                break;
            case FieldAddress address when LaneRecords.IsNumber(address):
                NodeOf(address)!.Join(FieldNode(address.Field));
                break;
            case Call call when LaneRecords.IsBeyond(call):
                Flow(call.Operand(0), call);
                if (call.Operand(0) is FieldAddress { Field.DeclaringType: TypeDefinition record } first && LaneRecords.IsNumber(first))
                {
                    // The numbers of different records lie beside each other: all of them are lanes, or none is.
                    foreach (var field in record.Fields)
                        FieldNode(field).Join(FieldNode(record.Fields[0]));
                }
                break;
            case PushRecord push when LaneRecords.IsOf(push.RecordType):
                for (var i = 0; i < push.Fields.Count; i++)
                    Keep(push.Operand(i + 1), FieldNode(push.Fields[i]));
                break;
            case Call or PopRecord when LaneRecords.Is(instruction):
                break;
            case ElementAddress element when IsShared(element.Array.Type):
                Flow(element.Array, element);
                break;
            case Slot or NewArray or ArrayLength:
                break;
            case Compare when IsShared(instruction.Operand(0).Type):
                break;
            case Call call when IsClear(call):
                break;
            default:
                PinAll(instruction);
                break;
        }
    }

    /// <summary>A call that lanes go through whatever it is given.</summary>
    public static bool IsHarmless(Call call) => IsClear(call) || LaneRecords.Is(call) || LaneRecords.IsBeyond(call);

    /// <summary>Zeros are zeros, whatever they are of.</summary>
    private static bool IsClear(Call call) => call.Method is { Name: "Clear", DeclaringType.FullName: "System.Array" };

    /// <summary>What holds is kept in records alone, and in locals.</summary>
    private bool IsNumberIn(Value address, TypeReference type) => type.MetadataType == MetadataType.Double
        || (!isLinear && type.MetadataType == MetadataType.Boolean && (address is Slot || (address is Instruction at && LaneRecords.IsNumber(at))));

    private Node FieldNode(FieldReference field)
    {
        if (!fields.TryGetValue(field.FullName, out var node))
            fields.Add(field.FullName, node = new Node());
        return node.Root;
    }

    private void PinAll(Instruction instruction)
    {
        foreach (var value in instruction.Operands.Append(instruction))
            Pin(value);
    }

    private void Pin(Value value)
    {
        if (NodeOf(value) is { } node)
            node.IsPinned = true;
    }

    private bool IsNumberOrShared(Value value) =>
        value.Type.MetadataType == MetadataType.Double || IsShared(value.Type) || (!isLinear && value.Type.MetadataType == MetadataType.Boolean);

    private void Pass(Value argument, BlockParameter parameter)
    {
        if (IsNumberOrShared(parameter))
        {
            Flow(argument, parameter);
            return;
        }
        Pin(argument);
        Pin(parameter);
    }

    /// <summary>What varies in one varies in the other; of what is shared, the other way round as well.</summary>
    private void Flow(Value from, Value to)
    {
        if (NodeOf(from) is not { } source)
            return;
        if (NodeOf(to) is not { } target)
        {
            source.IsPinned = true;
            return;
        }
        if (source == target)
            return;
        if (IsShared(from.Type) && IsShared(to.Type))
            source.Unify(target);
        else
            source.Targets.Add(target);
    }

    /// <summary>What varies varies where it is kept; what lanes cannot be made of does not.</summary>
    private void Keep(Value item, Node field)
    {
        if (NodeOf(item) is not { } node)
            return;
        if (IsNumber(item))
            node.Targets.Add(field);
        else
            node.IsPinned = true;
    }

    private void Vary(Value value)
    {
        if (NodeOf(value) is { IsVarying: false } node)
        {
            node.IsVarying = true;
            changed.Enqueue(node);
        }
    }

    private void Propagate()
    {
        while (changed.Count > 0)
        {
            foreach (var target in changed.Dequeue().Targets.Select(t => t.Root).Where(t => !t.IsVarying).ToList())
            {
                target.IsVarying = true;
                changed.Enqueue(target);
            }
        }
    }

    private bool IsPossible(Instruction instruction) => instruction switch
    {
        // Scenarios may be computed again one by one, and what one of them does to the outside, all would do.
        _ when !isLinear && (instruction.Effects & Effects.Writes) != 0 && !IsOwn(instruction) => false,
        Binary { Op: BinaryOp.Mul } product => !isLinear || !IsVarying(product.Left) || !IsVarying(product.Right),
        Binary { Op: BinaryOp.Div } quotient => !isLinear || !IsVarying(quotient.Right),
        Select select => !isLinear || !IsVarying(select.Operand(0)),
        Branch branch => !isLinear || !IsVarying(branch.Condition),
        Extract extract => !IsVarying(extract.Aggregate) || extract.Type.MetadataType == MetadataType.Double || method.Types.IsStruct(extract.Type),
        Insert insert => !IsVarying(insert) || insert.Item.Type.MetadataType == MetadataType.Double || method.Types.IsStruct(insert.Item.Type),
        _ => true,
    };

    /// <summary>Writes to what the method itself has made.</summary>
    private static bool IsOwn(Instruction instruction)
    {
        if (LaneRecords.Is(instruction) || LaneRecords.IsBeyond(instruction) || instruction is PushRecord)
            return true;
        var place = instruction is Store store ? store.Address : instruction is Call call && IsClear(call) ? call.Operand(0) : null;
        while (place is FieldAddress or ElementAddress || (place is Call beyond && LaneRecords.IsBeyond(beyond)))
            place = ((Instruction)place).Operand(0);
        return place is Slot or NewArray || (place is Call or PopRecord && LaneRecords.Is((Instruction)place));
    }

    private sealed class Node
    {
        private Node? parent;

        public Node Root
        {
            get
            {
                var root = this;
                while (root.parent is { } next)
                    root = next;
                return root;
            }
        }

        public List<Node> Targets { get; private set; } = [];

        public bool IsVarying { get; set; }

        public bool IsPinned { get; set; }

        public void Join(Node other)
        {
            if (Root != other.Root)
                Root.Unify(other.Root);
        }

        public void Unify(Node other)
        {
            other.parent = this;
            Targets.AddRange(other.Targets);
            other.Targets = [];
            IsVarying |= other.IsVarying;
            IsPinned |= other.IsPinned;
        }
    }
}
