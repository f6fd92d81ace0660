using AimSetup.Emulator;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Registration.PowerShell;
using AimSetup.Tests.Transactions;
using AimSetup.TestSupport.Shells;
using AimSetup.Transactions;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>The registrar <c>script</c> with a PowerShell and the emulator's script, asking in every way.</summary>
[Trait("Category", "PowerShell")]
public sealed class ScriptRegistrarTests : TransactionTest, IDisposable
{
    private EmulatorShell? _shell;

    protected override string Registrar => RegistrarFactory.MesScript;

    protected override RegistrarOptions RegistrarOptions => new() { ScriptPath = ScriptPath };

    protected override PowerShellLocator PowerShell => PowerShellLocator.At(PowerShellUnderTest.Program!, Shell.Environment);

    protected override TimeSpan Time => PowerShellUnderTest.Patience;

    private string ScriptPath { get; set; } = EmulatorPowerShell.Script;

    private EmulatorShell Shell => _shell ??= new EmulatorShell(Emulator);

    public void Dispose() => _shell?.Dispose();

    [PowerShellTheory]
    [InlineData("ReadHost")]
    [InlineData("SecureString")]
    [InlineData("Credential")]
    [InlineData("parameters")]
    public async Task Apply_RegistersTheClient_WhicheverWayTheScriptAsks(string ask)
    {
        if (ask == "parameters")
            ScriptPath = EmulatorPowerShell.ScriptWithParameters;
        else
            Shell.With(EmulatorPowerShell.AskVariable, ask);
        var entry = await PlannedAsync(PlanKind.Create);
        Assert.Equal(Outcome.Created, (await ApplyAsync(entry)).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));

        var result = await UndoAsync(entry);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.RegistrarCannotRemove), (result.Outcome, result.Error!.Definition));
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [PowerShellFact]
    public async Task Undo_SaysThatNothingCanBeTakenBack_WhenTheMediaIsGone()
    {
        var entry = await RegisteredFromMediaThatIsGoneAsync();

        Assert.Equal(AimErrors.RegistrarCannotRemove, (await UndoAsync(entry)).Error!.Definition);
        Assert.Single(JournalFiles);
    }

    [PowerShellFact]
    public async Task Uninstall_SaysThatNothingCanBeRemoved_WhenTheMediaIsGone()
    {
        var entry = await RegisteredFromMediaThatIsGoneAsync();
        var records = new RegistrationRecords(Journal, _ => false);
        records.Commit(entry.Transaction);

        var results = await records.UninstallAsync(Product, remove: true, _ => Connect(), (e, http) => Registrars(http, Account, e.Options), e => Assert.Fail(e.Text));

        Assert.Equal(AimErrors.RegistrarCannotRemove, Assert.Single(results).Result.Error!.Definition);
        Assert.Equal(JournalPhase.Committed, Journal.Find(entry.Transaction)!.Phase);
    }

    [PowerShellFact]
    public async Task Apply_ChangesNothing_WhenTheMediaIsGone()
    {
        ScriptPath = Folder.Write("RegisterAIMServiceClient.ps1", "");
        var entry = await PlannedAsync(PlanKind.Create);
        File.Delete(ScriptPath);

        Assert.Equal(AimErrors.ScriptUnusable, (await ApplyFailsAsync(entry)).Definition);
        Assert.Empty(JournalFiles);
    }

    private async Task<JournalEntry> RegisteredFromMediaThatIsGoneAsync()
    {
        ScriptPath = Folder.Write("RegisterAIMServiceClient.ps1", "");
        var entry = await PlannedAsync(PlanKind.Create);
        entry.Receipt = new RegistrationReceipt { ClientId = ClientId };
        entry.Phase = JournalPhase.Applied;
        Journal.Write(entry);
        File.Delete(ScriptPath);
        return entry;
    }

    [PowerShellFact]
    public async Task Apply_EndsTheScript_WhenItAsksSomethingElse()
    {
        Shell.With(EmulatorPowerShell.AskVariable, "Undocumented");
        var error = await ApplyFailsAsync(await PlannedAsync(PlanKind.Create));
        Assert.Equal(AimErrors.ScriptAskedMore, error.Definition);
        Assert.Contains("'Token lifetime in hours'", error.Text, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [PowerShellTheory]
    [InlineData("$x = Read-Host 'Client Secret'; throw \"no: $x\"", 29038, "no: ***")]
    [InlineData("while ($true) { $null = Read-Host 'please enter the client id:' }", 29038, "does not accept the answer")]
    [InlineData("while ($true) { $null = Get-Credential }", 29038, "does not accept the account")]
    [InlineData("param([Parameter(Mandatory = $true)] [string] $Region)", 29037, "'Region'")]
    [InlineData("Write-Error 'no such server'", 29038, "no such server")]
    [InlineData("this is no script {", 29038, "")]
    public async Task Apply_Fails_WhenTheScriptFails(string script, int number, string text)
    {
        ScriptPath = Folder.Write("RegisterAIMServiceClient.ps1", script);
        var entry = await PlannedAsync(PlanKind.Create);
        var error = await ApplyFailsAsync(entry);
        Assert.Equal(number, error.Number);
        Assert.Contains(text, error.Text, StringComparison.Ordinal);
        Assert.Equal(AimErrors.RollbackWithoutEvidence, (await UndoAsync(entry)).Error!.Definition);
    }

    [PowerShellFact]
    public async Task Apply_RunsTheScriptInItsFolder_AsAPersonDoes()
    {
        Folder.Write("beside.ps1", "if ([IO.File]::Exists('beside.ps1')) { throw 'found by both' }");
        ScriptPath = Folder.Write("RegisterAIMServiceClient.ps1", "& ./beside.ps1");
        var error = await ApplyFailsAsync(await PlannedAsync(PlanKind.Create));
        Assert.Contains("found by both", error.Text, StringComparison.Ordinal);
    }

    [PowerShellFact]
    public async Task Plan_SaysWhatTheScriptCannotDo()
    {
        var plan = await PlanAsync(Request(Account));
        Assert.Contains(plan.Notes, n => n.Contains("cannot remove", StringComparison.Ordinal));
        Assert.Contains(plan.Notes, n => n.Contains("cannot look whether the client ID is registered", StringComparison.Ordinal));
        Assert.Equal(AimErrors.CannotLook, (await PlanAsync(Request(Account, ExistingClientPolicy.Fail))).Error!.Definition);
        Assert.DoesNotContain(plan.Notes, n => n.StartsWith("AIMTOKENLIFETIME=", StringComparison.Ordinal));
        Assert.Equal(AimErrors.CredentialsRequired, (await PlanAsync(Request(null))).Error!.Definition);
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        Assert.Equal(AimErrors.UpdateNotPossible, (await PlanAsync(Request(Account, ExistingClientPolicy.Update))).Error!.Definition);
    }

    [PowerShellFact]
    public async Task Plan_IsRefused_WhenTheScriptIsMissing()
    {
        ScriptPath = Folder.Combine("no.ps1");
        Assert.Equal(AimErrors.ScriptUnusable, (await PlanAsync(Request(Account))).Error!.Definition);
    }
}
