namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>What Test-Path asks for.</summary>
public enum TestPathType
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>What holds other things.</summary>
    Container,

    /// <summary>What holds no other things.</summary>
    Leaf,
}
