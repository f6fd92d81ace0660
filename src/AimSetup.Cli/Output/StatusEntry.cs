namespace AimSetup.Cli.Output;

/// <summary>An entry of the journal, without anything secret.</summary>
public sealed class StatusEntry
{
    /// <summary>The transaction.</summary>
    public string Transaction { get; set; } = "";

    /// <summary><c>committed</c>: a registration that this machine made. <c>intended</c>, <c>applied</c>, <c>verified</c>: a run that did not come to its end, and was not taken back; <c>rollingback</c>: taking it back was begun.</summary>
    public string Phase { get; set; } = "";

    /// <summary><c>create</c>, <c>update</c> or <c>rotate</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The client identifier; null: it was left to the server, which has not answered.</summary>
    public string? Client { get; set; }

    /// <summary>The server.</summary>
    public string Server { get; set; } = "";

    /// <summary>The registrar that made it.</summary>
    public string Registrar { get; set; } = "";

    /// <summary>The product whose installation made it.</summary>
    public string Product { get; set; } = "";

    /// <summary>Its product code.</summary>
    public string ProductCode { get; set; } = "";

    /// <summary>Product codes of other products on this machine that use it.</summary>
    public IReadOnlyList<string> Adopters { get; set; } = [];

    /// <summary>When it was begun.</summary>
    public DateTimeOffset Begun { get; set; }
}
