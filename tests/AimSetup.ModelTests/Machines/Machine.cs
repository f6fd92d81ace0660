using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;
using AimSetup.Journaling;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Invariants;
using AimSetup.ModelTests.Steps;
using AimSetup.TestSupport.Windows;

namespace AimSetup.ModelTests.Machines;

/// <summary>
/// A machine with a journal of its own and a Windows Installer that runs one transaction at a time. While an action runs, it
/// counts the exchanges with AIM and the points at which the process can be gone, and lets happen what the step says.
/// </summary>
internal sealed class Machine
{
    private readonly int _number;
    private Trouble _trouble = Trouble.None;
    private int _exchanges;
    private int _points;
    private string[] _filesAtCrash = [];
    private bool _changedAfterCrash;
    private InvariantException? _violation;

    public Machine(int number, string folder, Func<Machine, ActionEnvironment> environment)
    {
        _number = number;
        JournalFolder = Path.Combine(folder, $"machine{number}", "journal");
        Protector = new CrashingProtector(this);
        Environment = environment(this);
        Journal = new Journal(JournalFolder, Protector);
    }

    public string JournalFolder { get; }

    public FakeRegistry Registry { get; } = new();

    public IEnumerable<string> AllFiles =>
        Directory.Exists(JournalFolder) ? Directory.EnumerateFiles(Path.GetDirectoryName(JournalFolder)!, "*", SearchOption.AllDirectories) : [];

    public CrashingProtector Protector { get; }

    public ActionEnvironment Environment { get; }

    public Journal Journal { get; }

    public List<ProductIdentity> Installed { get; } = [];

    /// <summary>The transaction that waits for its end; null: none.</summary>
    public Transaction? Open { get; set; }

    /// <summary>Transactions that the machine was switched off in.</summary>
    public List<Transaction> Lost { get; } = [];

    /// <summary>The transaction whose action is running.</summary>
    public Transaction? Current { get; private set; }

    /// <summary>Whether an action is running: it can be another machine's turn meanwhile.</summary>
    public bool IsBusy { get; private set; }

    public bool IsCrashed { get; private set; }

    /// <summary>What happens meanwhile, at the exchange that the step names.</summary>
    public required Action<IReadOnlyList<Step>> Meanwhile { get; init; }

    /// <summary>The code behind a crash would not run on a real machine, so it must not do anything here.</summary>
    public bool IsHonest => !_changedAfterCrash;

    /// <summary>What lies in the journal, locks apart: those are of processes.</summary>
    public string[] JournalFiles => Directory.Exists(JournalFolder) ? [.. Directory.GetFiles(JournalFolder).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))] : [];

    /// <summary>Runs one action.</summary>
    /// <returns>Its result; null: its process was gone.</returns>
    public ActionResult? Act(Transaction transaction, InstallerSession session, Trouble trouble, Func<IInstallerSession, ActionEnvironment, ActionResult> action)
    {
        (Current, IsBusy, IsCrashed, _trouble, _exchanges, _points) = (transaction, true, false, trouble, 0, 0);
        try
        {
            var result = action(session, Environment);
            CrashPoint(torn: null);
            return _violation is not null ? throw _violation : IsCrashed ? null : result;
        }
        catch (CrashException)
        {
            return null;
        }
        finally
        {
            _changedAfterCrash |= IsCrashed && !JournalFiles.SequenceEqual(_filesAtCrash);
            (Current, IsBusy, IsCrashed) = (null, false, false);
        }
    }

    /// <summary>A moment at which the process can be gone.</summary>
    public void CrashPoint(Action? torn)
    {
        if (IsCrashed)
            throw new CrashException();
        if (_trouble.Crash is not { } crash || _points++ != crash.Point)
            return;
        if (crash.Torn)
            torn?.Invoke();
        IsCrashed = Current!.IsTroubled = true;
        _filesAtCrash = JournalFiles;
        throw new CrashException();
    }

    /// <summary>An exchange with AIM begins.</summary>
    /// <param name="isBound">Whether nobody else can be between it and the one before.</param>
    /// <returns>What goes wrong with it; null: nothing.</returns>
    public FaultKind? BeginExchange(bool isBound)
    {
        CrashPoint(torn: null);
        var exchange = _exchanges++;
        if (_trouble.Meanwhile is { } meanwhile && meanwhile.Exchange <= exchange && !isBound)
        {
            Current!.IsTroubled = true;
            var mine = (Current, _trouble with { Meanwhile = null }, _exchanges, _points);
            try
            {
                Meanwhile(meanwhile.Steps);
            }
            catch (InvariantException e)
            {
                // The action that runs would take it for its own fault.
                _violation = e;
                throw;
            }
            (Current, _trouble, _exchanges, _points) = mine;
        }
        var fault = _trouble.Faults.FirstOrDefault(f => f.Meets(exchange));
        if (fault is not null)
            Current!.IsTroubled = true;
        return fault?.Kind;
    }

    /// <summary>A file that was half written when the process was gone, as <c>DurableFile</c> names it.</summary>
    public void LeaveTornFile(string transaction, byte[] content)
    {
        Directory.CreateDirectory(JournalFolder);
        File.WriteAllBytes(Path.Combine(JournalFolder, transaction + ".json.new"), content.AsSpan(0, content.Length / 2));
    }

    public override string ToString() => $"machine {_number}";
}
