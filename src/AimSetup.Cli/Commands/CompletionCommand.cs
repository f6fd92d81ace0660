using System.CommandLine;
using AimSetup.Cli.Output;

namespace AimSetup.Cli.Commands;

/// <summary><c>aimsetup completion</c>: a script that makes a shell complete the command line.</summary>
internal static class CompletionCommand
{
    private const string Description =
        """
        Writes a script that makes a shell complete commands, options and their values. Put it where the shell reads it:
        bash: aimsetup completion bash > ~/.local/share/bash-completion/completions/aimsetup
        PowerShell: if (!(Test-Path $PROFILE)) { New-Item -ItemType File -Force $PROFILE }; aimsetup completion powershell | Add-Content $PROFILE

        Example:
          aimsetup completion bash
        """;

    // The program answers [suggest:POSITION] "LINE" with one suggestion a line.
    private const string Bash =
        """
        _aimsetup() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(aimsetup "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _aimsetup aimsetup
        """;

    // The empty line is for a profile whose last line has no end.
    private const string PowerShell =
        """

        Register-ArgumentCompleter -Native -CommandName aimsetup -ScriptBlock {
            param($word, $line, $position)
            aimsetup "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash or powershell." };
        shell.AcceptOnlyFromAmong("bash", "powershell");
        var command = new Command("completion", Description) { shell };
        command.SetAction(parsed =>
        {
            StandardStreams.Output.WriteLine(parsed.GetRequiredValue(shell) == "bash" ? Bash : PowerShell);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
