using System.Globalization;
using AimSetup.DtfStandIn;

namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>The session of a custom action.</summary>
public sealed class Session
{
    private static readonly string[] EverywhereReadable = ["CustomActionData", "ProductCode", "UserSID"];

    private const string IsNotEmpty = "<>\"\"";

    private readonly StandInInstaller _installer;

    /// <summary>A session of the installer that stands in; the real class is made from a handle.</summary>
    /// <param name="installer">The installer.</param>
    public Session(StandInInstaller installer)
    {
        _installer = installer;
        StandInInstaller.Current = installer;
    }

    /// <summary>A property.</summary>
    /// <param name="property">Its name.</param>
    /// <exception cref="InstallerException">The action is not immediate.</exception>
    public string this[string property]
    {
        get
        {
            Require(property);
            if (!EverywhereReadable.Contains(property))
                RequireImmediate();
            return _installer.Read(property);
        }

        set
        {
            Require(property);
            RequireImmediate();
            _installer.Properties[property] = value ?? "";
        }
    }

    /// <summary>The database that is installed from.</summary>
    /// <exception cref="InstallerException">The action is not immediate.</exception>
    public Database Database
    {
        get
        {
            RequireImmediate();
            return new Database(_installer);
        }
    }

    /// <summary>The features.</summary>
    /// <exception cref="InstallerException">The action is not immediate.</exception>
    public FeatureInfoCollection Features
    {
        get
        {
            RequireImmediate();
            return new FeatureInfoCollection(_installer);
        }
    }

    /// <summary>Evaluates a condition: comparisons of properties with the empty text, joined by OR. The real one takes any.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>Whether it is true.</returns>
    /// <exception cref="InvalidOperationException">It has another form, or the action is not immediate.</exception>
    public bool EvaluateCondition(string condition)
    {
        if (string.IsNullOrEmpty(condition))
            throw new ArgumentNullException(nameof(condition));
        if (_installer.Mode is not null)
            throw new InvalidOperationException();
        return condition.Split([" OR "], StringSplitOptions.None).Aggregate(false, (isTrue, term) => IsSet(term) || isTrue);
    }

    /// <summary>Asks for a state.</summary>
    /// <param name="mode">The state.</param>
    /// <returns>Whether it holds.</returns>
    public bool GetMode(InstallRunMode mode) =>
        mode == _installer.Mode || (mode == InstallRunMode.Scheduled && _installer.Mode is not null);

    /// <summary>Sends a message.</summary>
    /// <param name="messageType">Its kind.</param>
    /// <param name="record">Its fields.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InstallCanceledException">The answer is Cancel.</exception>
    /// <exception cref="InstallerException">There is no answer.</exception>
    public MessageResult Message(InstallMessage messageType, Record record)
    {
        if (record is null)
            throw new ArgumentNullException(nameof(record));
        return _installer.Process(messageType, record) switch
        {
            < MessageResult.None => throw new InstallerException(),
            MessageResult.Cancel => throw new InstallCanceledException(),
            var answer => answer,
        };
    }

    /// <summary>Writes a line into the log; brackets in it are expanded.</summary>
    /// <param name="msg">The line.</param>
    public void Log(string msg)
    {
        if (msg is null)
            throw new ArgumentNullException(nameof(msg));
        using var record = new Record(0) { FormatString = msg };
        Message(InstallMessage.Info, record);
    }

    /// <summary>Writes a line into the log.</summary>
    /// <param name="format">The line for string.Format.</param>
    /// <param name="args">The values of its placeholders.</param>
    public void Log(string format, params object[] args) => Log(string.Format(CultureInfo.InvariantCulture, format, args));

    private static void Require(string property)
    {
        if (string.IsNullOrEmpty(property))
            throw new ArgumentNullException(nameof(property));
    }

    private bool IsSet(string term) => term.EndsWith(IsNotEmpty, StringComparison.Ordinal)
        ? _installer.Read(term.Substring(0, term.Length - IsNotEmpty.Length)).Length > 0
        : throw new InvalidOperationException();

    private void RequireImmediate()
    {
        if (_installer.Mode is not null)
            throw new InstallerException("Cannot access session details from a non-immediate custom action");
    }
}
