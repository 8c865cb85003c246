using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Puts others in the place of calls, and keeps what was found out about them.</summary>
internal sealed class CallSites(MethodIR method, Activity activity)
{
    public Builder Before(Call call) => new Builder(method) { Location = call.Location }.Before(call);

    /// <summary>The value of a call comes from another instruction.</summary>
    public void Replace(Call call, Instruction replacement)
    {
        replacement.Name = call.Name;
        activity.Replace(call, replacement);
        call.ReplaceWith(replacement);
    }

    /// <summary>The same for a call that does to memory what the first one did.</summary>
    public void ReplaceAll(Call call, Call replacement)
    {
        activity.Aliases.Replace(call, replacement);
        activity.Aliases.Replace((Value)call, replacement);
        Replace(call, replacement);
    }
}
