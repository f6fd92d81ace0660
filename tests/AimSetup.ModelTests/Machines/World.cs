using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.Journaling;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Invariants;
using AimSetup.ModelTests.Steps;
using AimSetup.Registration.PowerShell;
using AimSetup.Secrets;
using AimSetup.TestSupport.Windows;
using AimSetup.Transport;

namespace AimSetup.ModelTests.Machines;

/// <summary>Some machines and one AIM. It plays steps with the real actions, in the order of Windows Installer, and has the invariants checked after each.</summary>
internal sealed class World
{
    public const int MachineCount = 3;
    public const int Lifetime = 86400;

    private readonly Machine[] _machines;
    private readonly VirtualClock _clock = new(seed: 1);

    public World(AimProfile profile, string folder)
    {
        Aim = new MemoryAim(profile);
        _machines = [.. Enumerable.Range(0, MachineCount).Select(i => new Machine(i, folder, Environment) { Meanwhile = Run })];
        Invariants = new InvariantChecks(Aim, _machines);
    }

    public static IReadOnlyList<string> ClientIds { get; } = ["client-0", "client-1"];

    public MemoryAim Aim { get; }

    public InvariantChecks Invariants { get; }

    /// <summary>Plays steps.</summary>
    public void Run(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            Run(step);
            Invariants.AfterStep();
        }
    }

    /// <summary>Nothing goes wrong any more: what is open ends, what was suspended is rolled back, each machine installs once more, and what is left must be right.</summary>
    public void Settle()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        foreach (var i in Enumerable.Range(0, MachineCount))
            Run([new Resume(i, Trouble.None), new Finish(i, Succeeds: true, Trouble.None)]);
        foreach (var i in Enumerable.Range(0, MachineCount))
            Run([new Start(i, new Job(JobKind.Repair, 0, 0, false, true, "adopt"), Trouble.None, Trouble.None, Trouble.None), new Finish(i, Succeeds: true, Trouble.None)]);
        Invariants.AtTheEnd();
    }

    private void Run(Step step)
    {
        switch (step)
        {
            case Start start when _machines[start.Machine] is { IsBusy: false, Open: null } machine:
                Begin(machine, start);
                break;
            case Finish finish when _machines[finish.Machine] is { IsBusy: false, Open: { } open }:
                End(open, finish.Succeeds, finish.Trouble);
                break;
            case PowerLoss loss when _machines[loss.Machine] is { IsBusy: false, Open: { } open } machine:
                open.IsTroubled = open.MayLeaveEntry = true;
                Invariants.Interrupted(open);
                machine.Lost.Add(open);
                machine.Open = null;
                break;
            case Resume resume when _machines[resume.Machine] is { IsBusy: false } machine:
                RollBackLost(machine, resume.Trouble);
                break;
            case Administer administer:
                Administrate(administer.What, ClientIds[administer.Client]);
                break;
            default:
                break;
        }
    }

    private void Begin(Machine machine, Start step)
    {
        // Windows Installer removes nothing that is not installed.
        if (IsRemoval(step.Job) && machine.Installed.TrueForAll(p => p.UpgradeCode != Package.Of(step.Job.Product, 0).UpgradeCode))
            return;
        var (product, properties) = Properties(machine, step.Job, Aim.IsPcs ? "pcs" : "auto");
        var planned = new InstallerSession(machine, null, properties, "");
        var transaction = new Transaction(machine, step, product) { Planned = planned };
        Invariants.Begins(transaction);
        var result = machine.Act(transaction, planned, step.Plan, AimActions.Plan);
        transaction.Payload = Payload(machine, planned);
        Invariants.AfterAction(transaction, planned, result);
        if (result != ActionResult.Success)
            return;
        if (step.Resumes)
            RollBackLost(machine, Trouble.None);
        if (planned.DataFor(InstallerModel.Register.Name).Length > 0)
        {
            result = Act(transaction, InstallerModel.Register.Name, InstallerMode.Scheduled, step.Register, AimActions.Register);
            if (result is null && step.Register.Crash!.MachineLost)
            {
                machine.Lost.Add(transaction);
                return;
            }
            if (result != ActionResult.Success)
            {
                RollBack(transaction, step.Rollback);
                return;
            }
        }
        machine.Open = transaction;
    }

    private void End(Transaction transaction, bool succeeds, Trouble trouble)
    {
        transaction.Machine.Open = null;
        if (!succeeds)
        {
            RollBack(transaction, trouble);
            return;
        }

        // Windows Installer runs commit actions when the product is installed or removed already.
        var installed = transaction.Machine.Installed;
        installed.RemoveAll(p => p.UpgradeCode == transaction.Product.UpgradeCode);
        if (!IsRemoval(transaction.Step.Job))
            installed.Add(transaction.Product);
        if (transaction.Payload is not null)
            Act(transaction, InstallerModel.CommitAction.Name, InstallerMode.Commit, trouble, AimActions.Commit);
        Invariants.Ends(transaction);
    }

    private void RollBackLost(Machine machine, Trouble trouble)
    {
        var lost = machine.Lost.ToList();
        machine.Lost.Clear();
        foreach (var transaction in lost)
            RollBack(transaction, trouble);
    }

    private void RollBack(Transaction transaction, Trouble trouble)
    {
        if (transaction.Planned.DataFor(InstallerModel.RollbackAction.Name).Length > 0)
        {
            var result = Act(transaction, InstallerModel.RollbackAction.Name, InstallerMode.Rollback, trouble, AimActions.Rollback);
            if (result is null && trouble.Crash!.MachineLost)
                transaction.Machine.Lost.Add(transaction);

            // A server is late by seconds: what it still does, it does before somebody starts the next thing.
            if (result is not null && _machines.All(m => !m.IsBusy))
                _clock.Advance(TimeSpan.FromMinutes(1));
        }
        Invariants.Fails(transaction);
    }

    private ActionResult? Act(Transaction transaction, string action, InstallerMode mode, Trouble trouble, Func<IInstallerSession, ActionEnvironment, ActionResult> run)
    {
        transaction.Action = action;
        var session = new InstallerSession(transaction.Machine, mode, new Dictionary<string, string>(), transaction.Planned.DataFor(action));
        Invariants.BeforeAction(transaction);
        var result = transaction.Machine.Act(transaction, session, trouble, run);
        Invariants.AfterAction(transaction, session, result);
        return result;
    }

    private void Administrate(AdministerKind what, string clientId)
    {
        var found = Aim.Find(clientId);
        Invariants.Disturbs(clientId);
        if (what == AdministerKind.Remove && found is not null)
        {
            Aim.Remove(found, null);
            Invariants.Model.AdministratorRemoves(clientId);
        }
        else if (what == AdministerKind.Change && found is not null)
        {
            Aim.Change(found, 3600, found.Scopes, found.Mark, null);
        }
        else if (what is AdministerKind.Register or AdministerKind.RegisterForeign && found is null)
        {
            Aim.Add(new AimClient { ClientId = clientId, Secret = what == AdministerKind.Register ? ModelSecrets.Client : ModelSecrets.Foreign, CreatedBy = null, Lifetime = Lifetime, Scopes = "openid system profile" }, null);
            Invariants.Model.AdministratorRegisters(clientId);
        }
    }

    private static bool IsRemoval(Job job) => job.Kind is JobKind.Uninstall or JobKind.Unregister;

    private static (ProductIdentity Product, Dictionary<string, string> Properties) Properties(Machine machine, Job job, string registrar)
    {
        var current = machine.Installed.FirstOrDefault(p => p.UpgradeCode == Package.Of(job.Product, 0).UpgradeCode);
        var version = current == Package.Of(job.Product, 0) ? 1 : 0;
        var product = job.Kind is JobKind.Install or JobKind.UpgradeWithoutSecret || current is null ? Package.Of(job.Product, version) : current;
        var properties = new Dictionary<string, string>
        {
            ["ProductCode"] = product.ProductCode,
            ["UpgradeCode"] = product.UpgradeCode,
            ["ProductName"] = product.Name,
            ["AIMSERVER"] = MemoryAim.Address,
            ["AIMCLIENTID"] = ClientIds[job.Client],
            ["AIMEXISTING"] = job.Existing,
            ["AIMREGISTRAR"] = registrar,

            // One product stores its credentials, the other does not: what is stored is not what these runs are about.
            ["AIMSTORE"] = job.Product == 0 ? "0" : "1",
        };
        if (current == product)
            properties["Installed"] = "00:00:00";
        if (IsRemoval(job))
            properties["REMOVE"] = "ALL";
        if (job.Kind == JobKind.Unregister)
            properties["AIMUNREGISTER"] = "1";
        if (job.Kind is JobKind.Install or JobKind.Repair)
            properties["AIMCLIENTSECRET"] = job.WrongSecret ? ModelSecrets.Wrong : ModelSecrets.Client;
        if (job.WithAccount)
            (properties["AIMUSER"], properties["AIMPASSWORD"]) = (MemoryAim.Administrator, ModelSecrets.Password);
        return (product, properties);
    }

    private static ActionPayload? Payload(Machine machine, InstallerSession planned) =>
        planned.DataFor(InstallerModel.CommitAction.Name) is { Length: > 0 } data
            ? new ProtectedJson<ActionPayload>(machine.Protector, PayloadJson.Payload).Unprotect(data, "AimSetup CustomActionData " + InstallerModel.CommitAction.Name)
            : null;

    private ActionEnvironment Environment(Machine machine) => new()
    {
        Protector = machine.Protector,
        JournalFolder = machine.JournalFolder,
        ComputerName = "PC",
        Registry = machine.Registry,
        Events = new FakeEventLog(),
        PowerShell = PowerShellLocator.InProcess(new MemoryCmdlets(Aim, machine, _clock).RunAsync),
        Connect = (_, budget, logger) => new AimHttpClient(new MemoryHttp(Aim, machine, _clock), budget, logger),
        Allow = time => new TimeBudget(time, _clock),

        // Each machine runs one transaction at a time: what is in its journal from before is of nobody who is still at work.
        Installer = () => null,
    };
}
