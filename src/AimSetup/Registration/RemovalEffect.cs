namespace AimSetup.Registration;

/// <summary>What "removing" a client does where it is not a matter of course.</summary>
public enum RemovalEffect
{
    /// <summary>Nothing: the client stays as it is.</summary>
    Nothing,

    /// <summary>The client is gone.</summary>
    Removed,

    /// <summary>The client stays, disabled; its secret is a random one.</summary>
    DisabledAndSecretReplaced,

    /// <summary>The client stays, disabled; its secret is the same.</summary>
    Disabled,

    /// <summary>The client stays, enabled; its secret is a random one that nobody knows.</summary>
    SecretReplaced,
}
