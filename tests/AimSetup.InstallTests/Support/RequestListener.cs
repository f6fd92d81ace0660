using System.Text;

namespace AimSetup.InstallTests.Support;

/// <summary>Is told of each request to an emulator before its answer leaves: what it does happens at that very moment of an install.</summary>
internal sealed class RequestListener(Action<string> onRequest) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => onRequest(value ?? "");
}
