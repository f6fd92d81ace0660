using AimSetup.Errors;

namespace AimSetup.Registration;

/// <summary>Which registrar is going to make a change, and why; or why there is none.</summary>
public sealed class RegistrarChoice
{
    private RegistrarChoice(string reason) => Reason = reason;

    /// <summary>The registrar; null: there is none.</summary>
    public IClientRegistrar? Registrar { get; private init; }

    /// <summary>Why this one, or why none, in one line.</summary>
    public string Reason { get; }

    /// <summary>Why there is none; null: there is one.</summary>
    public AimError? Error { get; private init; }

    internal static RegistrarChoice Of(IClientRegistrar registrar, string reason) => new(reason) { Registrar = registrar };

    internal static RegistrarChoice None(AimError error, string reason) => new(reason) { Error = error };
}
