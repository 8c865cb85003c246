using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>Derives each request once and keeps the result.</summary>
internal sealed partial class Derivatives
{
    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated.</exception>
    public FusedGradient Gradient(DerivativeRequest request, bool withValue) => throw new UnsupportedConstructException("AD1006", null, request.Key + withValue);

    /// <exception cref="UnsupportedConstructException">The method cannot be differentiated.</exception>
    public SplitDerivative Split(DerivativeRequest request) => throw new UnsupportedConstructException("AD1006", null, request.Key);
}
