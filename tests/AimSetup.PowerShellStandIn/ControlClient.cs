using System.Net;
using System.Text;
using System.Text.Json;

namespace AimSetup.PowerShellStandIn;

/// <summary>The emulator's control API.</summary>
internal sealed class ControlClient(string address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(address) };

    public AimClient? Find(string id)
    {
        using var answer = _http.GetAsync(Path(id)).GetAwaiter().GetResult();
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult(), StandInJson.Default.AimClient);
    }

    public void Add(AimClient client) => Send(HttpMethod.Post, "clients", client);

    public void Update(string id, AimClient client) => Send(HttpMethod.Put, Path(id), client);

    public void Remove(string id) => Send(HttpMethod.Delete, Path(id), null);

    public void Dispose() => _http.Dispose();

    private static string Path(string id) => "clients/" + Uri.EscapeDataString(id);

    private void Send(HttpMethod method, string path, AimClient? client)
    {
        using var request = new HttpRequestMessage(method, path);
        if (client is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(client, StandInJson.Default.AimClient), Encoding.UTF8, "application/json");
        using var answer = _http.Send(request);
        answer.EnsureSuccessStatusCode();
    }
}
