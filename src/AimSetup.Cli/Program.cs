using System.CommandLine;
using AimSetup.Cli;
using AimSetup.Cli.Commands;

var root = new RootCommand("AimSetup: registers custom MES clients with AVEVA Identity Manager, inside the Windows Installer transaction.")
{
    InjectCommand.Create(),
};

return await CommandLineHost.RunAsync(root, args).ConfigureAwait(false);
