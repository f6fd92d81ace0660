using System.Security.Cryptography;
using AimSetup.CustomActions.Logging;
using AimSetup.CustomActions.Payloads;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.HandOver;
using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;
using AimSetup.Windows;
using Microsoft.Extensions.Logging;

namespace AimSetup.CustomActions.Actions;

/// <summary>What one running action works with.</summary>
internal sealed class ActionContext : IDisposable
{
    private readonly ProtectedJson<ActionPayload> _payloads;
    private readonly SessionLoggerProvider _logging;
    private Action? _afterEvents;
    private bool? _isAdministrator;

    public ActionContext(string actionName, IInstallerSession session, ActionEnvironment environment)
    {
        ActionName = actionName;
        Session = new PropertyCache(session);
        Environment = environment;
        Log = new SessionLog(session);
        _logging = new SessionLoggerProvider(Log);
        Logger = _logging.CreateLogger("AimSetup");
        _payloads = new ProtectedJson<ActionPayload>(environment.Protector, PayloadJson.Payload);
        Journal = new Journal(environment.JournalFolder, environment.Protector);
        Places = new HandOverPlaces(environment.CredentialFolder, environment.JournalFolder, environment.Protector, environment.Registry, session.IsProductInstalled)
        {
            AfterEvents = action => _afterEvents += action,
        };
    }

    public string ActionName { get; }

    public PropertyCache Session { get; }

    public ActionEnvironment Environment { get; }

    /// <summary>Whether this action has administrator rights. Windows takes some milliseconds to tell.</summary>
    public bool IsAdministrator => _isAdministrator ??= Environment.IsAdministrator();

    public SessionLog Log { get; }

    public ILogger Logger { get; }

    public Journal Journal { get; }

    public HandOverPlaces Places { get; }

    public void Dispose()
    {
        _afterEvents?.Invoke();
        _logging.Dispose();
        Log.Flush();
        Log.Dispose();
    }

    /// <summary>Leaves a payload for another action; the property with an action's name becomes its CustomActionData.</summary>
    public void HandOver(string actionName, ActionPayload payload) =>
        Session.SetProperty(actionName, _payloads.Protect(payload, Purpose(actionName)));

    /// <summary>Reads the payload left for this action.</summary>
    public ActionPayload Receive()
    {
        var data = Session.CustomActionData;
        if (data.Length == 0)
            throw new AimException(AimErrors.PayloadUnreadable.With(ActionName, "there is none"));
        try
        {
            var payload = _payloads.Unprotect(data, Purpose(ActionName));
            Log.Mask(payload.ClientSecret, payload.Credentials?.Password, payload.Credentials?.InitialAccessToken, payload.Credentials?.AccessToken);
            return payload;
        }
        catch (CryptographicException e)
        {
            throw new AimException(AimErrors.PayloadUnreadable.With(ActionName, e.Message.Trim().TrimEnd('.')), e);
        }
    }

    public AimHttpClient Connect(TrustSettings trust, TimeSpan budget) => Connect(trust, Allow(budget));

    public AimHttpClient Connect(TrustSettings trust, TimeBudget budget) => Environment.Connect(trust, budget, Logger);

    public TimeBudget Allow(TimeSpan time) => Environment.Allow(time);

    public RegistrarFactory Registrars(AimHttpClient http, RegistrarOptions options, RegistrarCredentials? credentials) =>
        new(http, Logger) { Options = options, Credentials = credentials, PowerShell = Environment.PowerShell };

    public void Say(string line) => Log.Add("AimSetup: " + line);

    public void End(Outcome outcome, string? client, string? server, string? transaction, AimError? error = null)
    {
        var line = OutcomeLine.Format(outcome, client, server, transaction, error);
        Log.Add(line);
        OutcomeEvent.Write(Environment.Events, outcome, line, error);
    }

    /// <summary>Warns of something that does not end the run: in the log, and by an entry of its own in the event log.</summary>
    public void Warn(AimError error)
    {
        Log.Report(InstallerMessage.Warning, error);
        Environment.Events.Write(EventKind.Warning, error.Number, error.ToString());
    }

    private static string Purpose(string actionName) => "AimSetup CustomActionData " + actionName;
}
