using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Settings;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Fuzzing;

namespace AimSetup.CustomActions.Tests.Fuzzing;

public sealed class SettingsTests : IDisposable
{
    private const string SecretValue = "s3cret-0815-value";

    private static readonly string[] Values =
    [
        "sms01.plant.example", "https://sms01:453/identitymanager", "line7-{ComputerName}", "{computername}{COMPUTERNAME}", @"PLANT\installer", "86400", "1", "0", "auto", "dcr", "https", "off", "adopt",
        "openid system profile", "0123456789abcdef0123456789abcdef01234567", "C:\\Keys\\secret.txt", @"\\.\pipe\x", "/dev/zero", "/dev/null", "/proc/self/mem", "[AIMPASSWORD]",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FindsProblemsOrNone_WhateverTheValues() => Fuzz.Check(1000, random =>
    {
        var values = PropertyTable.All.ToDictionary(p => p.Name, _ => random.Next(3) == 0 ? "" : Mutation.Text(random, random.Pick(Values)), StringComparer.Ordinal);
        foreach (var property in PropertyTable.All.Where(p => p.IsSecret))
            values[property.Name] = Mutation.Text(random, SecretValue);
        foreach (var kind in new Func<SettingsReader, InstallSettings>[] { r => r.ReadForInstall(), r => r.ReadForUninstall() })
        {
            var reader = new SettingsReader(name => values[name], Mutation.Noise(random));
            var settings = kind(reader);
            Assert.All(reader.Problems, p =>
            {
                Assert.DoesNotContain(p, char.IsControl);
                Assert.True(p.Length < 500, p);
                Assert.DoesNotContain(SecretValue, p, StringComparison.Ordinal);
            });
            if (reader.Problems.Count == 0 && settings.Server is not null)
                Assert.Equal(settings.ClientId, settings.ToRequest().Client.ClientId);
        }
    });

    [Fact]
    public void ReadText_GivesALineOrAProblem_WhateverIsInTheFile() => Fuzz.Check(300, random =>
    {
        byte[] sound = random.Next(3) switch
        {
            0 => System.Text.Encoding.UTF8.GetBytes(SecretValue + "\r\n"),
            1 => [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(SecretValue)],
            _ => [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(SecretValue)],
        };
        var path = _folder.Combine("secret");
        File.WriteAllBytes(path, Mutation.Bytes(random, sound));
        var problem = SettingsFiles.ReadText(path, out var text);
        Assert.Equal(problem is null, text.Length > 0);
        Assert.DoesNotContain(SecretValue, problem ?? "", StringComparison.Ordinal);
    });

    // It has no length and no end.
    [Fact]
    public void ReadBytes_ReadsNoMoreThanAllowed_WhenTheFileNeverEnds()
    {
        if (OperatingSystem.IsWindows())
            return;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("is longer than 65536 bytes", SettingsFiles.ReadBytes("/dev/zero", out var content));
        Assert.Empty(content);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1024 * 1024);
    }

    [Theory]
    [InlineData(@"C:\Keys\secret.txt", false)]
    [InlineData("C:/Keys/secret.txt", false)]
    [InlineData(@"\\server\share\secret.txt", false)]
    [InlineData(@"\\server\pipeline\secret.txt", false)]
    [InlineData(@"C:\Keys\console.txt", false)]
    [InlineData(@"C:\Keys\com10", false)]
    [InlineData(@"\\.\COM1", true)]
    [InlineData(@"\\.\pipe\x", true)]
    [InlineData("//./pipe/x", true)]
    [InlineData(@"\\?\C:\Keys\secret.txt", true)]
    [InlineData(@"\\?\GLOBALROOT\Device\x", true)]
    [InlineData(@"\??\C:\x", true)]
    [InlineData(@"\\server\pipe\x", true)]
    [InlineData(@"\\server\PIPE\x", true)]
    [InlineData(@"\\server\mailslot\x", true)]
    [InlineData(@"\\server\IPC$\x", true)]
    [InlineData(@"C:\Keys\NUL", true)]
    [InlineData(@"C:\Keys\con.txt", true)]
    [InlineData(@"C:\Keys\Aux .log", true)]
    [InlineData(@"C:\lpt9\x", true)]
    [InlineData(@"C:\Keys\COM\u00b2", true)]
    [InlineData(@"C:\Keys\secret.txt:stream", true)]
    [InlineData(@"C:\Keys\secret.txt::$DATA", true)]
    public void IsNoFile_TellsWhatWindowsMakesOfTheName(string path, bool expected) =>
        Assert.Equal(expected, WindowsPath.IsNoFile(path.Replace(@"\u00b2", "\u00b2", StringComparison.Ordinal)));
}
