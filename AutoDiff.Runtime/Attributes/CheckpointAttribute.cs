namespace AutoDiff;

/// <summary>
/// Lets the reverse sweep run a method again instead of keeping what it computed: memory for time.
/// </summary>
/// <remarks>
/// <para>Without <see cref="Snapshots"/>, a call of the method in a differentiated function keeps its arguments only, and runs again just before its
/// reverse.</para>
/// <para>With <see cref="Snapshots"/>, the method's loops run in this way: the values that go from one iteration to the next, and the arrays that are written
/// in place, are kept at so many iterations only, and what is between two of them runs again (Revolve, Griewank and Walther 2000).</para>
/// <para>The derivative is the same. Forward mode, which keeps nothing, takes no notice.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CheckpointAttribute : Attribute
{
    /// <summary>
    /// Gets or sets at how many iterations the state of a loop is kept at a time, its beginning included; 0 for a method that runs again as a whole.
    /// </summary>
    public int Snapshots { get; set; }
}
