using AimSetup.Cli.Tests.Support;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Cli.Tests.Documentation;

/// <summary>The script of the rollout kit that writes a secret to a protected file.</summary>
[Trait("Category", "PowerShell")]
public sealed class SecretFileTests : IDisposable
{
    private const string Administrators = "S-1-5-32-544";
    private const string Users = "S-1-5-32-545";

    // No system but Windows has rights like these: there the script comes as far as .NET's own refusal.
    private const string Rights =
        """
        function New-Object($TypeName, $ArgumentList) {
            $type = [type] $TypeName
            $object = if ($PSVersionTable.PSEdition -eq 'Desktop') { [System.Runtime.Serialization.FormatterServices]::GetUninitializedObject($type) }
                else { [System.Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($type) }
            $isCase = $ArgumentList -and $ArgumentList[0] -eq $case.Place
            $rules = if ($isCase) { $case.Rule }
            $owner = if ($isCase) { $case.Owner } else { 'S-1-5-18' }
            $methods = @{
                SetSecurityDescriptorSddlForm = { }
                GetOwner = { @{ Value = $owner } }.GetNewClosure()
                GetAccessRules = { $rules }.GetNewClosure()
            }
            foreach ($name in $methods.Keys) {
                $object.PSObject.Methods.Add([System.Management.Automation.PSScriptMethod]::new($name, $methods[$name]))
            }
            $object
        }
        """;

