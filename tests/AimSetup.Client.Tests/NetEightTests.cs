using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using AimSetup.Client.Tests.Support;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Fuzzing;

namespace AimSetup.Client.Tests;

/// <summary>The build of AimSetup.Client for .NET 8 and 9, with the core that goes with it, run by this version of .NET.</summary>
public sealed class NetEightTests : ClientTest
{
    // The tests lie in bin/CONFIGURATION/net10.0, and the build in bin/CONFIGURATION/net8.0.
    private static readonly string Build = Path.Combine(
        Artifacts.Folder, "..", "src", "AimSetup.Client", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net8.0");

    private readonly AssemblyLoadContext _context = new(nameof(NetEightTests), isCollectible: true);

    [Fact]
    public async Task Send_WorksWithoutTasks()
    {
        await using var site = await SiteAsync();
        using var http = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, site.Address);

#pragma warning disable CA1849 // This is what it is about.
        using var response = http.Send(request);
#pragma warning restore CA1849

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertRepeated(site);
    }

    [Fact]
    public async Task Send_IsRepeatedWithAFreshToken_WhenItsContentIsJson()
    {
        await using var site = await SiteAsync();
        using var http = Client();
        using var response = await http.PostAsJsonAsync(site.Address, "a text");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertRepeated(site);
    }

    [Fact]
    public async Task Send_TellsNothingOfWhatAServerWritesBack()
    {
        using var server = new CannedServer { Answer = Encoding.ASCII.GetBytes($"grant_type=client_credentials&client_secret={SecretValue}\r\n\r\n") };
        using var http = Client(new Uri(server.Address.BaseAddress, "connect/token"));
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => http.GetAsync(Mes));
        Say(exception);
        Assert.Contains("AimSetup 29005: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("it is no answer of a web server", exception.Message, StringComparison.Ordinal);
    }

    private static Task<LoopbackSite> SiteAsync() =>
        LoopbackSite.StartAsync(request => (request == 1 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, null));

    private void AssertRepeated(LoopbackSite site)
    {
        Assert.All(site.Authorizations, header => Assert.StartsWith("Bearer ", header, StringComparison.Ordinal));
        Assert.Equal((2, 2), (site.Authorizations.Distinct().Count(), TokenRequests));
    }

    private HttpClient Client(Uri? endpoint = null)
    {
        _context.Resolving += (context, name) => name.Name == "AimSetup" ? context.LoadFromAssemblyPath(Path.Combine(Build, "AimSetup.dll")) : null;
        var client = _context.LoadFromAssemblyPath(Path.Combine(Build, "AimSetup.Client.dll"));
        Assert.Equal(".NETCoreApp,Version=v8.0", client.GetCustomAttribute<System.Runtime.Versioning.TargetFrameworkAttribute>()!.FrameworkName);
        var core = _context.LoadFromAssemblyPath(Path.Combine(Build, "AimSetup.dll"));
        Assert.Equal(".NETCoreApp,Version=v8.0", core.GetCustomAttribute<System.Runtime.Versioning.TargetFrameworkAttribute>()!.FrameworkName);

        var credentials = Make(core, "AimSetup.Credentials.StoredCredentials", []);
        Set(credentials, "ClientId", ClientId);
        Set(credentials, "ClientSecret", Make(core, "AimSetup.Secrets.Secret", SecretValue));
        Set(credentials, "Server", Emulator.BaseAddress.AbsoluteUri);
        Set(credentials, "TokenEndpoints", new[] { endpoint ?? Endpoint(Emulator) });
        Set(credentials, "Transaction", "");
        var trust = Make(core, "AimSetup.Transport.TrustSettings", []);
        Set(trust, "Certificates", new[] { Emulator.RootCertificate.RawData });
        Set(credentials, "Trust", trust);

        var options = Make(client, "AimSetup.Client.AimClientOptions", []);
        Set(options, "Credentials", credentials);
        var source = Make(client, "AimSetup.Client.AimTokenSource", options, null);
        return (HttpClient)source.GetType().GetMethod("CreateHttpClient")!.Invoke(source, [null])!;
    }

    private static object Make(Assembly assembly, string type, params object?[] arguments) =>
        Activator.CreateInstance(assembly.GetType(type, throwOnError: true)!, arguments)!;

    private static void Set(object target, string property, object value) => target.GetType().GetProperty(property)!.SetValue(target, value);
}
