using AimSetup.Cli.Tests.Support;
using AimSetup.Emulator;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>What is trusted, with a root store of the test's own.</summary>
public sealed class TrustTests : CliScenario
{
    [OwnRootStoreFact]
    public async Task Verify_FindsTheRootOfTheThumbprintOnTheMachine_WhenTheServerDoesNotSendIt()
    {
        await using var server = await EmulatorHost.StartAsync(new EmulatorOptions { SendsRoot = false, RootFile = Folder.Combine("machine.pem") });
        server.State.AddClient(ClientId, ClientSecret);
        string[] verify = ["verify", "--server", server.BaseAddress.AbsoluteUri, "--client", ClientId, "--secret-file", "secret.txt", "--thumbprint"];
        await FailAsync(11, "a root is often not sent", [.. verify, server.RootThumbprint]);

        Environment["SSL_CERT_FILE"] = Folder.Combine("machine.pem");
        await SucceedAsync([.. verify, server.RootThumbprint]);

        // It is the only one that is trusted then, whatever the machine trusts.
        await FailAsync(11, "not among those that the server sent", [.. verify, Emulator.RootThumbprint]);
    }
}
