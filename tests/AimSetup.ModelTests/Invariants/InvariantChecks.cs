using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.Journaling;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.ModelTests.Steps;

namespace AimSetup.ModelTests.Invariants;

/// <summary>What must hold after every step, whatever happened.</summary>
internal sealed class InvariantChecks(MemoryAim aim, IReadOnlyList<Machine> machines)
{
    private const string LeftToOthers = "29044";
    private const string RemovalFailed = "29018";

    private readonly Dictionary<string, Transaction> _byMark = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Transaction> _byName = new(StringComparer.Ordinal);
    private readonly List<InstallerSession> _sessions = [];
    private readonly Dictionary<Transaction, (string Outcome, string Error)> _predictions = [];
    private readonly Users _users = new(aim);
    private int _changesChecked;

    public RegistrationModel Model { get; } = new();

    /// <summary>How often something went wrong: actions with a fault on their way, processes that were gone.</summary>
    public int Troubles { get; private set; }

    public void Begins(Transaction transaction)
    {
        // What is left unfinished is finished first, and may change what the install finds.
        var isClean = transaction.Machine.Journal.ReadAll(_ => { }).All(e => e.Phase == JournalPhase.Committed);
        if (isClean && transaction.Step.Job.Kind is (JobKind.Install or JobKind.Repair))
            _predictions[transaction] = Prediction.Of(aim, transaction);
    }

    public void BeforeAction(Transaction transaction)
    {
        _byMark.TryAdd(transaction.Mark, transaction);
        transaction.Opened = [.. MarksThatMayChange(transaction).Where(Model.Open)];
    }

    public void AfterAction(Transaction transaction, InstallerSession session, ActionResult? result)
    {
        _sessions.Add(session);
        if (transaction.Payload is not null)
        {
            if (transaction.Action == InstallerModel.Register.Name)
                transaction.LearnMark();
            _byName[transaction.Name] = transaction;

            // What was taken over is that of the later install, though a rollback of the earlier one may still come.
            if (!_byMark.TryAdd(transaction.Mark, transaction) && transaction.HasTakenOver && _byMark[transaction.Mark] != transaction)
            {
                // What troubled the earlier one can trouble this one too.
                transaction.IsTroubled |= _byMark[transaction.Mark].IsTroubled;
                _byMark[transaction.Mark].IsLeftToOthers = true;
                _byMark[transaction.Mark] = transaction;
            }
        }
        var outcomes = session.Outcomes.ToList();
        if (transaction.Action == InstallerModel.Plan.Name)
        {
            // AimPlan finishes what earlier installs left, and says how under their names, also when it is gone itself afterwards.
            foreach (var earlier in outcomes.Where(o => o.Transaction.Length > 0 && o.Transaction != transaction.Name))
            {
                var left = _byName[earlier.Transaction];
                OutcomeIsTrue.CheckRecovered(aim, left, earlier, MarkOf);
                Believe(left, earlier);
            }
            outcomes.RemoveAll(o => o.Transaction.Length > 0 && o.Transaction != transaction.Name);
        }
        if (result is null)
        {
            Troubles++;
            transaction.MayLeaveEntry = true;
            if (transaction.Action == InstallerModel.CommitAction.Name)
                LeavesEntries(transaction.Opened.Select(m => _byMark[m]));
            return;
        }
        OutcomeIsTrue.Check(aim, transaction, outcomes, result.Value, MarkOf);
        foreach (var outcome in outcomes)
            Believe(transaction, outcome);
        Troubles += transaction.IsTroubled ? 1 : 0;
        if (outcomes.Count == 0 && transaction.Action == InstallerModel.RollbackAction.Name && !transaction.MayLeaveEntry)
            Model.Gone(transaction.ClientId, transaction.Mark);
        if (transaction.Action == InstallerModel.CommitAction.Name)
            CloseAfterUninstall(transaction, outcomes);
        CheckPrediction(transaction, outcomes);
    }

    /// <summary>The transaction ends with success.</summary>
    public void Ends(Transaction transaction)
    {
        if (transaction.Step.Job.Kind is JobKind.Uninstall or JobKind.Unregister)
            _users.Leaves(transaction);
    }

    /// <summary>The transaction ends without success.</summary>
    public void Fails(Transaction transaction) => _users.Fails(transaction);

    /// <summary>The machine was switched off.</summary>
    public void Interrupted(Transaction transaction)
    {
        _users.Fails(transaction);
        Model.Open(transaction.Mark);
    }

