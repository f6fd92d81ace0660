using AimSetup.Cli.Tests.Support;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Cli.Tests.Documentation;

/// <summary>The files of the rollout kit.</summary>
[Trait("Category", "PowerShell")]
public sealed class DeployKitTests
{
    private const string Product = "{33333333-2222-3333-4444-555555555555}";
    private const string Deleted = @"deleted C:\ProgramData\ContosoSetup\secret.txt";
    private const string Marker = "@{ ProductCode = '" + Product + "'; ProductName = 'Client'; UpgradeCode = '{11111111-2222-3333-4444-555555555555}'; ProductVersion = '1.2.0'; ClientId = 'line7'; Server = 'https://sms01/identitymanager'; Outcome = 'adopted' }";

    // The tests' machine has no registry, or has one without the product.
    private const string Marked = "[Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64').OpenSubKey(\"Software\\AimSetup\\$productCode\")";

    public static TheoryData<string> Scripts => [.. Directory.GetFiles(RepositoryFile.Path("deploy"), "*.ps1").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Scripts_AreAscii(string script) =>
        // Windows PowerShell 5.1 takes a file without a byte order mark for one in the code page of the machine.
        Assert.All(File.ReadAllBytes(RepositoryFile.Path("deploy", script)), octet => Assert.InRange(octet, 0, 127));

    [PowerShellTheory]
    [MemberData(nameof(Scripts))]
    public async Task Scripts_AreParsed(string script) =>
        Assert.Equal("", await PowerShellSyntax.ErrorsAsync(RepositoryFile.Path("deploy", script)));

    [PowerShellTheory]
    [InlineData("", true)]
    [InlineData("-MinimumVersion 1.2.0 -ClientId line7 -Server https://sms01/identitymanager", true)]
    [InlineData("-MinimumVersion 1.10.0", false)]
    [InlineData("-MinimumVersion 1.2.0.0", true)]
    [InlineData("-MinimumVersion 1.2", true)]
    [InlineData("-MinimumVersion 1", true)]
    [InlineData("-MinimumVersion 1.2.0.1", false)]
    [InlineData("-ClientId LINE7", false)]
    [InlineData("-Server https://sms02/identitymanager", false)]
    [InlineData("-UpgradeCode '{99999999-2222-3333-4444-555555555555}'", false)]
    [InlineData("-Products '{44444444-2222-3333-4444-555555555555}'", false)]
    [InlineData("-Products @()", false)]
    public async Task Detection_WritesALine_OnlyWhenTheMarkerFitsAndItsProductIsInstalled(string more, bool isFound)
    {
        var code = more.Contains("-UpgradeCode", StringComparison.Ordinal) ? "" : "-UpgradeCode '{11111111-2222-3333-4444-555555555555}'";
        var products = more.Contains("-Products", StringComparison.Ordinal) ? "" : $"-Products '{{44444444-2222-3333-4444-555555555555}}', '{Product}'";
        var run = await PowerShellRun.CommandAsync($"& '{RepositoryFile.Path("deploy", "Find-AimSetupClient.ps1")}' {code} {products} {more} -Markers @({Marker})");
        Assert.Equal((0, isFound ? "Client 1.2.0: adopted line7 at https://sms01/identitymanager" : ""), (run.ExitCode, run.Output.Trim()));
    }

    [PowerShellFact]
    public async Task Requirement_TellsWhetherThePortAnswers()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        var script = RepositoryFile.Path("deploy", "Test-AimServer.ps1");
        Assert.Equal("reachable", (await PowerShellRun.CommandAsync($"& '{script}' -HostName 127.0.0.1 -Port {port} -Seconds 60")).Output.Trim());
        listener.Stop();
        using var held = new HeldPort(port);
        Assert.Equal("unreachable", (await PowerShellRun.CommandAsync($"& '{script}' -HostName 127.0.0.1 -Port {port} -Seconds 60")).Output.Trim());
    }

    [PowerShellTheory]
    [InlineData("@{ ExitCode = 0 }", false, Deleted)]
    [InlineData("@{ ExitCode = 1641 }", false, Deleted)]
    [InlineData("@{ ExitCode = 3010 }", false, Deleted)]
    [InlineData("@{ ExitCode = 1638 }", true, Deleted)]
    [InlineData("@{ ExitCode = 1638 }", false, "The product is installed without AimSetup, ")]
    [InlineData("@{ ExitCode = 1603 }", true, "")]
    [InlineData("throw 'exit code 1603'", true, "exit code 1603")]
    public async Task Toolkit_DeletesTheSecret_OnlyWhenTheClientIsSetUp(string result, bool hasMarker, string expected)
    {
        var snippet = await File.ReadAllTextAsync(RepositoryFile.Path("deploy", "Invoke-AppDeployToolkit.snippet.ps1"));
        Assert.Contains(Marked, snippet, StringComparison.Ordinal);
        var run = await PowerShellRun.CommandAsync(
            $$"""
            function Start-ADTMsiProcess($Action, $FilePath, [switch] $PassThru, $AdditionalArgumentList) {
                if ($PassThru -and $Action -eq 'Install' -and $AdditionalArgumentList -match 'AIMFILE="C:\\Files\\client.json"') { {{result}} }
            }
            function Remove-Item($LiteralPath, [switch] $Force, $ErrorAction) { "deleted $LiteralPath" }
            $adtSession = @{ DirFiles = 'C:\Files' }
            try {
                {{snippet.Replace(Marked, hasMarker ? "'a key'" : "$null", StringComparison.Ordinal)}}
            } catch { "$_" }
            """,
            new Dictionary<string, string> { ["ProgramData"] = @"C:\ProgramData" });
        Assert.StartsWith(expected, run.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(expected == Deleted, run.Output.Contains("deleted", StringComparison.Ordinal));
    }
}
