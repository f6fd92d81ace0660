using AimSetup.Cli.Tests.Support;
using AimSetup.Errors;

namespace AimSetup.Cli.Tests.Documentation;

/// <summary>docs/errors.md is what the message table gives. AIMSETUP_WRITE_DOCS=1 writes it anew.</summary>
public sealed class ErrorsTests
{
    private const string Head =
        """
        # Messages

        Every message of AimSetup has a number, the same in the log of an installation, on the command line and here: what happened,
        why, and what to do. This page is made from the table in the code, and a test compares both. The name is what `--json` shows,
        the exit code that of [aimsetup](cli.md); msiexec returns 1603 when an installation is refused or fails. On the command line the
        options stand where properties stand here (`--server` for `AIMSERVER`). `aimsetup explain INSTALL.log` finds the message in a log.


        """;

    [Fact]
    public void Page_IsThatOfTheTable()
    {
        var path = RepositoryFile.Path("docs", "errors.md");
        var expected = Head + string.Concat(AimErrors.All.Select(Section));
        if (Environment.GetEnvironmentVariable("AIMSETUP_WRITE_DOCS") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Section(AimErrorDefinition error)
    {
        var text = error.Format(["…", "…", "…", "…"]);
        var code = ErrorExitCodes.Of(error);
        return $"## {error.Number} {error.Name}\n\n{text}\n\nExit code of aimsetup: {(int)code} ({code}).\n\n";
    }
}
