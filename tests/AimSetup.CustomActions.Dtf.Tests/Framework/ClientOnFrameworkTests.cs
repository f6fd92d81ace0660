using System.Net;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Dtf.Tests.Framework;

/// <summary>AimSetup.Client in an application on .NET Framework.</summary>
[Trait("Category", "Framework")]
public sealed class ClientOnFrameworkTests : IDisposable
{
    private const string ClientId = "line7-client";
    private const string SecretValue = "s3cret \"quotes\"; 100% & ünïcode";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FrameworkFact]
    public async Task Client_CallsMesWithOneToken_AndWithAnotherAfterARejection()
    {
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions { RootFile = _folder.Combine("root.cer") });
        emulator.State.AddClient(ClientId, SecretValue);
        _folder.Write("secret.txt", SecretValue);

        await using var other = await LoopbackSite.StartAsync(_ => (HttpStatusCode.Unauthorized, null));
        await using var site = await LoopbackSite.StartAsync(_ => (HttpStatusCode.Found, other.Address));

        // The eleventh call is the POST, with all kinds of content that can be sent again.
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Mes, Kind = FaultKind.Error, Status = 401, Skip = 10, Times = 1 });
        var output = await FrameworkRun.ClientAsync(_folder, ClientId, new Uri(emulator.BaseAddress, "connect/token").AbsoluteUri, emulator.MesAddress.AbsoluteUri, site.Address.AbsoluteUri);

        Assert.Contains("Default Background User", output, StringComparison.Ordinal);
        Assert.Contains("POST: 405", output, StringComparison.Ordinal);
        Assert.Contains("redirect: 302", output, StringComparison.Ordinal);
        Assert.Contains("followed: 401", output, StringComparison.Ordinal);
        Assert.Equal([""], other.Authorizations);
        Assert.Contains("token of 'line7-client'", output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
        Assert.Equal(2, emulator.State.Requests.Count(r => r.Operation == EmulatorOperation.Token));
        Assert.Equal(12, emulator.State.Requests.Count(r => r.Operation == EmulatorOperation.Mes));
    }
}
