using AimSetup.Emulator;
using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Dtf.Tests.Framework;

/// <summary>Core and actions as the host runs them: built for .NET Framework, over DTF's session, with HTTPS to the emulator.</summary>
[Trait("Category", "Framework")]
public sealed class ActionsOnFrameworkTests : IAsyncLifetime, IDisposable
{
    private const string ClientId = "line7-client";
    private const string SecretValue = "s3cret with [ProductName] {x} \"quotes\"; 100% & ünïcode";
    private const string AdministratorPassword = "pässword [AIMCLIENTSECRET]; 'x' & 100%";

    private readonly TemporaryFolder _folder = new();
    private EmulatorHost _emulator = null!;

    public async Task InitializeAsync()
    {
        _emulator = await EmulatorHost.StartAsync(new EmulatorOptions { AdministratorPassword = AdministratorPassword, RootFile = _folder.Combine("root.cer") });
        _folder.Write("secret.txt", SecretValue);
        _folder.Write("password.txt", AdministratorPassword);
    }

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [FrameworkFact]
    public async Task Actions_RegisterTheClient_WhenItIsNew()
    {
        var output = await FrameworkRun.ActionsAsync(_folder, Properties);
        AssertSaid("AimRegister: result Success", output);
        AssertSaid("AimCommit: result Success", output);
        AssertSaid("outcome=created client=line7-client server=https://localhost:", output);
        AssertSaid("journal: 1", output);
        Assert.True(_emulator.State.CheckSecret(ClientId, SecretValue));
        AssertNoSecret(output);
    }

    [FrameworkFact]
    public async Task Actions_LeaveNothing_WhenTheInstallIsRolledBack()
    {
        var output = await FrameworkRun.ActionsAsync(_folder, [.. Properties, "rollback"]);
        AssertSaid("outcome=created", output);
        AssertSaid("outcome=rolled-back", output);
        AssertSaid("journal: 0", output);
        Assert.Empty(_emulator.State.Clients);
        AssertNoSecret(output);
    }

    [FrameworkFact]
    public async Task Plan_RefusesWithItsMessage_WhenTheCertificateIsNotTrusted()
    {
        var output = await FrameworkRun.ActionsAsync(_folder, [.. Properties.Where(p => !p.StartsWith("AIMCAFILE", StringComparison.Ordinal))]);
        AssertSaid("AimPlan: Error: AimSetup 29003: The TLS certificate of", output);
        AssertSaid("AimPlan: result Failure", output);
        Assert.Empty(_emulator.State.Clients);
    }

    private string[] Properties =>
    [
        "AIMSERVER=" + _emulator.BaseAddress.AbsoluteUri,
        "AIMCLIENTID=" + ClientId,
        "AIMCLIENTSECRETFILE=" + _folder.Combine("secret.txt"),
        "AIMUSER=" + EmulatorUser.DefaultName,
        "AIMPASSWORDFILE=" + _folder.Combine("password.txt"),
        "AIMCAFILE=" + _folder.Combine("root.cer"),
        "ProductCode={11111111-1111-1111-1111-111111111111}",
        "UpgradeCode={AAAAAAAA-1111-1111-1111-111111111111}",
        "ProductName=Sample client",
    ];

    // Shows all of it when something is missing.
    private static void AssertSaid(string text, string output) => Assert.True(output.Contains(text, StringComparison.Ordinal), $"'{text}' is not in:\n{output}");

    private static void AssertNoSecret(string output)
    {
        Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
        Assert.DoesNotContain("pässword", output, StringComparison.Ordinal);
    }
}
