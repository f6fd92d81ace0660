namespace AimSetup.ModelTests.Aim;

/// <summary>A client as AIM has it. Another registration of the same client ID later is another object.</summary>
internal sealed class AimClient
{
    public required string ClientId { get; init; }

    public required string Secret { get; set; }

    /// <summary>Who made it: the mark that came with the request, or null for an administrator.</summary>
    public required string? CreatedBy { get; init; }

    /// <summary>The mark as it is now.</summary>
    public string? Mark { get; set; }

    public required int Lifetime { get; set; }

    public required string Scopes { get; set; }

    public bool Enabled { get; set; } = true;

    public string? ManagementToken { get; init; }

    public override string ToString() => $"{ClientId} of {CreatedBy ?? "an administrator"}{(Enabled ? "" : ", disabled")}";
}
