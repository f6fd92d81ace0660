using System.Text;

namespace AimSetup.Registration.PowerShell;

/// <summary>Reads a stream of a process to its end, and keeps no more of it than allowed.</summary>
internal sealed class BoundedStream(Stream stream, int maximum)
{
    private readonly object _lock = new();
    private byte[] _kept = [];
    private int _length;

    /// <summary>Whether there was more.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>What was kept so far.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
                return Encoding.UTF8.GetString(_kept, 0, _length);
        }
    }

    /// <summary>Reads to the end, whatever is kept.</summary>
    /// <param name="overfull">Is called once when there is more than allowed.</param>
    public async Task ReadAsync(Action overfull)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
#pragma warning disable CA1835 // .NET Standard has this overload only.
            while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None).ConfigureAwait(false)) > 0)
#pragma warning restore CA1835
            {
                if (Keep(buffer, read) || IsOverfull)
                    continue;
                IsOverfull = true;
                overfull();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The process was ended; what came before is kept.
        }
    }

    // False: not all of it.
    private bool Keep(byte[] buffer, int count)
    {
        lock (_lock)
        {
            var kept = Math.Min(count, maximum - _length);
            if (_length + kept > _kept.Length)
                Array.Resize(ref _kept, Math.Min(maximum, Math.Max(_length + kept, 2 * _kept.Length)));
            Array.Copy(buffer, 0, _kept, _length, kept);
            _length += kept;
            return kept == count;
        }
    }
}
