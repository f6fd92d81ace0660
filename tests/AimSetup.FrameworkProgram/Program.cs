using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Dtf;
using AimSetup.FrameworkProgram;
using WixToolset.Dtf.WindowsInstaller;

// Usage: FOLDER NAME=VALUE... [rollback]. Runs the actions as an install would and prints what Windows Installer is told.
var journal = Path.Combine(args[0], "journal");
var machine = new ActionEnvironment { Protector = new PlainProtector(), JournalFolder = journal, ComputerName = "PC0815" };
var planned = Transcript.Immediate(args.Skip(1).Where(a => a.Contains("=")));
Transcript.Print("AimPlan", planned, AimActions.Plan(new DtfSession(new Session(planned)), machine));
Run("AimRegister", InstallRunMode.Scheduled, AimActions.Register);
if (args.Contains("rollback"))
    Run("AimRollback", InstallRunMode.Rollback, AimActions.Rollback);
else
    Run("AimCommit", InstallRunMode.Commit, AimActions.Commit);
Console.WriteLine("journal: " + (Directory.Exists(journal) ? Directory.GetFiles(journal).Length : 0));

void Run(string name, InstallRunMode mode, Func<AimSetup.CustomActions.Session.IInstallerSession, ActionEnvironment, AimSetup.CustomActions.Session.ActionResult> action)
{
    if (!planned.Properties.TryGetValue(name, out var data))
        return;
    var installer = Transcript.Deferred(mode, data);
    Transcript.Print(name, installer, action(new DtfSession(new Session(installer)), machine));
}
