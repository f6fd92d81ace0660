using System.Diagnostics;
using AimSetup.Errors;
using AimSetup.Registration.PowerShell;
using AimSetup.Secrets;
using AimSetup.Tests.Fuzzing;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Clocks;
using AimSetup.TestSupport.Shells;
using AimSetup.Transport;
using FsCheck;
using FsCheck.Fluent;

namespace AimSetup.Tests.Registration.PowerShell;

public sealed class PowerShellConversationTests : IDisposable
{
    private const string SecretValue = "s3cret/with+odd&chars=%ü";

    private readonly TemporaryFolder _folder = new();
    private readonly StandInShell _shell;

    public PowerShellConversationTests() => _shell = new StandInShell(_folder, emulator: null);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("None")]
    [InlineData("Chatter")]
    [InlineData("ExitCode")]
    [InlineData("LeavesChild")]
    public async Task Ask_GetsTheAnswer_WhateverElseTheProcessDoes(string misbehaviour)
    {
        _shell.With("misbehaviour", misbehaviour);
        Assert.True((await AskAsync()).IsOk);
        if (misbehaviour == "LeavesChild" && OperatingSystem.IsWindows())
            ProcessEnd.Await(Ids("child ").Single());
        else if (misbehaviour == "LeavesChild")
            EndChild();
    }

    [Theory]
    [InlineData("Huge", "it wrote more than 1048576 bytes")]
    [InlineData("Garbage", "its answer has another form")]
    [InlineData("OtherForm", "its answer has another form")]
    [InlineData("WrongNonce", "it wrote no answer")]
    [InlineData("Twice", "more than one answer")]
    [InlineData("Torn", "its answer is not whole")]
    [InlineData("Dies", "Something went wrong with '***' here.")]
    [InlineData("DiesAfterwards", "exit code 3")]
    public async Task Ask_Throws_WhenThereIsNoUsableAnswer(string misbehaviour, string expected)
    {
        _shell.With("misbehaviour", misbehaviour);
        var failure = await Assert.ThrowsAsync<AimException>(() => AskAsync(changes: true));
        Assert.Equal(AimErrors.PowerShellNoAnswer, failure.Error.Definition);
        Assert.Contains(expected, failure.Error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretValue, failure.Error.Text, StringComparison.Ordinal);
        Assert.True(failure.MayHaveTakenEffect);
    }

    [Fact]
    public async Task Ask_EndsTheWholeTree_WhenTheTimeIsUp()
    {
        _shell.With("misbehaviour", "Hangs");
        var failure = await Assert.ThrowsAsync<AimException>(() => AskAsync(changes: true, budget: new TimeBudget(TimeSpan.FromSeconds(60), new EventClock(IsTreeThere))));
        Assert.Equal(AimErrors.Timeout, failure.Error.Definition);
        Assert.True(failure.MayHaveTakenEffect);
        AssertTreeEnded();
    }

    [Fact]
    public async Task Ask_EndsTheWholeTree_WhenItIsCancelled()
    {
        _shell.With("misbehaviour", "Hangs");
        using var cancel = new CancellationTokenSource();
        var asking = AskAsync(cancellationToken: cancel.Token);
        while (!IsTreeThere() && !asking.IsCompleted)
            await Task.Yield();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        AssertTreeEnded();
    }

    [Fact]
    public async Task Ask_StartsNothing_WhenNoTimeIsLeft()
    {
        var failure = await Assert.ThrowsAsync<AimException>(() => AskAsync(changes: true, budget: new TimeBudget(TimeSpan.Zero)));
        Assert.Equal(AimErrors.Timeout, failure.Error.Definition);
        Assert.False(failure.MayHaveTakenEffect);
        Assert.Empty(_shell.Record);
    }

    [Fact]
    public async Task Ask_ShowsNoData_InArgumentsAndEnvironment()
    {
        await AskAsync();
        Assert.Equal(7, _shell.Record.Count(l => l.StartsWith("argument ", StringComparison.Ordinal)));
        var all = string.Join("\n", _shell.Record);
        foreach (var hidden in new[] { SecretValue, "line7-client", Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes(SecretValue)) })
            Assert.DoesNotContain(hidden, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Throws_WhenThereIsNoPowerShell()
    {
        var conversation = new PowerShellConversation(PowerShellLocator.At(_folder.Combine("powershell.exe")), new TimeBudget(TimeSpan.FromSeconds(30)), "https://sms01");
        var failure = await Assert.ThrowsAsync<AimException>(() => conversation.AskAsync(PowerShellScript.Pcs, Request(SecretValue), true, [], default));
        Assert.Equal(AimErrors.PowerShellUnusable, failure.Error.Definition);
        Assert.False(failure.MayHaveTakenEffect);
    }

    [Fact]
    public async Task Ask_Throws_WhenTheProgramCannotBeStarted()
    {
        var path = _folder.Write("powershell.exe", "no program");
        var conversation = new PowerShellConversation(PowerShellLocator.At(path), new TimeBudget(TimeSpan.FromSeconds(30)), "https://sms01");
        var failure = await Assert.ThrowsAsync<AimException>(() => conversation.AskAsync(PowerShellScript.Pcs, Request(SecretValue), true, [], default));
        Assert.Equal(AimErrors.PowerShellUnusable, failure.Error.Definition);
    }

    [Theory]
    [InlineData("quote ' and \" and ` and $(exit) and $env:X and @'")]
    [InlineData("two\nlines\r\nand\ta tab and \0 null")]
    [InlineData("日本 ünï \ud83d\ude00 \ufeff \u2028")]
    [InlineData("AimSetup-end-0")]
    public async Task Value_ArrivesUnchanged_WhateverIsInIt(string value) => Assert.Equal(value, await EchoAsync(value));

    [Fact]
    public async Task Value_ArrivesUnchanged_WhenItIsLong() => Assert.Equal(10_000, (await EchoAsync(new string('ü', 10_000))).Length);

    [Fact]
    public void Value_ArrivesUnchanged_WhateverText()
    {
        var texts = ArbMap.Default.ArbFor<string>().Filter(t => t is { Length: > 0 } && IsWellFormed(t));
        Prop.ForAll(texts, text => EchoAsync(text).GetAwaiter().GetResult() == text)
            .Check(Properties.Config(25));
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDFFF)]
    public async Task Value_IsRefused_WhenASurrogateIsAlone(int unit)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => EchoAsync("x" + (char)unit));
        await Assert.ThrowsAsync<ArgumentException>(() => EchoAsync((char)unit + "x"));
        Assert.Empty(_shell.Record);
    }

    private bool IsTreeThere() => _shell.Record.Any(l => l.StartsWith("child ", StringComparison.Ordinal));

    private async Task<string> EchoAsync(string value)
    {
        _shell.With("misbehaviour", "Echo");
        return (await AskAsync(value: value)).Message!;
    }

    private Task<PowerShellAnswer> AskAsync(bool changes = false, TimeBudget? budget = null, string value = SecretValue, CancellationToken cancellationToken = default) =>
        new PowerShellConversation(_shell.Locator, budget ?? new TimeBudget(PowerShellUnderTest.Patience), "https://sms01")
            .AskAsync(PowerShellScript.Pcs, Request(value), changes, [new Secret(value)], cancellationToken);

    private static Dictionary<string, string> Request(string value) => new()
    {
        ["op"] = "probe",
        ["client"] = "line7-client",
        ["restart"] = "0",
        ["secret"] = value,
    };

    private void AssertTreeEnded()
    {
        int[] ids = [.. Ids("process "), .. Ids("child ")];
        Assert.Equal(2, ids.Length);
        Assert.All(ids, ProcessEnd.Await);
    }

    private void EndChild()
    {
        using var child = Process.GetProcessById(Ids("child ").Single());
        child.Kill();
    }

    private IEnumerable<int> Ids(string kind) =>
        _shell.Record.Where(l => l.StartsWith(kind, StringComparison.Ordinal)).Select(l => int.Parse(l[kind.Length..], System.Globalization.CultureInfo.InvariantCulture));

    private static bool IsWellFormed(string text)
    {
        try
        {
            _ = new System.Text.UTF8Encoding(false, true).GetByteCount(text);
            return true;
        }
        catch (System.Text.EncoderFallbackException)
        {
            return false;
        }
    }
}
