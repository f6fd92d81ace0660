using System.Buffers.Binary;
using System.Text;

namespace AimSetup.TestSupport.Fuzzing;

/// <summary>Damages sound input.</summary>
public static class Mutation
{
    // What parsers have stumbled over.
    private static readonly string[] Pieces =
    [
        "\0", "\n", "\r\n", "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "0", "-1", "1e999", "2147483648", "99999999999999999999", "\"\"", "{}", "[]",
        "[null]", "\\ud800", "\\u0000", "\ud800", "\ufeff", "\u202e", "\u2028", "%", "%00", "..", "/", "//", "@", "#", "?", "xn--", "[::1", "file:", "ü", "日本", "AimSetup: outcome=created",
    ];

    private static readonly uint[] Words =
        [0, 1, 2, 3, 7, 8, 16, 63, 64, 65, 127, 128, 255, 256, 511, 512, 4095, 4096, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF8, 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF];

    /// <summary>One of several.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="random">The random numbers.</param>
    /// <param name="items">At least one.</param>
    /// <returns>One of them.</returns>
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Damages a text in a few places, or makes one up.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="text">The sound text.</param>
    /// <returns>The damaged text, now and then the sound one.</returns>
    public static string Text(Random random, string text)
    {
        for (var count = random.Next(4); count > 0; count--)
        {
            var (from, length) = Range(random, text.Length);
            text = random.Next(8) switch
            {
                0 => text.Remove(from, length),
                1 => text.Insert(from, text.Substring(from, length)),
                2 => text[..from],
                3 => text.Insert(from, new string(random.Pick(["[", "{\"a\":", "a", "9", "(", " "])[0], random.Next(2000))),
                4 => text.Remove(from, length).Insert(from, Noise(random)),
                _ => text.Remove(from, Math.Min(length, random.Next(3))).Insert(from, random.Pick(Pieces)),
            };
        }
        return text;
    }

    /// <summary>Any characters.</summary>
    /// <param name="random">The random numbers.</param>
    /// <returns>A text of up to 40 characters.</returns>
    public static string Noise(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(40); count > 0; count--)
            text.Append(random.Next(4) == 0 ? (char)random.Next(0x10000) : (char)random.Next(0x80));
        return text.ToString();
    }

    /// <summary>Damages bytes in a few places.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="bytes">The sound bytes; they stay as they are.</param>
    /// <returns>The damaged bytes.</returns>
    public static byte[] Bytes(Random random, byte[] bytes)
    {
        List<byte> result = [.. bytes];
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var (from, length) = Range(random, result.Count);
            switch (random.Next(6))
            {
                case 0:
                    result.RemoveRange(from, length);
                    break;
                case 1:
                    result.InsertRange(from, result.GetRange(from, length));
                    break;
                case 2:
                    result.RemoveRange(from, result.Count - from);
                    break;
                case 3:
                    var noise = new byte[random.Next(64)];
                    random.NextBytes(noise);
                    result.InsertRange(from, noise);
                    break;
                default:
                    if (from < result.Count)
                        result[from] = (byte)random.Next(256);
                    break;
            }
        }
        return [.. result];
    }

    /// <summary>Puts numbers that tend to hurt in the place of others, and leaves the length as it is.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="bytes">The sound bytes; they stay as they are.</param>
    /// <param name="places">Where a number stands.</param>
    /// <returns>The damaged bytes.</returns>
    public static byte[] Numbers(Random random, byte[] bytes, IReadOnlyList<int> places)
    {
        var result = (byte[])bytes.Clone();
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var place = result.AsSpan(random.Pick(places));
            var value = random.Next(3) == 0 ? (uint)random.Next(0x2000) : random.Pick(Words);
            if (random.Next(2) == 0)
                BinaryPrimitives.WriteUInt32LittleEndian(place, value);
            else
                BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)value);
        }
        return result;
    }

    private static (int From, int Length) Range(Random random, int length)
    {
        var from = random.Next(length + 1);
        return (from, random.Next(Math.Min(length - from, 64) + 1));
    }
}
