namespace AimSetup.ModelTests.Steps;

/// <summary>What an administrator does in AIM.</summary>
internal enum AdministerKind
{
    /// <summary>Registers the client with the secret that the installs have.</summary>
    Register,

    /// <summary>Registers the client with a secret of somebody else.</summary>
    RegisterForeign,

    /// <summary>Changes the lifetime of its tokens.</summary>
    Change,

    /// <summary>Removes the client.</summary>
    Remove,
}
