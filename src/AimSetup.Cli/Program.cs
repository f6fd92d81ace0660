using AimSetup.Cli;
using AimSetup.Cli.Commands;

return await CommandLineHost.RunAsync(Root.Create(), args).ConfigureAwait(false);
