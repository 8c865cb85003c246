using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>Memory that a method which runs again has to find as it was: which it is, and copies of it.</summary>
internal sealed class KeptMemory(TypeContext types, RuntimeLibrary runtime, TupleTypes tuples, TangentTypes tangents)
{
    public TupleTypes Tuples { get; } = tuples;

    /// <summary>The arguments whose content is to be copied: arrays that the method writes to or that somebody may write to before it runs again.</summary>
    /// <param name="request">What is asked of the method.</param>
    /// <param name="body">Its body.</param>
    /// <param name="inner">Its own derivative.</param>
    /// <param name="location">The place that is told where something is in the way.</param>
    /// <param name="subject">What runs again, for the message.</param>
    /// <param name="areApart">Whether two parameters are known not to be one array.</param>
    /// <exception cref="UnsupportedConstructException">Something else than an array of numbers would have to be copied.</exception>
    public IReadOnlyList<int> Changing(DerivativeRequest request, MethodIR body, SplitDerivative inner, SourceLocation? location, string subject,
        Func<int, int, bool>? areApart = null)
    {
        var changing = body.Parameters.Where(p => LeadsToMemory(p.Type) && (!request.IsStable(p.Index) || inner.WritesTo(p.Index))).ToList();
        // What the method writes to it may read by way of another argument.
        var written = changing.Where(p => inner.WritesTo(p.Index)).ToList();
        bool MayBeWritten(Parameter p) => written.Exists(
            w => MayShare(w.Type, p.Type) && !(IsArrayOfNumbers(p.Type) && IsArrayOfNumbers(w.Type) && areApart?.Invoke(w.Index, p.Index) == true));
        changing.AddRange(body.Parameters.Where(p => LeadsToMemory(p.Type) && !changing.Contains(p) && MayBeWritten(p)).ToList());
        if (changing.FirstOrDefault(p => !IsArrayOfNumbers(p.Type)) is { } obstacle)
        {
            throw new UnsupportedConstructException(
                "AD1015", location,
                $"{subject} would find what it is given as a '{TypeNames.Display(obstacle.Type)}' changed when it runs again: that may be written to by then, "
                + "and only arrays of numbers are kept as they were. Hand over arrays of numbers or values, write to new ones, or take [Checkpoint] off");
        }
        return [.. changing.Select(p => p.Index).OrderBy(i => i)];
    }

    /// <summary>Copies of arrays; those that are one array are one afterwards.</summary>
    public IReadOnlyList<Value> Copy(Builder builder, IReadOnlyList<Value> arrays)
    {
        if (arrays.Count < 2)
            return [.. arrays.Select(a => builder.Call(OfShadow("Copy", a.Type), a))];
        var together = Tuples.Tuple([.. arrays.Select(a => a.Type)]);
        var copy = builder.Call(OfShadow("Copy", together), Tuples.Pack(builder, together, arrays));
        return [.. arrays.Select((_, i) => Tuples.Item(builder, copy, i))];
    }

    public MethodReference OfShadow(string name, TypeReference type) =>
        new GenericInstanceMethod(runtime.Method("AutoDiff.Shadow", name)) { GenericArguments = { type } };

    /// <summary>References, and structs that contain some; texts do not change.</summary>
    public bool LeadsToMemory(TypeReference type) =>
        type.MetadataType != MetadataType.String && (types.KindOf(type) == StackKind.Object || type.IsByReference || tangents.HasReferences(type));

    /// <summary>What references there are lead to arrays of numbers: nothing is behind them that could be put somewhere else later.</summary>
    public bool HoldsArraysOfNumbers(TypeReference type) => !LeadsToMemory(type) || IsArrayOfNumbers(type) || (types.IsStruct(type)
        && types.Shapes.Of(type) is { IsOpaque: false } shape && shape.Fields.All(f => HoldsArraysOfNumbers(types.FieldType(f))));

    private bool IsArrayOfNumbers(TypeReference type) =>
        type is ArrayType { ElementType: var element } && types.KindOf(element) is not (StackKind.Object or StackKind.ByReference or StackKind.Pointer)
            && !tangents.HasReferences(element);

    private bool MayShare(TypeReference a, TypeReference b) => !IsArrayOfNumbers(a) || !IsArrayOfNumbers(b)
        || types.KindOf(((ArrayType)a).ElementType) == types.KindOf(((ArrayType)b).ElementType);
}
