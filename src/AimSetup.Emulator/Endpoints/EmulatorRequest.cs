namespace AimSetup.Emulator.Endpoints;

/// <summary>A request, and what it turned out to be.</summary>
internal sealed class EmulatorRequest(HttpContext context, EmulatorOperation operation, string? clientId)
{
    public HttpContext Context => context;

    public EmulatorOperation Operation { get; private set; } = operation;

    /// <summary>The client identifier in the path or in the body.</summary>
    public string? ClientId { get; set; } = clientId;

    /// <summary>The form of a token request; null when the body is no form.</summary>
    public IFormCollection? Form { get; private set; }

    public string? GrantType => Form?["grant_type"] is [{ } grantType] ? grantType : null;

    /// <summary>Reads the body of a token request, since what is asked stands there.</summary>
    public async Task ReadFormAsync()
    {
        var mediaType = context.Request.ContentType?.Split(';')[0].Trim();
        if (!string.Equals(mediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return;
        try
        {
            Form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return;
        }

        if (GrantType == "password")
            Operation = EmulatorOperation.Password;
    }
}
