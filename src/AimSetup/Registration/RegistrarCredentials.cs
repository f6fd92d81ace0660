using AimSetup.Errors;
using AimSetup.Secrets;

namespace AimSetup.Registration;

/// <summary>With what right a registrar changes AIM: an AIM account, or an initial access token (RFC 7591 section 3).</summary>
public sealed class RegistrarCredentials
{
    /// <summary>domain\user; null: no account was given.</summary>
    public string? UserName { get; init; }

    /// <summary>Password of <see cref="UserName"/>.</summary>
    public Secret? Password { get; init; }

    /// <summary>Initial access token; null: none was given.</summary>
    public Secret? InitialAccessToken { get; init; }

    /// <summary>An administrator's access token that was obtained already; null: not yet.</summary>
    public Secret? AccessToken { get; set; }

    /// <summary>The server's word that name or password is wrong; null: it has not said so. Asking again could lock the account.</summary>
    internal AimError? Refusal { get; set; }

    /// <summary>The same of PowerShell remoting, whose logon is one to Windows; null: it has not said so.</summary>
    internal AimError? RemotingRefusal { get; set; }
}
