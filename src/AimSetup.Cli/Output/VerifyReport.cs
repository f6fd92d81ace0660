using System.Text.Json.Nodes;

namespace AimSetup.Cli.Output;

/// <summary>What a token says.</summary>
public sealed class VerifyReport : CommandReport
{
    /// <summary>The client identifier.</summary>
    public string? Client { get; set; }

    /// <summary>The server.</summary>
    public string? Server { get; set; }

    /// <summary>The file with the stored credentials that the secret was taken from; null: a secret was given.</summary>
    public string? StoredFile { get; set; }

    /// <summary>Whether two secrets are stored there, since a rotation was not finished.</summary>
    public bool Rotating { get; set; }

    /// <summary>Which of two stored secrets gets a token: old, new or both; null: neither, or there are no two.</summary>
    public string? StoredSecret { get; set; }

    /// <summary>Where the token was asked for.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>Whether one was granted.</summary>
    public bool Granted { get; set; }

    /// <summary>Seconds until it expires; null: the server does not say.</summary>
    public int? ExpiresIn { get; set; }

    /// <summary>The scopes that the answer names; null: it names none.</summary>
    public string? Scope { get; set; }

    /// <summary>What is in the token; null: it is none that can be read. Its signature is not checked.</summary>
    public JsonObject? Claims { get; set; }

    /// <summary>The call of the MES Web API; null: it was not called.</summary>
    public string? Mes { get; set; }

    /// <summary>Whether it answered with data; null: it was not called.</summary>
    public bool? MesAccepts { get; set; }
}