    private static readonly string Script = RepositoryFile.Path("deploy", "New-SecretFile.ps1");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PowerShellFact]
    public async Task SecretFile_IsNotWritten_WhenThereIsOne()
    {
        _folder.Write("secret.txt", "old");
        var run = await PowerShellRun.CommandAsync($"$ExecutionContext.SessionState.Path.SetLocation('{_folder.Combine(".")}') > $null; try {{ 'new' | & '{Script}' -Path secret.txt }} catch {{ \"$_\" }}");
        Assert.Equal($"{_folder.Combine("secret.txt")} exists. Delete it, or give another -Path.", run.Output.Trim());
        Assert.Equal("old", await File.ReadAllTextAsync(_folder.Combine("secret.txt")));
    }

    [PowerShellFact]
    public async Task SecretFile_IsWritten_WithItsFolder()
    {
        if (!OperatingSystem.IsWindows())
            return;
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), Path.GetRandomFileName());
        try
        {
            var run = await PowerShellRun.CommandAsync($"'new' | & '{Script}' -Path '{folder}\\secret.txt'; 'newer' | & '{Script}' -Path '{folder}\\other.txt'");
            Assert.Equal("", run.Error);
            Assert.Equal("new", await File.ReadAllTextAsync(Path.Combine(folder, "secret.txt")));
            Assert.Equal("newer", await File.ReadAllTextAsync(Path.Combine(folder, "other.txt")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [PowerShellFact]
    public async Task SecretFile_IsWrittenByWhatThisPowerShellHas()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.Matches(Refused("FileInfo"), (await ErrorsAsync("secret.txt", [Safe]))[0]);
        Assert.Matches(Refused("DirectoryInfo"), (await ErrorsAsync("missing/folder/secret.txt", [Safe]))[0]);
    }

    [PowerShellFact]
    public async Task SecretFile_IsRefusedAndNobodyIsAsked_WhenTheSecretThatIsHandedOverIsEmpty()
    {
        string[] calls = ["'' | & $script -Path $path", "$null | & $script -Path $path", "@() | & $script -Path $path", "& $script -Path $path -Secret ''"];
        var run = await PowerShellRun.CommandAsync(
            $$"""
            function Read-Host { 'asked' }
            $script = '{{Script}}'; $path = '{{_folder.Combine("new", "secret.txt")}}'
            {{string.Join('\n', calls.Select(call => $"try {{ {call}; 'written' }} catch {{ \"$_\" }}"))}}
            """);
        Assert.All(run.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), line => Assert.EndsWith("No file was written.", line, StringComparison.Ordinal));
        Assert.Equal(calls.Length, run.Output.Split("No file was written.").Length - 1);
        Assert.False(Directory.Exists(_folder.Combine("new")));
    }

    [PowerShellFact]
    public async Task SecretFile_IsRefused_WhenOthersCanReplaceIt()
    {
        RightsOfOthers[] others =
        [
            Safe with { Owner = Users },
            Safe with { Rights = 0x2 },
            Safe with { Rights = 0x116 }, // As C:\ProgramData.
            Safe with { Account = "S-1-1-0", Rights = 0x1F01FF },
            Safe with { Account = "S-1-1-0", Rights = 0x10000000 },
            Safe with { Place = Parent, Owner = Users },
            Safe with { Place = Parent, Rights = 0x40 },
            Safe with { Place = Parent, Rights = 0x1301BF }, // With the right to change it, it can be renamed.
            Safe with { Place = Root, Rights = 0x1F01FF },
        ];
        var errors = await ErrorsAsync("secret.txt", others);
        Assert.All(others.Zip(errors), pair => Assert.Contains(
            $"{pair.First.Place} can be changed by others ({(pair.First.Owner == Administrators ? pair.First.Account : $"its owner {pair.First.Owner}")}), who could replace the secret.", pair.Second, StringComparison.Ordinal));
    }

    [PowerShellFact]
    public async Task SecretFile_IsNotRefused_WhenOthersCanNotReplaceIt()
    {
        var errors = await ErrorsAsync("secret.txt",
        [
            Safe with { Rights = 0x1200A9 },
            Safe with { Owner = "S-1-5-18", Account = Administrators, Rights = 0x1F01FF },
            Safe with { Rights = 0x1F01FF, Type = "Deny" },
            Safe with { Rights = 0x1F01FF, Propagation = 2 },
            Safe with { Account = "S-1-3-0", Rights = 0x1F01FF },
            Safe with { Place = Parent, Rights = 0x116 }, // As C:\ProgramData.
            Safe with { Place = Root, Owner = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464", Rights = 0x4 }, // As C:\.
            Safe with { Place = Root, Rights = 0x1301BF }, // As the root of a disk for data.
        ]);
        Assert.All(errors, error => Assert.DoesNotContain("can be changed", error, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.All(errors, error => Assert.Matches(Refused("FileInfo"), error));
    }

    [PowerShellFact]
    public async Task SecretFile_IsRefused_BehindALink()
    {
        Directory.CreateDirectory(_folder.Combine("real"));
        Directory.CreateSymbolicLink(_folder.Combine("link"), _folder.Combine("real"));
        Assert.Contains($"{_folder.Combine("link")} can be changed by others (whoever made this link)", (await ErrorsAsync("link/secret.txt", [Safe]))[0], StringComparison.Ordinal);
    }

    private RightsOfOthers Safe => new(_folder.Path, Administrators, Users, 0, "Allow", 0);

    private string Parent => Path.GetDirectoryName(_folder.Path)!;

    private string Root => Path.GetPathRoot(_folder.Path)!;

    // .NET's own refusal, at the line that would have made the file or folder.
    private static string Refused(string what)
    {
        var line = Array.FindIndex(File.ReadAllLines(Script), l => l.Contains($"[System.IO.FileSystemAclExtensions]::Create([System.IO.{what}]", StringComparison.Ordinal)) + 1;
        return $@"^PlatformNotSupportedException .*New-SecretFile\.ps1: line {line}\b";
    }

    private async Task<string[]> ErrorsAsync(string path, IReadOnlyList<RightsOfOthers> others)
    {
        var cases = string.Join(", ", others.Select(o =>
            $"@{{ Place = '{o.Place}'; Owner = '{o.Owner}'; Rule = @{{ AccessControlType = '{o.Type}'; PropagationFlags = {o.Propagation}; FileSystemRights = {o.Rights}; IdentityReference = @{{ Value = '{o.Account}' }} }} }}"));
        var run = await PowerShellRun.CommandAsync(
            $$"""
            {{Rights}}
            $ExecutionContext.SessionState.Path.SetLocation('{{_folder.Path}}') > $null
            foreach ($case in {{cases}}) {
                try { 'new' | & '{{Script}}' -Path '{{path}}'; 'written' } catch { "$($_.Exception.GetBaseException().GetType().Name) $($_.Exception.Message) $($_.ScriptStackTrace -replace '\s+', ' ')" }
            }
            """);
        var lines = run.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(others.Count, lines.Length);
        return lines;
    }

    private sealed record RightsOfOthers(string Place, string Owner, string Account, int Rights, string Type, int Propagation);
}
