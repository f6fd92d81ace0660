using AimSetup.Cli.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>What a person at a terminal sees and types.</summary>
public sealed class PromptTests : CliScenario
{
    [TerminalFact]
    public async Task Register_AsksForSecretAndPassword_AndShowsNeither()
    {
        using var terminal = Terminal(["register", .. Connection, "--user", User]);
        await terminal.SeeAsync("Client secret: ");
        await terminal.TypeAsync(ClientSecret + "x\u007f\r");
        await terminal.SeeAsync($"Password of {User}: ");
        await terminal.TypeAsync(Password + "\r");
        Assert.Equal(0, await terminal.EndAsync());
        Written(terminal.Shown);
        Assert.Contains("outcome=created", terminal.Shown, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
    }

    [TerminalFact]
    public async Task Rotate_AsksTwiceForTheNewSecret()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        using var terminal = Terminal(["rotate", .. Connection, .. Account]);
        await terminal.SeeAsync("Client secret: ");
        await terminal.TypeAsync(ClientSecret + "\r");
        await terminal.SeeAsync("New client secret: ");
        await terminal.TypeAsync(NewSecret + "\r");
        await terminal.SeeAsync("New client secret again: ");
        await terminal.TypeAsync("something else\r");
        Assert.Equal(2, await terminal.EndAsync());
        Written(terminal.Shown);
        Assert.Contains("the two entries of the new client secret differ", terminal.Shown, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
    }

    [TerminalFact]
    public async Task Commands_AskNobody_WhenTheyAreToldSo()
    {
        foreach (var (arguments, expected) in ((string[], string)[])
        [
            (["register", .. Connection, "--generate-secret", "made.txt", "--user", User], "--user is given without its password"),
            (["register", .. Connection, "--user", User, "--password-file", "-"], "--password-file is -, and nobody can be asked here"),
            (["rotate", .. Connection, "--secret-file", "secret.txt", .. Account], "no new secret is given"),
            (["verify", .. Connection], "No client secret is given"),
        ])
        {
            using var terminal = Terminal([.. arguments, "--no-prompt"]);
            Assert.Equal(2, await terminal.EndAsync());
            Written(terminal.Shown);
            Assert.Contains(expected, terminal.Shown, StringComparison.Ordinal);
        }
        Assert.Empty(Emulator.State.Clients);
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(false, "", false)]
    [InlineData(false, "windows-pty", true)]
    public void MayBeAttended_IsFalse_WhereNobodySeesTheConsole(bool isInteractive, string? sshTerminal, bool expected) =>
        Assert.Equal(expected, Input.Terminal.MayBeAttended(isInteractive, sshTerminal));

    [TerminalFact]
    public async Task Verify_EndsAtOnce_WhenCtrlCIsPressedAtThePrompt()
    {
        using var terminal = Terminal(["verify", .. Connection]);
        await terminal.SeeAsync("Client secret: ");
        await terminal.TypeAsync("half\u0003");
        Assert.Equal(130, await terminal.EndAsync());
        Assert.Contains("aimsetup: cancelled", terminal.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("half", terminal.Shown, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Verify_WritesOneDocumentBesideThePrompt_WhenJsonIsWanted()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        using var terminal = Terminal(["verify", .. Connection, "--json"]);
        await terminal.SeeAsync("Client secret: ");
        await terminal.TypeAsync(ClientSecret + "\r");
        Assert.Equal(0, await terminal.EndAsync());
        Written(terminal.Shown);
        Assert.Contains("\"granted\": true", terminal.Shown, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Verify_ShowsThatItGoesOn_WhenTheServerIsSlow()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        var delay = new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = int.MaxValue, Times = 1 };
        Emulator.State.Faults.Add(delay);
        using var terminal = Terminal(["verify", .. Connection, "--secret-file", "secret.txt"]);
        await terminal.SeeAsync("Asking for a token (1 s)");
        delay.Release();
        Assert.Equal(0, await terminal.EndAsync());
        Assert.DoesNotContain("\u001b[3", terminal.Shown, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Doctor_UsesColours_OnATerminalOnlyAndOnlyIfWanted()
    {
        string[] arguments = ["doctor", "--server", "localhost:1", "--client", ClientId];
        using (var plain = Terminal(arguments))
        {
            Assert.Equal(10, await plain.EndAsync());
            Assert.DoesNotContain("\u001b[31m", plain.Shown, StringComparison.Ordinal);
        }
        Environment["NO_COLOR"] = "";
        using var coloured = Terminal(arguments);
        Assert.Equal(10, await coloured.EndAsync());
        Assert.Contains("\u001b[31mFAILED", coloured.Shown, StringComparison.Ordinal);
    }
}
