using System.CommandLine;
using AimSetup.Emulator.Registration;

namespace AimSetup.Emulator.CommandLine;

/// <summary>The options of the program.</summary>
internal sealed class CommandLineOptions
{
    private readonly Option<int> _port = Port("--port", 8443, "HTTPS port; 0 takes a free one.");
    private readonly Option<int> _controlPort = Port("--control-port", 0, "Port of the control API; 0 takes a free one.");
    private readonly Option<string> _host = new("--host")
    {
        Description = "Host name in the addresses and the certificate. Only loopback is served.",
        DefaultValueFactory = _ => "localhost",
    };

    private readonly Option<string[]> _certificateNames = new("--certificate-name")
    {
        Description = "Name in the certificate instead of the host name. May be given more than once.",
    };

    private readonly Option<bool> _intermediate = new("--intermediate")
    {
        Description = "Puts an intermediate certificate between the root and the server's certificate.",
    };

    private readonly Option<string?> _root = new("--root")
    {
        Description = "File to write the root certificate to: DER for .cer and .der, else PEM.",
    };

    private readonly Option<string?> _certificates = new("--certificates")
    {
        Description = "Folder that keeps certificates and keys between runs.",
    };

    private readonly Option<string?> _storage = new("--storage") { Description = "JSON file that keeps the clients between runs." };
    private readonly Option<int> _answerTime = Number("--answer-time", 0, 60000, "Milliseconds that each answer takes.");
    private readonly Option<string?> _log = new("--log") { Description = "File that gets one line per request." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Writes no request lines to standard error." };
    private readonly Option<string[]> _users = new("--user")
    {
        Description = "domain\\user in the group aaAdministrators, who may register clients. May be given more than once. Without"
            + $" it there is one: {EmulatorUser.DefaultName} with the password {EmulatorUser.DefaultPassword}.",
    };

    private readonly Option<string[]> _ordinaryUsers = new("--ordinary-user")
    {
        Description = "domain\\user who may sign in, but not register clients. May be given more than once.",
    };

    private readonly Option<string?> _password = new("--password") { Description = "Password of the users. Others can see it." };
    private readonly Option<string?> _passwordFile = new("--password-file")
    {
        Description = "File whose first line is the password of the users.",
    };

    private readonly Option<string?> _initialAccessTokens = new("--initial-access-tokens")
    {
        Description = "File with initial access tokens, one a line, that permit registration.",
    };

    private readonly Option<bool> _assignClientIds = new("--assign-client-ids")
    {
        Description = "Assigns client identifiers instead of accepting the wanted ones.",
    };

    private readonly Option<bool> _noLookup = new("--no-administrator-lookup")
    {
        Description = "Only its registration access token opens a client, no administrator's token.",
    };

    private readonly Option<bool> _noNewSecret = new("--no-new-secrets")
    {
        Description = "Refuses another secret for a client that is registered, also from an administrator.",
    };

    private readonly Option<bool> _noRegistration = new("--no-registration") { Description = "Offers no registration endpoint." };
    private readonly Option<bool> _noDiscovery = new("--no-discovery") { Description = "Offers no discovery document." };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _port, _controlPort, _host, _certificateNames, _intermediate, _root, _certificates, _storage, _answerTime, _log, _quiet,
            _users, _ordinaryUsers, _password, _passwordFile, _initialAccessTokens, _assignClientIds, _noLookup, _noNewSecret, _noRegistration,
            _noDiscovery,
        ];
        foreach (var option in all)
            command.Options.Add(option);
    }

    public EmulatorOptions Read(ParseResult result, TextWriter log) => new()
    {
        Port = result.GetValue(_port),
        ControlPort = result.GetValue(_controlPort),
        Host = HostName(result.GetValue(_host)!),
        CertificateNames = result.GetValue(_certificateNames) is { Length: > 0 } names ? [.. names.Select(CertificateName)] : null,
        IntermediateCertificate = result.GetValue(_intermediate),
        RootFile = result.GetValue(_root),
        CertificateFolder = result.GetValue(_certificates) is { } folder ? Folder(folder) : null,
        StorageFile = result.GetValue(_storage),
        AnswerTime = TimeSpan.FromMilliseconds(result.GetValue(_answerTime)),
        LogFile = result.GetValue(_log),
        LogWriter = result.GetValue(_quiet) ? null : log,
        Users = Users(result),
        RegistrationPolicy = new RegistrationPolicy
        {
            AcceptWantedClientId = !result.GetValue(_assignClientIds),
            LookupByAdministrator = !result.GetValue(_noLookup),
            AcceptNewSecret = !result.GetValue(_noNewSecret),
            OfferRegistration = !result.GetValue(_noRegistration),
            OfferDiscovery = !result.GetValue(_noDiscovery),
            InitialAccessTokens = result.GetValue(_initialAccessTokens) is { } file ? Lines(file) : [],
        },
    };

    private static Option<int> Port(string name, int value, string description) => Number(name, value, 65535, description);

    private static Option<int> Number(string name, int value, int most, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var number) || number < 0 || number > most))
                result.AddError($"{name} must be a number from 0 to {most}.");
        });
        return option;
    }

    private static string HostName(string name) => Uri.CheckHostName(name) == UriHostNameType.Dns
        ? name
        : throw new CommandLineException($"--host '{name}' is not a host name.");

    private static string CertificateName(string name) => Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) != UriHostNameType.Unknown
        ? name
        : throw new CommandLineException($"--certificate-name '{name}' is neither a host name nor an IP address.");

    private static string Folder(string path) => !File.Exists(path)
        ? path
        : throw new CommandLineException($"--certificates names a folder, and '{path}' is a file. Name another.");

    private List<EmulatorUser> Users(ParseResult result)
    {
        var users = result.GetValue(_users) ?? [];
        var ordinaryUsers = result.GetValue(_ordinaryUsers) ?? [];
        var password = Password(result);
        if (users.Length == 0)
            users = [EmulatorUser.DefaultName];
        return
        [
            .. users.Select(name => EmulatorUser.Administrator(UserName(name), password)),
            .. ordinaryUsers.Select(name => new EmulatorUser(UserName(name), password, [])),
        ];
    }

    private static string UserName(string name) => name.Split('\\') is [{ Length: > 0 }, { Length: > 0 }]
        ? name
        : throw new CommandLineException($"'{name}' is not of the form domain\\user.");

    private string Password(ParseResult result)
    {
        var password = result.GetValue(_password);
        if (result.GetValue(_passwordFile) is not { } file)
            return password ?? EmulatorUser.DefaultPassword;
        if (password is not null)
            throw new CommandLineException("Give --password or --password-file, not both.");
        return Lines(file) is [var first, ..] ? first : throw new CommandLineException($"The password file '{file}' is empty.");
    }

    private static string[] Lines(string file)
    {
        try
        {
            return [.. File.ReadLines(file).Where(line => line.Length > 0)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException(exception.Message);
        }
    }
}