    /// <summary>An administrator does something to a client: who is at work with it may not be able to clean up.</summary>
    public void Disturbs(string clientId)
    {
        foreach (var transaction in _byMark.Values.Where(t => t.ClientId == clientId))
            transaction.IsTroubled = true;
    }

    public void AfterStep()
    {
        for (; _changesChecked < aim.Changes.Count; _changesChecked++)
        {
            NothingForeignIsHarmed.Check(aim, aim.Changes[_changesChecked], _byMark);
            _users.Check(aim.Changes[_changesChecked]);
        }
        if (!machines.All(m => m.IsHonest))
            throw new InvalidOperationException("The journal was changed by a process that was gone.");
        Model.Check(aim);
        NoRegistrationWithoutEntry.Check(aim, _byMark, _users);
        NoEntryWithoutReason.Check(aim, machines, _byMark, atTheEnd: false);
    }

    public void AtTheEnd()
    {
        NoEntryWithoutReason.Check(aim, machines, _byMark, atTheEnd: true);
        _users.CheckTokens();
        NoSecretIsWritten.Check(_sessions, machines);
    }

    private string MarkOf(OutcomeText outcome) =>
        _byName.TryGetValue(outcome.Transaction, out var transaction) ? transaction.Mark : "AimSetup " + outcome.Transaction;

    private static IEnumerable<string> MarksThatMayChange(Transaction transaction) =>
        transaction.Action != InstallerModel.CommitAction.Name ? [transaction.Mark]
        : transaction.Payload!.Task == PayloadTask.Unregister ? transaction.Machine.Journal.ReadAll(_ => { }).Select(e => e.Mark)
        : [];

    // The model knows no more than an administrator who reads the log.
    private void Believe(Transaction transaction, OutcomeText outcome)
    {
        switch (outcome.Outcome)
        {
            case "created":
                // What an administrator did since is known to the model.
                if (aim.WasTakenAwayByHand(transaction.Mark))
                    Model.Close(transaction.Mark);
                else
                    Model.Created(transaction.ClientId, transaction.Mark);
                _users.Uses(transaction);
                break;
            case "adopted" when transaction.HasTakenOver:
                // Whether the client is the one that the earlier install made, or one that somebody registered since, stays open.
                _users.Uses(transaction);
                break;
            case "adopted" or "updated":
                Model.Close(transaction.Mark);
                _users.Uses(transaction);
                break;
            case "rolled-back" when transaction.IsLeftToOthers:
                // Who took it over may have said meanwhile that its own rollback did not come to its end.
                if (!_byMark[transaction.Mark].MayLeaveEntry)
                    Model.Close(transaction.Mark);
                break;
            case "rolled-back":
                Model.Gone(transaction.ClientId, transaction.Mark);
                break;
            case "removed":
                Model.Gone(outcome.Client, MarkOf(outcome));
                break;
            case "disabled":
                Model.Disabled(outcome.Client, MarkOf(outcome));
                break;
            case "not-rolled-back" when outcome.Error == LeftToOthers:
                Model.Created(transaction.ClientId, transaction.Mark);
                transaction.IsLeftToOthers = true;
                break;
            case "not-rolled-back":
                transaction.MayLeaveEntry = true;
                break;
            default:
                break;
        }
    }

    // What could not be removed may be gone nevertheless, when only the answer was lost.
    private void CloseAfterUninstall(Transaction transaction, List<OutcomeText> outcomes)
    {
        foreach (var mark in transaction.Opened.Where(m => !outcomes.Exists(o => m == MarkOf(o) && o.Error == RemovalFailed)))
            Model.Close(mark);

        // The log has said that the entry is kept.
        LeavesEntries(outcomes.Where(o => o.Error == RemovalFailed && _byName.ContainsKey(o.Transaction)).Select(o => _byName[o.Transaction]));
    }

    private static void LeavesEntries(IEnumerable<Transaction> transactions)
    {
        foreach (var transaction in transactions)
            transaction.MayLeaveEntry = transaction.IsTroubled = true;
    }

    private void CheckPrediction(Transaction transaction, List<OutcomeText> outcomes)
    {
        if (outcomes.Count != 1 || transaction.Action == InstallerModel.CommitAction.Name || !_predictions.Remove(transaction, out var predicted) || transaction.IsTroubled)
            return;
        var (actual, error) = (outcomes[0].Outcome, outcomes[0].Error);
        if (actual != predicted.Outcome || error != predicted.Error)
            throw new InvariantException("RegistrationsAreThoseOfTheModel", $"{transaction}: {actual} {error}, and should be {predicted.Outcome} {predicted.Error}");
    }
}
