namespace AimSetup.CustomActions.Model;

/// <summary>When a control is hidden, disabled and so on (ControlCondition table).</summary>
/// <param name="Action">Default, Disable, Enable, Hide or Show.</param>
/// <param name="Condition">When.</param>
public sealed record ControlCondition(string Action, string Condition);
