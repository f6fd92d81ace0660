using AimSetup.PowerShellHost;

if (HostArguments.Read(args, out var problem) is { } arguments)
    return Shell.Run(arguments);
Console.Error.WriteLine(problem);
return 64;
