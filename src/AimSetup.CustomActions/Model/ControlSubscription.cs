namespace AimSetup.CustomActions.Model;

/// <summary>What a control shows of the installer's work (EventMapping table).</summary>
/// <param name="Event">The event.</param>
/// <param name="Attribute">The attribute of the control that the event sets.</param>
public sealed record ControlSubscription(string Event, string Attribute);
