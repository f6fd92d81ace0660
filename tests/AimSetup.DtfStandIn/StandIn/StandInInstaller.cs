using WixToolset.Dtf.WindowsInstaller;

namespace AimSetup.DtfStandIn;

/// <summary>What the stand-in for Windows Installer answers, and what it was told. One for each running action.</summary>
public sealed class StandInInstaller
{
    [ThreadStatic]
    private static StandInInstaller? _current;

    /// <summary>For an immediate action.</summary>
    public StandInInstaller()
    {
    }

    /// <summary>For an action of the installation script.</summary>
    /// <param name="mode">Which kind.</param>
    /// <param name="data">Its CustomActionData.</param>
    public StandInInstaller(InstallRunMode mode, string data)
    {
        Mode = mode;
        Properties["CustomActionData"] = data;
    }

    /// <summary>That of the session made last on this thread: some calls of DTF need no session.</summary>
    public static StandInInstaller Current
    {
        get => _current ??= new StandInInstaller();
        set => _current = value;
    }

    /// <summary>The kind of action; null: an immediate one.</summary>
    public InstallRunMode? Mode { get; }

    /// <summary>The properties.</summary>
    public IDictionary<string, string> Properties { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Rows of the Error table.</summary>
    public IDictionary<int, string> Errors { get; } = new Dictionary<int, string>();

    /// <summary>What the database answers to a query; it has no other tables.</summary>
    public IDictionary<string, IReadOnlyList<string>> Texts { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The features: the state that each has, and the one that it is to get.</summary>
    public IDictionary<string, KeyValuePair<InstallState, InstallState>> Features { get; } = new Dictionary<string, KeyValuePair<InstallState, InstallState>>(StringComparer.Ordinal);

    /// <summary>Products installed for the machine or this user; all share every upgrade code.</summary>
    public ISet<string> Products { get; } = new HashSet<string>();

    /// <summary>Products that are advertised.</summary>
    public ISet<string> AdvertisedProducts { get; } = new HashSet<string>();

    /// <summary>Products installed for other users only.</summary>
    public ISet<string> ProductsOfOthers { get; } = new HashSet<string>();

    /// <summary>The messages: kind, and formatted text.</summary>
    public IList<KeyValuePair<InstallMessage, string>> Messages { get; } = [];

    /// <summary>Answers messages.</summary>
    public Func<InstallMessage, MessageResult> Answer { get; set; } = _ => MessageResult.None;

    internal string Read(string property) => Properties.TryGetValue(property, out var value) ? value : "";

    internal MessageResult Process(InstallMessage kind, Record record)
    {
        if (kind is InstallMessage.Error or InstallMessage.Warning && Errors.TryGetValue(record.GetInteger(1), out var text))
            record.FormatString = text;
        Messages.Add(new(kind, record.Format(Read)));
        return Answer(kind);
    }
}
