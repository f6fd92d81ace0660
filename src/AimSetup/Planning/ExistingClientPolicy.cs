namespace AimSetup.Planning;

/// <summary>AIMEXISTING: what to do with a client identifier that is registered already and whose secret works.</summary>
public enum ExistingClientPolicy
{
    /// <summary>Use it as it is.</summary>
    Adopt,

    /// <summary>Refuse.</summary>
    Fail,

    /// <summary>Bring its settings in line.</summary>
    Update,
}
