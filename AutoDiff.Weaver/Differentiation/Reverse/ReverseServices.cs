using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Reverse.Lowering;
using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes;
using AutoDiff.Weaving.Reading;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse;

/// <summary>What the reverse transform needs from its surroundings.</summary>
internal sealed record ReverseServices(
    RuntimeLibrary Runtime,
    TangentTypes Tangents,
    TupleTypes Tuples,
    CallClassifier Classifier,
    TapeAccess Tapes,
    ElementClearing Clearing,
    Func<Call, AliasSummary?> Summaries,
    Func<DerivativeRequest, SplitDerivative> Split,
    Func<MethodReference, int, bool> RuleReads,
    HiddenCalls Hidden,
    bool StrongZero,
    Optimisations Without,
    bool IsAccounted);
