using AimSetup.Emulator.CommandLine;

return await EmulatorCommand.RunAsync(args, Console.Out, Console.Error);
