using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.IR;

/// <summary>
/// A call of a method known by reference; operands are the arguments, <c>this</c> first. The reference is closed over the generic
/// arguments in force where the instruction stands.
/// </summary>
internal sealed class Call : Instruction
{
    public Call(TypeReference returnType, MethodReference method, bool isVirtual, TypeReference? constrained, params Value[] arguments)
        : base(returnType, arguments)
    {
        Method = method;
        IsVirtual = isVirtual;
        Constrained = constrained;
    }

    public MethodReference Method { get; }

    /// <summary><c>callvirt</c>: dispatches, and throws on a null receiver.</summary>
    public bool IsVirtual { get; }

    /// <summary>The type of a <c>constrained.</c> prefix.</summary>
    public TypeReference? Constrained { get; }

    /// <summary>Set by analysis or by the builder for methods known to be free of effects (such as <c>Math.Sin</c>).</summary>
    public Effects KnownEffects { get; set; } = Effects.All;

    /// <summary>Only receivers of classes that are not known at build time come here: the last way out of a dispatcher.</summary>
    public bool IsUnknownOverride { get; set; }

    /// <summary>Why the one method that comes here has no derivative, where that is known.</summary>
    public string? Refusal { get; set; }

    /// <summary>The framework's method that this one is read in place of.</summary>
    public MethodReference? StandsFor { get; init; }

    /// <summary>Why a query that is returned runs later than it is made and can tell: there is no other way to read it. Null for any other call.</summary>
    public Deferral? Deferral { get; init; }

    public bool IsDeferred => Deferral is not null;

    public override Effects Effects => KnownEffects;

    public override Instruction Clone(CloneMap map) =>
        new Call(Type, Method, IsVirtual, Constrained, [.. Operands.Select(o => map[o])])
        {
            KnownEffects = KnownEffects,
            StandsFor = StandsFor,
            Deferral = Deferral,
            IsUnknownOverride = IsUnknownOverride,
            Refusal = Refusal,
        };
}

/// <summary><c>newobj</c> of a class, delegate or multi-dimensional array. Structs are constructed in a slot instead.</summary>
internal sealed class NewObject(MethodReference constructor, params Value[] arguments) : Instruction(constructor.DeclaringType, arguments)
{
    public MethodReference Constructor { get; } = constructor;

    public override Effects Effects => Effects.All;

    public override Instruction Clone(CloneMap map) => new NewObject(Constructor, [.. Operands.Select(o => map[o])]);
}

/// <summary><c>ldftn</c>, or <c>ldvirtftn</c> when there is an operand.</summary>
internal sealed class FunctionAddress : Instruction
{
    public FunctionAddress(TypeReference nativeInt, MethodReference method)
        : base(nativeInt) => Method = method;

    public FunctionAddress(TypeReference nativeInt, MethodReference method, Value receiver)
        : base(nativeInt, receiver) => Method = method;

    public MethodReference Method { get; }

    public bool IsVirtual => OperandCount == 1;

    public override Effects Effects => IsVirtual ? Effects.Throws : Effects.None;

    public override Instruction Clone(CloneMap map) =>
        IsVirtual ? new FunctionAddress(Type, Method, map[Operand(0)]) : new FunctionAddress(Type, Method);
}

/// <summary>
/// Any other IL instruction (box, castclass, isinst, ldtoken, localloc, calli, cpblk …), carried through unchanged: the opcode, its
/// metadata operand, and values for what it takes from the stack.
/// </summary>
internal sealed class RawInstruction : Instruction
{
    public RawInstruction(TypeReference type, OpCode opCode, object? metadata, Effects effects, params Value[] operands)
        : base(type, operands)
    {
        OpCode = opCode;
        Metadata = metadata;
        Effects = effects;
    }

    public OpCode OpCode { get; }

    /// <summary>A type, method, field or call-site reference, or null.</summary>
    public object? Metadata { get; }

    public override Effects Effects { get; }

    public override Instruction Clone(CloneMap map) =>
        new RawInstruction(Type, OpCode, Metadata, Effects, [.. Operands.Select(o => map[o])]);
}
