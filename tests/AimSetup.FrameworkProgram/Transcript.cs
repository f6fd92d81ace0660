using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.DtfStandIn;
using WixToolset.Dtf.WindowsInstaller;

namespace AimSetup.FrameworkProgram;

/// <summary>Makes the installers of the actions, and prints what they were told.</summary>
internal static class Transcript
{
    public static StandInInstaller Immediate(IEnumerable<string> properties)
    {
        var installer = WithErrors(new StandInInstaller());
        foreach (var property in properties)
        {
            var equals = property.IndexOf('=');
            installer.Properties[property.Substring(0, equals)] = property.Substring(equals + 1);
        }
        return installer;
    }

    public static StandInInstaller Deferred(InstallRunMode mode, string data) => WithErrors(new StandInInstaller(mode, data));

    public static void Print(string action, StandInInstaller installer, CustomActions.Session.ActionResult result)
    {
        foreach (var message in installer.Messages.Where(m => m.Key != InstallMessage.Progress))
            Console.WriteLine($"{action}: {message.Key}: {message.Value}");
        Console.WriteLine($"{action}: result {result}");
    }

    private static StandInInstaller WithErrors(StandInInstaller installer)
    {
        foreach (var row in InstallerModel.ErrorRows)
            installer.Errors[row.Key] = row.Value;
        return installer;
    }
}
