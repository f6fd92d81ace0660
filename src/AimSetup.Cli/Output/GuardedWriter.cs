using System.Text;

namespace AimSetup.Cli.Output;

/// <summary>
/// Writes to a stream of the process that may be full, closed or broken. That never ends the work of a command half-way: the first
/// fault is kept, nothing more is written, and the command says it at its end.
/// </summary>
/// <param name="writer">Gives the stream; asked when something is first written.</param>
/// <param name="fault">What is known to be wrong with it from the start; null: nothing.</param>
internal sealed class GuardedWriter(Func<TextWriter> writer, string? fault) : TextWriter
{
    /// <summary>Why it could not be written; null: it could.</summary>
    public string? Fault { get; private set; } = fault;

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Guard(w => w.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Guard(w => w.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Guard(w => w.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Guard(w => w.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Guard(w => w.Flush());

    private void Guard(Action<TextWriter> write)
    {
        if (Fault is not null)
            return;
        try
        {
            write(writer());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or ObjectDisposedException)
        {
            // The third is a limit on the size of files.
            Fault = e is ArgumentOutOfRangeException ? "it may not grow any more" : e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        }
    }
}
