using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>
/// The address of a fresh local variable of type <see cref="SlotType"/>, zeroed when the method is entered. The importer makes one for
/// every local whose address is taken; promotion turns those that do not escape into values.
/// </summary>
internal sealed class Slot(TypeReference slotType, bool pinned = false) : Instruction(new ByReferenceType(slotType))
{
    public TypeReference SlotType { get; } = slotType;

    public bool Pinned { get; } = pinned;

    public override Effects Effects => Effects.None;

    public override Instruction Clone(CloneMap map) => new Slot(SlotType, Pinned);
}

/// <summary>The address of a field of an object, or of a struct behind a managed or native pointer.</summary>
internal sealed class FieldAddress(TypeReference fieldType, Value target, FieldReference field) : Instruction(new ByReferenceType(fieldType), target)
{
    public FieldReference Field { get; } = field;

    public Value Target => Operand(0);

    /// <summary>A null object throws; an address inside a slot or array element cannot be null.</summary>
    public override Effects Effects => Target is Slot or FieldAddress or ElementAddress || Target.Type.IsByReference ? Effects.None : Effects.Throws;

    public override Instruction Clone(CloneMap map) => new FieldAddress(((ByReferenceType)Type).ElementType, map[Target], Field);
}

/// <summary>The address of an element of a single-dimensional array; checks null and bounds.</summary>
internal sealed class ElementAddress(TypeReference elementType, Value array, Value index, bool @readonly = false)
    : Instruction(new ByReferenceType(elementType), array, index)
{
    public TypeReference ElementType => ((ByReferenceType)Type).ElementType;

    public Value Array => Operand(0);

    public Value Index => Operand(1);

    /// <summary>No covariance check: the address is only read through, or used by <c>ldelem</c>/<c>stelem</c>.</summary>
    public bool Readonly { get; } = @readonly;

    public override Effects Effects => Effects.Throws;

    public override Instruction Clone(CloneMap map) => new ElementAddress(ElementType, map[Array], map[Index], Readonly);
}

/// <summary>The address of a static field; may run the type's initialiser.</summary>
internal sealed class StaticAddress(TypeReference fieldType, FieldReference field) : Instruction(new ByReferenceType(fieldType))
{
    public FieldReference Field { get; } = field;

    public override Effects Effects => Effects.Throws;

    public override Instruction Clone(CloneMap map) => new StaticAddress(((ByReferenceType)Type).ElementType, Field);
}

/// <summary>Reads a value of type <see cref="Value.Type"/> through an address.</summary>
internal sealed class Load(TypeReference type, Value address, bool isVolatile = false, byte unaligned = 0) : Instruction(type, address)
{
    public Value Address => Operand(0);

    public bool Volatile { get; } = isVolatile;

    public byte Unaligned { get; } = unaligned;

    public override Effects Effects => Address.Type.IsByReference && !Volatile ? Effects.Reads : Effects.Reads | Effects.Throws;

    public override Instruction Clone(CloneMap map) => new Load(Type, map[Address], Volatile, Unaligned);
}

/// <summary>Writes a value through an address that points to a <see cref="StoredType"/>.</summary>
internal sealed class Store(TypeReference voidType, TypeReference storedType, Value address, Value value, bool isVolatile = false, byte unaligned = 0)
    : Instruction(voidType, address, value)
{
    public TypeReference StoredType { get; } = storedType;

    public Value Address => Operand(0);

    public Value Content => Operand(1);

    public bool Volatile { get; } = isVolatile;

    public byte Unaligned { get; } = unaligned;

    public override Effects Effects => Effects.Writes | Effects.Throws;

    public override Instruction Clone(CloneMap map) => new Store(Type, StoredType, map[Address], map[Content], Volatile, Unaligned);
}

internal sealed class ArrayLength(TypeReference nativeInt, Value array) : Instruction(nativeInt, array)
{
    public override Effects Effects => Effects.Throws;

    public override Instruction Clone(CloneMap map) => new ArrayLength(Type, map[Operand(0)]);
}

internal sealed class NewArray(TypeReference elementType, Value length) : Instruction(new ArrayType(elementType), length)
{
    public TypeReference ElementType => ((ArrayType)Type).ElementType;

    public override Effects Effects => Effects.Throws;

    public override Instruction Clone(CloneMap map) => new NewArray(ElementType, map[Operand(0)]);
}
