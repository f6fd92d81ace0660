using System.Runtime.Versioning;
using AimSetup.Cli.Machines;
using AimSetup.Cli.Tests.Support;
using AimSetup.Client;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>A test of recover.</summary>
[UnsupportedOSPlatform("windows")]
public abstract class RecoverTest : CliScenario
{
    private protected FileKeyProtector Protector => new(Path.Combine(Journal, "journal.key"));

    protected string[] At => ["--server", Server, "--ca-file", "root.cer"];

    protected async Task ApplicationWorksAsync()
    {
        using var tokens = new AimTokenSource(new AimClientOptions { ClientId = ClientId, CredentialFolder = Clients, Protector = Protector });
        Assert.Equal(ClientId, (await tokens.GetTokenAsync()).ClientId);
    }
}
