using System.Text;

#pragma warning disable IDE0130 // By this name the handler knows the type of the package Microsoft.AspNet.WebApi.Client.
namespace System.Net.Http;
#pragma warning restore IDE0130

/// <summary>Stands for that of Microsoft.AspNet.WebApi.Client: written anew whenever it is sent.</summary>
internal class ObjectContent(string text) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext context)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return stream.WriteAsync(bytes, 0, bytes.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

/// <summary>What PostAsync of that package sends.</summary>
internal sealed class ObjectContent<T>(T value) : ObjectContent($"{value}");
