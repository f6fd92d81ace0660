using System.Text.RegularExpressions;
using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests.Documentation;

/// <summary>The lines of the documents, which people copy.</summary>
public sealed partial class CommandLinesTests
{
    // Folders that are there before anybody makes them; without one it is the folder that the prompt is in.
    private static readonly string[] Folders = ["", @"%windir%\Logs", @"C:\Windows\Logs", @"%ProgramData%\Microsoft\IntuneManagementExtension\Logs"];

    public static TheoryData<string> Documents => [.. Directory.GetFiles(RepositoryFile.Path("docs"), "*.md", SearchOption.AllDirectories)
        .Append(RepositoryFile.Path("README.md")).Select(f => Path.GetRelativePath(RepositoryFile.Path("."), f))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Lines_WriteTheirLogWhereEveryWindowsHasAFolder(string document)
    {
        // msiexec makes no folder: without it nothing is installed, and 1622 is all that one sees.
        var text = File.ReadAllText(RepositoryFile.Path(document));
        Assert.All(Log().Matches(text), log => Assert.Contains(log.Groups["folder"].Value, Folders));
    }

    [Fact]
    public void Lines_WriteLogs() =>
        Assert.NotEmpty(Log().Matches(File.ReadAllText(RepositoryFile.Path("docs", "deploy", "msiexec.md"))));

    [GeneratedRegex("""/l\*v "?(?:(?<folder>[^" ]*)\\)?[\w-]+\.log""")]
    private static partial Regex Log();
}
