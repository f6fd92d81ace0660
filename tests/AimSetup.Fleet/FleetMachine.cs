using System.Diagnostics;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.TestSupport.Windows;

namespace AimSetup.Fleet;

/// <summary>One machine with a journal of its own, and its one install by the real actions.</summary>
/// <param name="number">Which machine.</param>
/// <param name="folder">Where its journal lies.</param>
/// <param name="protector">Encrypts; the same for all, which costs nothing to them.</param>
/// <param name="fails">Whether a later action of its install fails.</param>
internal sealed class FleetMachine(int number, string folder, IDataProtector protector, bool fails)
{
    private readonly ActionEnvironment _environment = new()
    {
        Protector = protector,
        JournalFolder = Path.Combine(folder, $"machine{number}", "journal"),
        ComputerName = $"PC{number}",
        Registry = new FakeRegistry(),
        Events = new FakeEventLog(),
    };

    private readonly List<FleetSession> _sessions = [];

    /// <summary>From the begin of AimPlan to the end of AimRegister.</summary>
    public TimeSpan Latency { get; private set; }

    /// <summary>How it ended: created, adopted, refused, rolled-back, not-rolled-back; with the number of the error.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>Whether the product is installed and relies on the client.</summary>
    public bool IsInstalled { get; private set; }

    public IEnumerable<string> Lines => _sessions.SelectMany(s => s.Lines);

    public IReadOnlyList<JournalEntry> Entries => new Journal(_environment.JournalFolder, protector).ReadAll(_ => { });

    public void Install(Dictionary<string, string> properties)
    {
        var watch = Stopwatch.StartNew();
        var planned = Keep(new FleetSession(null, properties, ""));
        if (AimActions.Plan(planned, _environment) != ActionResult.Success)
        {
            End(watch, planned);
            return;
        }
        var hasWork = planned.GetProperty(InstallerModel.Register.Name).Length > 0;
        var registered = hasWork ? Keep(planned.For(InstallerModel.Register.Name, InstallerMode.Scheduled)) : planned;
        var result = hasWork ? AimActions.Register(registered, _environment) : ActionResult.Success;
        End(watch, registered);
        if (result == ActionResult.Success && !fails)
        {
            AimActions.Commit(Keep(planned.For(InstallerModel.CommitAction.Name, InstallerMode.Commit)), _environment);
            IsInstalled = true;
            return;
        }
        if (planned.GetProperty(InstallerModel.RollbackAction.Name).Length > 0)
        {
            var rolledBack = Keep(planned.For(InstallerModel.RollbackAction.Name, InstallerMode.Rollback));
            AimActions.Rollback(rolledBack, _environment);
            if (rolledBack.OutcomeName.Length > 0)
                Outcome = rolledBack.OutcomeName;
        }
    }

    private void End(Stopwatch watch, FleetSession session) => (Latency, Outcome) = (watch.Elapsed, session.OutcomeName);

    private FleetSession Keep(FleetSession session)
    {
        _sessions.Add(session);
        return session;
    }
}
