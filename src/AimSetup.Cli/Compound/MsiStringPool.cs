using System.Buffers.Binary;
using System.Text;

namespace AimSetup.Cli.Compound;

/// <summary>All texts of an MSI as they are stored: bytes in the code page of the database, found by number.</summary>
public sealed class MsiStringPool
{
    private readonly List<byte[]?> _texts = [null];
    private readonly List<int> _references = [0];

    /// <summary>Reads the pool.</summary>
    /// <param name="pool">The stream _StringPool: lengths and counts.</param>
    /// <param name="data">The stream _StringData: the texts.</param>
    public MsiStringPool(byte[] pool, byte[] data)
    {
        if (pool.Length < 4 || pool.Length % 4 != 0)
            throw new CompoundFileException("its texts are damaged");
        var head = BinaryPrimitives.ReadUInt32LittleEndian(pool);
        CodePage = (int)(head & 0x7FFFFFFF);
        ReferenceSize = head >> 31 == 0 ? 2 : 3;
        var at = 0;
        for (var i = 4; i < pool.Length; i += 4)
        {
            long length = BinaryPrimitives.ReadUInt16LittleEndian(pool.AsSpan(i));
            var references = BinaryPrimitives.ReadUInt16LittleEndian(pool.AsSpan(i + 2));
            if (length == 0 && references == 0)
            {
                _texts.Add(null);
                _references.Add(0);
                continue;
            }
            if (length == 0 && i + 8 <= pool.Length)
            {
                // A text of 64 KiB and more takes two entries.
                i += 4;
                length = ((long)references << 16) + BinaryPrimitives.ReadUInt16LittleEndian(pool.AsSpan(i));
                references = BinaryPrimitives.ReadUInt16LittleEndian(pool.AsSpan(i + 2));
            }
            if (at + length > data.Length)
                throw new CompoundFileException("its texts are damaged");
            _texts.Add(data.AsSpan(at, (int)length).ToArray());
            _references.Add(references);
            at += (int)length;
        }
        if (at != data.Length)
            throw new CompoundFileException("its texts are damaged");
    }

    /// <summary>The code page of the texts; 0: none is declared.</summary>
    public int CodePage { get; }

    /// <summary>The bytes that a reference to a text takes in a table.</summary>
    public int ReferenceSize { get; }

    /// <summary>The texts that need more than ASCII, as stored.</summary>
    public IEnumerable<byte[]> NotAscii => _texts.OfType<byte[]>().Where(IsNotAscii);

    /// <summary>The same, as they must be when rows have been removed.</summary>
    /// <param name="removed">The texts of those rows, and in how many of their fields each stood.</param>
    /// <returns>The texts that other rows have too, as stored.</returns>
    public IEnumerable<byte[]> NotAsciiWithout(IReadOnlyDictionary<string, int> removed)
    {
        if (removed.Count == 0)
            return NotAscii;
        var encoding = CreateEncoding();
        return _texts.Select((t, i) => (Text: t, References: _references[i]))
            .Where(e => e.Text is not null && IsNotAscii(e.Text) && removed.GetValueOrDefault(encoding.GetString(e.Text)) < e.References)
            .Select(e => e.Text!);
    }

    /// <summary>Tells whether a reference leads to a text.</summary>
    /// <param name="reference">The number; 0 is the empty text.</param>
    /// <returns>True when it does.</returns>
    public bool Has(int reference) => reference == 0 || (reference < _texts.Count && _texts[reference] is not null);

    /// <summary>Reads a name, which is always ASCII.</summary>
    /// <param name="reference">The number.</param>
    /// <returns>The text.</returns>
    public string Name(int reference) => _texts[reference] is { } text ? Encoding.Latin1.GetString(text) : "";

    /// <summary>Checks that every text can be read in the code page and written back as it was.</summary>
    /// <returns>False when a text would change.</returns>
    public bool RoundTrips()
    {
        if (!NotAscii.Any())
            return true;
        try
        {
            var encoding = CreateEncoding();
            return NotAscii.All(t => encoding.GetBytes(encoding.GetString(t)).AsSpan().SequenceEqual(t));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static bool IsNotAscii(byte[] text) => text.AsSpan().IndexOfAnyExceptInRange<byte>(0, 0x7F) >= 0;

    private Encoding CreateEncoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(CodePage == 0 ? 1252 : CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
