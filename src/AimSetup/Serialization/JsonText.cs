using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AimSetup.Serialization;

/// <summary>Writes JSON to memory that is cleared afterwards, since it can hold secrets.</summary>
internal static class JsonText
{
    public static byte[] ToBytes(Action<Utf8JsonWriter> write, bool isIndented = false)
    {
        using var buffer = new ClearedBuffer();
        Write(buffer, write, isIndented);
        return buffer.Written.ToArray();
    }

    public static string ToText(Action<Utf8JsonWriter> write)
    {
        using var buffer = new ClearedBuffer();
        Write(buffer, write, isIndented: false);
        return Encoding.UTF8.GetString(buffer.Array, 0, buffer.Written.Length);
    }

    private static void Write(ClearedBuffer buffer, Action<Utf8JsonWriter> write, bool isIndented)
    {
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = isIndented });
        write(writer);
    }

    private sealed class ClearedBuffer : IBufferWriter<byte>, IDisposable
    {
        private int _count;

        public byte[] Array { get; private set; } = new byte[4096];

        public ReadOnlySpan<byte> Written => Array.AsSpan(0, _count);

        public void Advance(int count) => _count += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            var needed = _count + Math.Max(sizeHint, 1);
            if (needed > Array.Length)
            {
                var larger = new byte[Math.Max(needed, 2 * Array.Length)];
                Written.CopyTo(larger);
                Dispose();
                Array = larger;
            }
            return Array.AsMemory(_count);
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public void Dispose() => System.Array.Clear(Array, 0, Array.Length);
    }
}
