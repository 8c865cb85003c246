using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Checkpoints;

/// <summary>What is asked of the iterations of a loop: what is constant at its beginning may depend on the parameters after an iteration.</summary>
internal static class StepRoles
{
    /// <param name="loop">The loop.</param>
    /// <param name="request">What is asked of the method that runs all iterations.</param>
    /// <param name="variedResults">Which items of the result depend on parameters with these roles.</param>
    public static IReadOnlyList<ParameterRole> Of(
        OutlinedLoop loop, DerivativeRequest request, Func<IReadOnlyList<ParameterRole>, IReadOnlyList<bool>> variedResults)
    {
        ParameterRole[] roles = [.. request.Roles];
        for (var changed = true; changed;)
        {
            changed = false;
            var varied = variedResults(roles);
            for (var i = 0; i < loop.Carried; i++)
            {
                if (!varied[i] || (roles[i] & ParameterRole.Differentiated) != 0)
                    continue;
                roles[i] |= ParameterRole.Differentiated;
                changed = true;
            }
        }
        return roles;
    }
}
