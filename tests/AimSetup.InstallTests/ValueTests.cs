namespace AimSetup.InstallTests;

/// <summary>Secrets arrive at AIM as they were given, whatever is in them.</summary>
public sealed class ValueTests : InstallScenario
{
    public static TheoryData<string> Values { get; } =
    [
        "quotes-\"inside\"-'and'-\"",
        "semi;colon;AIMSKIP=1;",
        "%PATH%-%%-100%",
        "a&b|c<d>e^f!g",
        "[ProductName]{[AIMUSER]}[~][\\[]",
        "  blanks at both ends  ",
        "back\\slash\\\\end\\",
        "Grüße-Ελλάδα-日本語-€-\U0001F511",
        "plus+equals=slash/hash#question?",
        string.Concat(Enumerable.Range(0, 64).Select(i => $"{i:x2}-Long~")),
    ];

    // msiexec's own rules for quotes differ between Windows and Wine; what both carry is here.
    public static TheoryData<string> CommandLineValues { get; } =
    [
        "semi;colon;AIMSKIP=1;",
        "%PATH%-%%-100%",
        "a&b|c<d>e^f!g",
        "[ProductName]{[AIMUSER]}[~]",
        "two words",
        "Grüße-Ελλάδα-日本語-€",
        "plus+equals=slash/hash#question?",
        string.Concat(Enumerable.Range(0, 64).Select(i => $"{i:x2}-Long~")),
    ];

    [InstallerTheory]
    [MemberData(nameof(Values))]
    public async Task Install_HandsSecretsOnUnchanged_WhenTheyComeFromFiles(string value)
    {
        await UseSecretsAsync("secret:" + value, "password:" + value);

        await InstallAsync(FullProperties(), Ending.Created);

        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
    }

    [InstallerTheory]
    [MemberData(nameof(CommandLineValues))]
    public async Task Install_HandsSecretOnUnchanged_WhenItComesOnTheCommandLine(string value)
    {
        var secret = GuardedInFiles("the client secret", "secret:" + value);

        await InstallAsync(FullProperties().Without("AIMCLIENTSECRETFILE").With("AIMCLIENTSECRET", secret), Ending.Created);

        Assert.True(Aim.CheckSecret(ClientId, secret));

        // What all other tests rely on: the command lines are seen.
        if (OperatingSystem.IsLinux())
            Assert.Contains(Machine.CommandLines, c => c.Contains("AIMCLIENTSECRET=", StringComparison.Ordinal));
    }
}
