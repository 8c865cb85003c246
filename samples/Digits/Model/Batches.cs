namespace DigitsSample.Model;

/// <summary>The images in small groups, in another order every time.</summary>
public static class Batches
{
    public const int Size = 32;

    public static IEnumerable<(double[,] Images, int[] Labels)> Of(double[,] images, int[] labels, Random random)
    {
        int[] order = [.. Enumerable.Range(0, labels.Length)];
        random.Shuffle(order);
        foreach (int[] batch in order.Chunk(Size))
        {
            var some = new double[batch.Length, Glyphs.Pixels];
            for (int i = 0; i < batch.Length; i++)
            {
                for (int j = 0; j < Glyphs.Pixels; j++)
                    some[i, j] = images[batch[i], j];
            }

            yield return (some, [.. batch.Select(i => labels[i])]);
        }
    }
}
