using System.Text;

#pragma warning disable IDE0130 // By this name the handler knows the type of the package System.Net.Http.Json.
namespace System.Net.Http.Json;
#pragma warning restore IDE0130

/// <summary>Stands for that of System.Net.Http.Json: written anew whenever it is sent.</summary>
internal sealed class JsonContent(string text) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext context)
    {
        var bytes = Encoding.UTF8.GetBytes($"\"{text}\"");
        return stream.WriteAsync(bytes, 0, bytes.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
