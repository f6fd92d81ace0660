using AimSetup.CustomActions.Model;
using AimSetup.Mes;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Settings;

/// <summary>Reads the public properties, finding every problem at once. It asks nothing of the network.</summary>
internal sealed class SettingsReader
{
    private static readonly string[] Remotings = ["https", "http", "off"];

    private readonly PropertyValues _values;
    private readonly SecretProperties _secrets;
    private readonly ServerProperties _server;
    private readonly ClientProperties _client;

    /// <param name="property">Reads a property; empty: it has no value.</param>
    /// <param name="computerName">What <c>{ComputerName}</c> stands for.</param>
    public SettingsReader(Func<string, string> property, string computerName)
        : this(new PropertySource(property), computerName)
    {
    }

    /// <param name="source">Properties, and what stands behind them.</param>
    /// <param name="computerName">What <c>{ComputerName}</c> stands for.</param>
    public SettingsReader(PropertySource source, string computerName)
    {
        _values = new PropertyValues(source.Get) { IsPart = source.IsFileUnread };
        _secrets = new SecretProperties(_values);
        _server = new ServerProperties(_values);
        _client = new ClientProperties(_values, computerName);
        foreach (var problem in source.Problems)
            _values.Problem(problem);
    }

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems => _values.Problems;

    /// <summary>Reads what an install needs.</summary>
    public InstallSettings ReadForInstall()
    {
        var generate = _values.Flag("AIMGENERATESECRET");
        return new InstallSettings
        {
            Skip = _values.Flag("AIMSKIP"),
            CheckOnly = _values.Flag("AIMCHECK"),
            Unregister = _values.Flag("AIMUNREGISTER"),
            Server = _server.Address("AIMSERVER", required: true),
            TokenServer = _server.Address("AIMTOKENSERVER", required: false),
            ClientId = _client.Id(),
            ClientSecret = _secrets.ClientSecret(generate),
            IsSecretNew = generate,
            Credentials = _secrets.Credentials(),
            TokenLifetime = _values.Number("AIMTOKENLIFETIME", PropertyTable.MinimumTokenLifetime, PropertyTable.MaximumTokenLifetime),
            Scopes = _client.Scopes(),
            Registrar = _values.Choice("AIMREGISTRAR", RegistrarFactory.Names),
            Options = Options(),
            Existing = Existing(),
            TimeoutSeconds = _values.Number("AIMTIMEOUT", 1, PropertyTable.MaximumTimeout),
            Trust = _server.Trust(),
            Store = _values.Flag("AIMSTORE"),
            Readers = _client.Readers(),
            Mes = _server.Mes(),
        };
    }

    /// <summary>Reads what work on a registration that exists needs.</summary>
    /// <param name="secret">Whether its client secret is needed too; it is read in any case.</param>
    /// <param name="client">Whether its client identifier is needed; it is read in any case.</param>
    public InstallSettings ReadForExisting(bool secret, bool client = true) => new()
    {
        Server = _server.Address("AIMSERVER", required: true),
        TokenServer = _server.Address("AIMTOKENSERVER", required: false),
        ClientId = client || _values.Value("AIMCLIENTID").Trim().Length > 0 ? _client.Id() : null,
        ClientSecret = secret ? _secrets.ClientSecret(generate: null) : _secrets.SecretOrFile("AIMCLIENTSECRET", "AIMCLIENTSECRETFILE"),
        Credentials = _secrets.Credentials(),
        Registrar = _values.Choice("AIMREGISTRAR", RegistrarFactory.Names),
        Options = Options(),
        Given = Given(),
        TimeoutSeconds = _values.Number("AIMTIMEOUT", 1, PropertyTable.MaximumTimeout),
        Trust = _server.Trust(),
    };

    /// <summary>Reads what finishing unfinished installs needs: a server only when there is something that is for that server alone.</summary>
    public InstallSettings ReadForRecovery()
    {
        var credentials = _secrets.Credentials();
        return new InstallSettings
        {
            Server = _server.Address("AIMSERVER", required: credentials is not null),
            Credentials = credentials,
            Given = Given(),
            TimeoutSeconds = _values.Number("AIMTIMEOUT", 1, PropertyTable.MaximumTimeout),
            Trust = _server.Trust(),
        };
    }

    /// <summary>Reads a secret that has no property of its own.</summary>
    /// <param name="name">What the value is called.</param>
    /// <param name="fileName">What the file is called that holds it.</param>
    public Secret? ReadSecret(string name, string fileName) => _secrets.SecretOrFile(name, fileName);

    /// <summary>Reads what an uninstall needs: nothing else can keep it from going on.</summary>
    public InstallSettings ReadForUninstall() => new()
    {
        Skip = _values.Flag("AIMSKIP"),
        CheckOnly = _values.Flag("AIMCHECK"),
        Unregister = _values.Flag("AIMUNREGISTER"),
        Credentials = _values.Given("AIMUNREGISTER").Trim() == "1" ? _secrets.Credentials() : null,
        Given = _values.Given("AIMUNREGISTER").Trim() == "1" ? Given() : GivenOptions.None,
        Trust = _server.Trust(),
        TimeoutSeconds = _values.Number("AIMTIMEOUT", 1, PropertyTable.MaximumTimeout),
    };

    /// <summary>Reads which client at which server was named; null: none.</summary>
    public InstallSettings ReadNames() => new()
    {
        Server = _server.Address("AIMSERVER", required: false),
        ClientId = _values.Given("AIMCLIENTID").Trim().Length > 0 ? _client.Id() : null,
    };

    /// <summary>Reads who was named in AIMREADERS; empty: nobody.</summary>
    public IReadOnlyList<string> ReadReaders() => _client.Readers();

    /// <summary>Reads the address of the MES Web API; null: none is given.</summary>
    public MesAddress? ReadMes() => _server.Mes();

    private ExistingClientPolicy Existing() => _values.Choice("AIMEXISTING", ["adopt", "fail", "update"]) switch
    {
        "fail" => ExistingClientPolicy.Fail,
        "update" => ExistingClientPolicy.Update,
        _ => ExistingClientPolicy.Adopt,
    };

    private RegistrarOptions Options() => new()
    {
        Remoting = GivenOptions.ModeOf(_values.Choice("AIMREMOTING", Remotings)),
        RestartService = _values.Flag("AIMRESTARTSERVICE"),
        ScriptPath = Script(),
    };

    // What is wrong is not given.
    private GivenOptions Given()
    {
        var remoting = _values.Given("AIMREMOTING").Length == 0 ? null : _values.Choice("AIMREMOTING", Remotings);
        var restart = _values.Given("AIMRESTARTSERVICE").Length == 0 ? null : _values.Flag("AIMRESTARTSERVICE") ? "1" : "0";
        return new GivenOptions(remoting is null || Remotings.Contains(remoting) ? remoting : null, restart);
    }

    // Only its name is looked at here: the registrar looks at the file, with the rights that it will have.
    private string? Script()
    {
        if (_values.Given("AIMSCRIPT").Trim() is not { Length: > 0 } path)
            return null;
        if (!SettingsFiles.IsFullPath(path) || !path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            _values.Problem($"AIMSCRIPT is {PropertyValues.Shown(path)}, which is no full path of a .ps1 file.");
        return path;
    }
}
