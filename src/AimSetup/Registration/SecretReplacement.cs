namespace AimSetup.Registration;

/// <summary>Whether a registrar can give a client another secret.</summary>
public enum SecretReplacement
{
    /// <summary>It cannot.</summary>
    NotOffered,

    /// <summary>The server decides: only trying tells, and a server that refuses changes nothing.</summary>
    ServerDecides,

    /// <summary>It can.</summary>
    Offered,
}
