using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AimSetup.ModelTests.Machines;

namespace AimSetup.ModelTests.Aim;

/// <summary>The addresses of AIM as one machine reaches them: discovery, tokens, dynamic client registration. It answers as the emulator does.</summary>
internal sealed class MemoryHttp(MemoryAim aim, Machine machine, VirtualClock clock) : HttpMessageHandler
{
    private const string Register = "/identitymanager/connect/register";
    private const string AdministratorToken = "token-of-an-administrator-" + ModelSecrets.Core;

    private bool _hasLooked;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(CancellationToken.None);
        var transaction = machine.Current!;

        // A look and the change after it are one step, also when a new token is needed between: RFC 7592 has no conditional requests.
        var isLook = request.Method == HttpMethod.Get;
        var isToken = request.RequestUri!.AbsolutePath.EndsWith("/connect/token", StringComparison.Ordinal);
        var isBound = _hasLooked && !isLook && (isToken || request.Method != HttpMethod.Post);
        _hasLooked = isLook || (_hasLooked && isToken);
        var (served, fault) = Exchange.Run(machine, clock, isBound, () => Serve(request, body, transaction));
        cancellationToken.ThrowIfCancellationRequested();
        return fault switch
        {
            null => served!,
            FaultKind.ConnectionRefused => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused", new SocketException((int)SocketError.ConnectionRefused)),
            FaultKind.BadRequest => Json(400, new() { ["error"] = "invalid_request" }),
            FaultKind.Unauthorized => Json(401, new() { ["error"] = "invalid_token" }),
            FaultKind.Forbidden => Json(403, new() { ["error"] = "insufficient_scope" }),
            FaultKind.TooMany => Page(429),
            FaultKind.ErrorBefore or FaultKind.ErrorAfter => Page(500),
            FaultKind.Unavailable => Page(503),
            FaultKind.GarbageBefore or FaultKind.GarbageAfter => Page(200),
            _ => throw new HttpRequestException("The connection was closed.", new SocketException((int)SocketError.ConnectionReset)),
        };
    }

    private HttpResponseMessage Serve(HttpRequestMessage request, string body, Transaction by)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/.well-known/openid-configuration", StringComparison.Ordinal))
            return Discovery();
        if (path.EndsWith("/connect/token", StringComparison.Ordinal))
            return Token(Form(body));
        var bearer = request.Headers.Authorization?.Parameter ?? "";
        if (path == Register)
            return bearer == AdministratorToken ? Create(JsonNode.Parse(body)!.AsObject(), by) : Error(401, "invalid_token");
        var id = Uri.UnescapeDataString(path[(Register.Length + 1)..]);
        return Manage(request.Method, aim.Find(id), bearer, body, by);
    }

    private HttpResponseMessage Discovery()
    {
        var document = new JsonObject { ["issuer"] = MemoryAim.Address, ["token_endpoint"] = MemoryAim.Address + "/connect/token" };
        if (!aim.IsPcs)
            document["registration_endpoint"] = "https://aim.model.example" + Register;
        return Json(200, document);
    }

    private HttpResponseMessage Token(Dictionary<string, string> form)
    {
        if (form["grant_type"] == "password")
        {
            return form["username"] == MemoryAim.Administrator && form["password"] == ModelSecrets.Password
                ? Granted(AdministratorToken, 3600)
                : Error(400, "invalid_grant");
        }
        var id = form["client_id"];
        return aim.Grants(id, form["client_secret"]) ? Granted("token-of-a-client-" + ModelSecrets.Core, aim.Find(id)!.Lifetime) : Error(400, "invalid_client");
    }

    private HttpResponseMessage Create(JsonObject metadata, Transaction by)
    {
        if (metadata["response_types"] is not JsonArray { Count: 0 })
            return Error(400, "invalid_client_metadata");
        var created = new AimClient
        {
            ClientId = Text(metadata, "client_id"),
            Secret = Text(metadata, "client_secret"),
            CreatedBy = Text(metadata, "software_id"),
            Mark = aim.CanMark ? Text(metadata, "software_id") : null,
            Lifetime = (int)metadata["access_token_lifetime"]!,
            Scopes = Text(metadata, "scope"),
            ManagementToken = $"token-to-manage-{ModelSecrets.Core}-{aim.Changes.Count}",
        };
        if (!aim.Add(created, by))
            return Error(409, "invalid_client_metadata");
        var answer = Describe(created);
        answer["client_secret"] = created.Secret;
        answer["registration_access_token"] = created.ManagementToken;
        return Json(201, answer);
    }

    private HttpResponseMessage Manage(HttpMethod method, AimClient? client, string bearer, string body, Transaction by)
    {
        var isManager = client?.ManagementToken is { } token && bearer == token;
        if (!isManager && !(aim.AdministratorMayLook && bearer == AdministratorToken))
            return Error(401, "invalid_token");
        if (client is null)
            return Error(404, "not_found");
        if (method == HttpMethod.Get)
            return Json(200, Describe(client));
        if (method == HttpMethod.Delete)
        {
            aim.Remove(client, by);
            return new HttpResponseMessage(HttpStatusCode.NoContent) { Content = new StringContent("") };
        }
        var metadata = JsonNode.Parse(body)!.AsObject();
        aim.Change(client, (int)metadata["access_token_lifetime"]!, Text(metadata, "scope"), (string?)metadata["software_id"], by);
        return Json(200, Describe(client));
    }

    private static JsonObject Describe(AimClient client)
    {
        var document = new JsonObject
        {
            ["client_id"] = client.ClientId,
            ["grant_types"] = new JsonArray("client_credentials"),
            ["scope"] = client.Scopes,
            ["access_token_lifetime"] = client.Lifetime,
            ["registration_client_uri"] = $"https://aim.model.example{Register}/{client.ClientId}",
        };
        if (client.Mark is not null)
            document["software_id"] = client.Mark;
        return document;
    }

    private static string Text(JsonObject document, string name) => (string)document[name]!;

    private static Dictionary<string, string> Form(string body) =>
        body.Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => WebUtility.UrlDecode(p[1]));

    private static HttpResponseMessage Granted(string token, int lifetime) =>
        Json(200, new() { ["access_token"] = token, ["token_type"] = "Bearer", ["expires_in"] = lifetime });

    private static HttpResponseMessage Error(int status, string code) => Json(status, new() { ["error"] = code });

    private static HttpResponseMessage Json(int status, JsonObject document) =>
        new((HttpStatusCode)status) { Content = new StringContent(document.ToJsonString(), Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Page(int status) =>
        new((HttpStatusCode)status) { Content = new StringContent("<html><body>Something else</body></html>", Encoding.UTF8, "text/html") };
}
