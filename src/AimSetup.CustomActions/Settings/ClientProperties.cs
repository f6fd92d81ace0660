namespace AimSetup.CustomActions.Settings;

/// <summary>The properties that say which client is registered, and who may read its stored credentials.</summary>
/// <param name="values">The properties; is told what is wrong.</param>
/// <param name="computerName">What <c>{ComputerName}</c> stands for.</param>
internal sealed class ClientProperties(PropertyValues values, string computerName)
{
    private const int MaximumId = 200;
    private const int MaximumScopes = 50;
    private const int MaximumReaders = 20;
    private const int MaximumReader = 256;

    // With room for names of computers that are shorter than the text that stands for them.
    private const int MaximumTemplate = 20 * MaximumId;

    /// <summary>AIMCLIENTID, with the name of the computer in it; it is needed.</summary>
    public string? Id()
    {
        var value = ReplaceComputerName(values.Value("AIMCLIENTID").Trim());
        if (value.Length == 0)
            values.Missing("AIMCLIENTID is missing: give the client identifier.");
        else if (value.Length > MaximumId)
            values.Problem($"AIMCLIENTID has {value.Length} characters; at most {MaximumId} are allowed.");
        else if (value.Any(c => c is < '!' or > '~' or '"' or '[' or ']' or '{' or '}'))
            values.Problem($"AIMCLIENTID is {PropertyValues.Shown(value)}; allowed are printable ASCII characters other than blanks, quotes, brackets and braces (safe everywhere: letters, digits, '.', '_', '-').");
        return value;
    }

    /// <summary>AIMSCOPES.</summary>
    public string[] Scopes()
    {
        var value = values.Value("AIMSCOPES");
        var scopes = value.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        if (scopes.Length is 0 or > MaximumScopes)
            values.Problem($"AIMSCOPES names {scopes.Length} scopes; allowed are 1 to {MaximumScopes}.");

        // scope-token, RFC 6749 section 3.3; brackets and braces are Windows Installer's.
        else if (scopes.Any(s => s.Length > 200 || s.Any(c => c is < '!' or > '~' or '"' or '\\' or '[' or ']' or '{' or '}')))
            values.Problem($"AIMSCOPES is {PropertyValues.Shown(value)}; scope names are separated by blanks and have printable ASCII characters only, 200 at most.");
        return scopes;
    }

    /// <summary>AIMREADERS; empty: nobody.</summary>
    public string[] Readers()
    {
        var readers = values.Given("AIMREADERS").Split(';').Select(r => r.Trim()).Where(r => r.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (readers.Length > MaximumReaders)
            values.Problem($"AIMREADERS names {readers.Length} accounts; at most {MaximumReaders} are allowed: name a group.");
        foreach (var reader in readers.Where(r => r.Length > MaximumReader || r.Any(char.IsControl)))
            values.Problem($"AIMREADERS names {PropertyValues.Shown(reader)}, which is no account; accounts and security identifiers are separated by semicolons.");
        return readers;
    }

    private string ReplaceComputerName(string value)
    {
        const string placeholder = "{ComputerName}";
        for (int at, from = 0; (at = value.IndexOf(placeholder, from, StringComparison.OrdinalIgnoreCase)) >= 0 && value.Length <= MaximumTemplate; from = at + computerName.Length)
            value = value.Remove(at, placeholder.Length).Insert(at, computerName);
        return value;
    }
}
