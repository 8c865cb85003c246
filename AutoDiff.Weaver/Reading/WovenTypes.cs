using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// The types of one module as bodies are read: the type system, what the runtime library has to stand for types that are not taken apart, and the tangents
/// by which that is decided. They know each other from the start, so that no question is asked too early.
/// </summary>
internal sealed class WovenTypes : StandIns
{
    private readonly MethodReference rowElement;
    private readonly MethodReference allRowElements;
    private readonly MethodReference pairKey;
    private readonly MethodReference pairValue;

    public WovenTypes(ModuleDefinition module, ModuleDefinition library)
    {
        Types = new TypeContext(module, this);
        Constancy = new Constancy(Types);
        Tangents = new TangentTypes(Types, Constancy);
        Generated = new GeneratedTypes(Types);
        Models = new ModelTypes(Types, library, Tangents.IsDifferentiable, (type, fields) => Generated.Model(type, fields, Tangents.IsConstant));
        Runtime = new RuntimeLibrary(Types, library);
        rowElement = Runtime.Method("AutoDiff.Implementations.InlineArrayElements", "At");
        allRowElements = Runtime.Method("AutoDiff.Implementations.InlineArrayElements", "All");
        pairKey = Runtime.Method("AutoDiff.Implementations.Pairs", "Key");
        pairValue = Runtime.Method("AutoDiff.Implementations.Pairs", "Value");
    }

    public TypeContext Types { get; }

    public Constancy Constancy { get; }

    public TangentTypes Tangents { get; }

    public GeneratedTypes Generated { get; }

    public ModelTypes Models { get; }

    public RuntimeLibrary Runtime { get; }

    public override TypeReference? Optional => Runtime.Optional;

    public override MethodReference? RowElement => rowElement;

    public override MethodReference? AllRowElements => allRowElements;

    public override MethodReference? PairKey => pairKey;

    public override MethodReference? PairValue => pairValue;

    public override bool IsWhole(TypeReference type) => Tangents.IsWhole(type);

    public override TypeReference? ModelledBy(TypeReference model) => Models.TypeModelledBy(model);

    public override TypeReference? ModelOf(TypeReference type) => Models.ModelOf(type);
}
