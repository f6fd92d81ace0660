using System.Net.Http;
using System.Net.Http.Json;
using AimSetup.Client;
using AimSetup.Credentials;
using AimSetup.FrameworkProgram;
using AimSetup.Secrets;
using AimSetup.Transport;

// Usage: FOLDER CLIENT TOKEN-ENDPOINT MES-ADDRESS REDIRECTING-ADDRESS. FOLDER has secret.txt and root.cer. Stores the credentials as
// an install does, calls MES with them from ten tasks at once, then by POST, then the address that redirects, without and with
// following, and prints the answers.
var (folder, clientId, endpoint, mes, redirecting) = (args[0], args[1], new Uri(args[2]), new Uri(args[3]), new Uri(args[4]));
var protector = new PlainProtector();
new CredentialStore(Path.Combine(folder, "clients"), protector).Write(new StoredCredentials
{
    ClientId = clientId,
    ClientSecret = new Secret(File.ReadAllText(Path.Combine(folder, "secret.txt"))),
    Server = endpoint.GetLeftPart(UriPartial.Authority),
    TokenEndpoints = [endpoint],
    Trust = new TrustSettings { Certificates = CertificateFile.Read(File.ReadAllBytes(Path.Combine(folder, "root.cer"))) },
    Transaction = Guid.NewGuid().ToString("N"),
    Changed = DateTimeOffset.UtcNow,
});
using var tokens = new AimTokenSource(new AimClientOptions { ClientId = clientId, CredentialFolder = Path.Combine(folder, "clients"), Protector = protector });
using var http = tokens.CreateHttpClient();
var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => http.GetStringAsync(mes)));
Console.WriteLine(string.Join("\n", answers.Distinct()));
using var content = new MultipartFormDataContent { { new StringContent("x"), "text" }, { new JsonContent("x"), "json" }, { new ObjectContent<int>(1), "object" } };
using var response = await http.PostAsync(mes, content);
Console.WriteLine($"POST: {(int)response.StatusCode}");
using var redirect = await http.GetAsync(redirecting);
Console.WriteLine($"redirect: {(int)redirect.StatusCode}");
using var following = new HttpClient(new AimTokenHandler(tokens) { InnerHandler = new HttpClientHandler() });
using var followed = await following.GetAsync(redirecting);
Console.WriteLine($"followed: {(int)followed.StatusCode}");
Console.WriteLine(await tokens.GetTokenAsync());
