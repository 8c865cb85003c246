namespace AutoDiff.Rules;

/// <summary>Narrows the cotangents that <see cref="float"/> rules return.</summary>
internal static class HalfTuples
{
    internal static (Half, Half) Narrow((float First, float Second) cotangents) => ((Half)cotangents.First, (Half)cotangents.Second);

    internal static (Half, Half, Half) Narrow((float First, float Second, float Third) cotangents) =>
        ((Half)cotangents.First, (Half)cotangents.Second, (Half)cotangents.Third);
}
