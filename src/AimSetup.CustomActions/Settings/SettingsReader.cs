using System.Security.Cryptography;
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
    private const int MaximumClientId = 200;
    private const int MaximumScopes = 50;
    private const int MaximumReaders = 20;
    private const int MaximumReader = 256;

    // With room for names of computers that are shorter than the text that stands for them.
    private const int MaximumTemplate = 20 * MaximumClientId;

    private readonly string _computerName;
    private readonly PropertyValues _values;
    private readonly SecretProperties _secrets;

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
        _computerName = computerName;
        _values = new PropertyValues(source.Get) { IsPart = source.IsFileUnread };
        _secrets = new SecretProperties(_values);
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
            Server = Server("AIMSERVER", required: true),
            TokenServer = Server("AIMTOKENSERVER", required: false),
            ClientId = ClientId(),
            ClientSecret = _secrets.ClientSecret(generate),
            IsSecretNew = generate,
            Credentials = _secrets.Credentials(),
            TokenLifetime = _values.Number("AIMTOKENLIFETIME", PropertyTable.MinimumTokenLifetime, PropertyTable.MaximumTokenLifetime),
            Scopes = Scopes(),
            Registrar = _values.Choice("AIMREGISTRAR", RegistrarFactory.Names),
            Options = Options(),
            Existing = Existing(),
            TimeoutSeconds = _values.Number("AIMTIMEOUT", 1, PropertyTable.MaximumTimeout),
            Trust = Trust(),
            Store = _values.Flag("AIMSTORE"),
            Readers = Readers(),
            Mes = ReadMes(),
        };
    }

    /// <summary>Reads what work on a registration that exists needs.</summary>
    /// <param name="secret">Whether its client secret is needed too; it is read in any case.</param>
    /// <param name="client">Whether its client identifier is needed; it is read in any case.</param>
    public InstallSettings ReadForExisting(bool secret, bool client = true) => new()
    {
        Server = Server("AIMSERVER", required: true),
        TokenServer = Server("AIMTOKENSERVER", required: false),
        ClientId = client || _values.Value("AIMCLIENTID").Trim().Length > 0 ? ClientId() : null,
        ClientSecret = secret ? _secrets.ClientSecret(generate: null) : _secrets.SecretOrFile("AIMCLIENTSECRET", "AIMCLIENTSECRETFILE"),
        Credentials = _secrets.Credentials(),
        Registrar = _values.Choice("AIMREGISTRAR", RegistrarFactory.Names),
        Options = Options(),
        Given = Given(),
        TimeoutSeconds = _values.Number("AIMTIMEOUT", 1, PropertyTable.MaximumTimeout),
        Trust = Trust(),
    };

    /// <summary>Reads what finishing unfinished installs needs: a server only when there is something that is for that server alone.</summary>
    public InstallSettings ReadForRecovery()
    {
        var credentials = _secrets.Credentials();
        return new InstallSettings
        {
            Server = Server("AIMSERVER", required: credentials is not null),
            Credentials = credentials,
            Given = Given(),
            TimeoutSeconds = _values.Number("AIMTIMEOUT", 1, PropertyTable.MaximumTimeout),
            Trust = Trust(),
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
        Trust = Trust(),
        TimeoutSeconds = _values.Number("AIMTIMEOUT", 1, PropertyTable.MaximumTimeout),
    };

    /// <summary>Reads which client at which server was named; null: none.</summary>
    public InstallSettings ReadNames() => new()
    {
        Server = Server("AIMSERVER", required: false),
        ClientId = _values.Given("AIMCLIENTID").Trim().Length > 0 ? ClientId() : null,
    };

    /// <summary>Reads who was named in AIMREADERS; empty: nobody.</summary>
    public IReadOnlyList<string> ReadReaders() => Readers();

    /// <summary>Reads the address of the MES Web API; null: none is given.</summary>
    public MesAddress? ReadMes()
    {
        var value = _values.Given("AIMMES").Trim();
        if (value.Length == 0)
            return null;
        if (!MesAddress.TryParse(value, out var address, out var problem))
            _values.Problem($"AIMMES is {PropertyValues.ShownAddress(value)}, which {problem}.");
        return address;
    }

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

    private AimServerAddress? Server(string name, bool required)
    {
        var value = _values.Value(name);
        if (value.Length == 0)
        {
            if (required)
                _values.Missing($"{name} is missing: give the address of AVEVA Identity Manager (the System Management Server).");
            return null;
        }
        if (!AimServerAddress.TryParse(value, out var address, out var problem))
            _values.Problem($"{name} is {PropertyValues.ShownAddress(value)}, which {problem}.");
        return address;
    }

    private string? ClientId()
    {
        var value = ReplaceComputerName(_values.Value("AIMCLIENTID").Trim());
        if (value.Length == 0)
            _values.Missing("AIMCLIENTID is missing: give the client identifier.");
        else if (value.Length > MaximumClientId)
            _values.Problem($"AIMCLIENTID has {value.Length} characters; at most {MaximumClientId} are allowed.");
        else if (value.Any(c => c is < '!' or > '~' or '"' or '[' or ']' or '{' or '}'))
            _values.Problem($"AIMCLIENTID is {PropertyValues.Shown(value)}; allowed are printable ASCII characters other than blanks, quotes, brackets and braces (safe everywhere: letters, digits, '.', '_', '-').");
        return value;
    }

    private string ReplaceComputerName(string value)
    {
        const string placeholder = "{ComputerName}";
        for (int at, from = 0; (at = value.IndexOf(placeholder, from, StringComparison.OrdinalIgnoreCase)) >= 0 && value.Length <= MaximumTemplate; from = at + _computerName.Length)
            value = value.Remove(at, placeholder.Length).Insert(at, _computerName);
        return value;
    }

    private string[] Scopes()
    {
        var value = _values.Value("AIMSCOPES");
        var scopes = value.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        if (scopes.Length is 0 or > MaximumScopes)
            _values.Problem($"AIMSCOPES names {scopes.Length} scopes; allowed are 1 to {MaximumScopes}.");

        // scope-token, RFC 6749 section 3.3; brackets and braces are Windows Installer's.
        else if (scopes.Any(s => s.Length > 200 || s.Any(c => c is < '!' or > '~' or '"' or '\\' or '[' or ']' or '{' or '}')))
            _values.Problem($"AIMSCOPES is {PropertyValues.Shown(value)}; scope names are separated by blanks and have printable ASCII characters only, 200 at most.");
        return scopes;
    }

    private string[] Readers()
    {
        var readers = _values.Given("AIMREADERS").Split(';').Select(r => r.Trim()).Where(r => r.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (readers.Length > MaximumReaders)
            _values.Problem($"AIMREADERS names {readers.Length} accounts; at most {MaximumReaders} are allowed: name a group.");
        foreach (var reader in readers.Where(r => r.Length > MaximumReader || r.Any(char.IsControl)))
            _values.Problem($"AIMREADERS names {PropertyValues.Shown(reader)}, which is no account; accounts and security identifiers are separated by semicolons.");
        return readers;
    }

    private TrustSettings Trust()
    {
        var thumbprint = _values.Given("AIMTHUMBPRINT").Trim();
        var normalized = TrustSettings.NormalizeThumbprint(thumbprint);
        if (thumbprint.Length > 0 && normalized is null)
            _values.Problem($"AIMTHUMBPRINT is {PropertyValues.Shown(thumbprint)}; it must have 40 (SHA-1) or 64 (SHA-256) hexadecimal digits.");
        return new TrustSettings { Certificates = CaFile(), Thumbprint = normalized };
    }

    private IReadOnlyList<byte[]> CaFile()
    {
        if (_values.Given("AIMCAFILE").Trim() is not { Length: > 0 } path)
            return [];
        if (SettingsFiles.ReadBytes(path, out var content) is { } problem)
        {
            _values.Problem($"AIMCAFILE is {PropertyValues.Shown(path)}, which {problem}.");
            return [];
        }
        try
        {
            return CertificateFile.Read(content);
        }
        catch (CryptographicException)
        {
            _values.Problem($"AIMCAFILE is {PropertyValues.Shown(path)}, which holds no certificate (DER or PEM).");
            return [];
        }
    }
}
