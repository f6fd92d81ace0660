namespace AimSetup.PowerShellStandIn;

/// <summary>What the product's script answers.</summary>
internal sealed class Answer
{
    public bool Ok { get; set; }

    public string? Machine { get; set; }

    public Can? Can { get; set; }

    public Client? Client { get; set; }

    public string? Done { get; set; }

    public bool? Marked { get; set; }

    public string? Restarted { get; set; }

    public bool? Uncertain { get; set; }

    public string? Kind { get; set; }

    public string? What { get; set; }

    public string? Id { get; set; }

    public string? Message { get; set; }
}
