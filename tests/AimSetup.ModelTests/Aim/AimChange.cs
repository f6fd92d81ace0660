namespace AimSetup.ModelTests.Aim;

/// <summary>Something that was done to a registration, and who asked for it.</summary>
/// <param name="What">What was done.</param>
/// <param name="Registration">To which registration.</param>
/// <param name="By">Who asked; null: an administrator.</param>
/// <param name="Action">With which action.</param>
internal sealed record AimChange(AimChangeKind What, AimClient Registration, Machines.Transaction? By, string? Action);
