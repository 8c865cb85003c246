using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>What the forward transform needs from its surroundings.</summary>
internal sealed record ForwardServices(
    RuntimeLibrary Runtime,
    TangentTypes Tangents,
    TupleTypes Tuples,
    CallClassifier Classifier,
    Func<Call, AliasSummary?> Summaries,
    Func<DerivativeRequest, DifferentialForm> Differential,
    HiddenCalls Hidden,
    bool StrongZero,
    bool IsAccounted);
