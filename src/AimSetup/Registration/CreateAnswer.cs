namespace AimSetup.Registration;

/// <summary>The answer to a creation: done, or the client identifier is taken.</summary>
public sealed class CreateAnswer
{
    private CreateAnswer()
    {
    }

    /// <summary>The identifier is registered already; nothing was changed.</summary>
    public static CreateAnswer Taken { get; } = new();

    /// <summary>What the registrar got for the new client; null: the identifier is taken.</summary>
    public RegistrationReceipt? Receipt { get; private init; }

    /// <summary>The client was created.</summary>
    /// <param name="receipt">What the registrar got for it.</param>
    /// <returns>The answer.</returns>
    public static CreateAnswer Created(RegistrationReceipt receipt) => new() { Receipt = receipt };
}
