using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.Journaling;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Steps;

namespace AimSetup.ModelTests.Machines;

/// <summary>One run of Windows Installer with a package, from AimPlan on.</summary>
internal sealed class Transaction(Machine machine, Start step, ProductIdentity product)
{
    private string? _taken;

    public Machine Machine => machine;

    public Start Step => step;

    public ProductIdentity Product => product;

    /// <summary>The session of AimPlan, whose properties hold the data of the others.</summary>
    public required InstallerSession Planned { get; init; }

    /// <summary>What AimPlan handed to AimCommit; null: nothing, there is nothing to do.</summary>
    public ActionPayload? Payload { get; set; }

    /// <summary>The name of the transaction; empty: AimPlan gave none.</summary>
    public string Name => Payload?.Transaction ?? "";

    /// <summary>The mark that its registration has: that of an earlier install of the machine, when it took that one over.</summary>
    public string Mark => _taken ?? OwnMark;

    /// <summary>Whether it took the registration of an earlier install of the machine over.</summary>
    public bool HasTakenOver => Mark != OwnMark;

    /// <summary>The client identifier that was given.</summary>
    public string ClientId => World.ClientIds[step.Job.Client];

    /// <summary>The client secret that was given.</summary>
    public string Secret => step.Job.WrongSecret ? ModelSecrets.Wrong : ModelSecrets.Client;

    /// <summary>The action that runs, or ran last.</summary>
    public string Action { get; set; } = InstallerModel.Plan.Name;

    /// <summary>The marks whose registrations the action that runs may change.</summary>
    public IReadOnlyList<string> Opened { get; set; } = [];

    /// <summary>Whether something went wrong on the way of one of its actions, so that it may end without having cleaned up.</summary>
    public bool IsTroubled { get; set; }

    /// <summary>Whether its end is not known: a process was gone, or the rollback said that it could not finish.</summary>
    public bool MayLeaveEntry { get; set; }

    /// <summary>Whether its registration is that of others by now, who use it or took it over: a rollback that still comes has nothing to do with it.</summary>
    public bool IsLeftToOthers { get; set; }

    /// <summary>The mark that it puts on what it creates itself.</summary>
    public string OwnMark => "AimSetup " + Name;

    /// <summary>AimRegister has run: if it took an earlier install over, its entry has the mark of that one.</summary>
    public void LearnMark() => _taken = machine.Journal.Find(Name)?.Mark;

    public override string ToString() => $"{machine} {step.Job} {Name}";
}
