using System.CommandLine;
using AimSetup.Cli.Options;

namespace AimSetup.Cli.Commands;

/// <summary>All commands.</summary>
internal static class Root
{
    public static RootCommand Create()
    {
        var root = new RootCommand("AimSetup: registers custom MES clients with AVEVA Identity Manager, inside the Windows Installer transaction and outside of it.")
        {
            PlanCommand.Create(),
            RegisterCommand.Create(),
            VerifyCommand.Create(),
            RotateCommand.Create(),
            UnregisterCommand.Create(),
            StatusCommand.Create(),
            RecoverCommand.Create(),
            DoctorCommand.Create(),
            ExplainCommand.Create(),
            InjectCommand.Create(),
            CompletionCommand.Create(),
        };
        root.Options.Add(GlobalOptions.Json);
        root.Options.Add(GlobalOptions.Verbose);
        root.Options.Add(GlobalOptions.NoPrompt);
        return root;
    }
}
