namespace DigitsSample.Model;

/// <summary>
/// Digits to learn from. No data set comes with the sample: these are drawn from ten bitmaps, shifted, their strokes of uneven strength, blurred and with
/// noise, from a given seed. That is easier than what people write.
/// </summary>
public static class Glyphs
{
    public const int Side = 10, Pixels = Side * Side, Kinds = 10;

    private static readonly string[] s_bitmaps =
    [
        ".###.|#...#|#..##|#.#.#|##..#|#...#|.###.",
        "..#..|.##..|..#..|..#..|..#..|..#..|.###.",
        ".###.|#...#|....#|...#.|..#..|.#...|#####",
        ".###.|#...#|....#|..##.|....#|#...#|.###.",
        "...#.|..##.|.#.#.|#..#.|#####|...#.|...#.",
        "#####|#....|####.|....#|....#|#...#|.###.",
        ".###.|#....|#....|####.|#...#|#...#|.###.",
        "#####|....#|...#.|..#..|..#..|.#...|.#...",
        ".###.|#...#|#...#|.###.|#...#|#...#|.###.",
        ".###.|#...#|#...#|.####|....#|....#|.###.",
    ];

    /// <summary>Images, a row each, and what they show.</summary>
    public static (double[,] Images, int[] Labels) Draw(int count, int seed)
    {
        var random = new Random(seed);
        var images = new double[count, Pixels];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(Kinds);
            Draw(images, i, s_bitmaps[labels[i]].Split('|'), random);
        }

        return (images, labels);
    }

    private static void Draw(double[,] images, int image, string[] bitmap, Random random)
    {
        int left = random.Next(1, 5), top = random.Next(1, 3);
        double blur = 0.3 * random.NextDouble();
        for (int y = 0; y < bitmap.Length; y++)
        {
            for (int x = 0; x < bitmap[y].Length; x++)
            {
                if (bitmap[y][x] != '#' || random.NextDouble() < 0.05)
                    continue;
                double strength = 0.6 + (0.4 * random.NextDouble());
                int at = ((top + y) * Side) + left + x;
                images[image, at] += strength;
                foreach (int side in new[] { at - 1, at + 1, at - Side, at + Side })
                    images[image, side] += blur * strength;
            }
        }

        for (int pixel = 0; pixel < Pixels; pixel++)
            images[image, pixel] += 0.3 * (random.NextDouble() - 0.5);
    }
}
