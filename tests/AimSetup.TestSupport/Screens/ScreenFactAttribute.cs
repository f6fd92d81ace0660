using AimSetup.TestSupport.Machines;
using Xunit;

namespace AimSetup.TestSupport.Screens;

/// <summary>A test that drives the dialogs of a package by keyboard; skipped, with the reason, where that cannot be.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScreenFactAttribute : FactAttribute
{
    /// <summary>Looks whether it can run.</summary>
    public ScreenFactAttribute() => Skip = Screen.Missing ?? Requirement.Missing
        ?? (File.Exists(Artifacts.TreatedPage) ? null : $"{Path.GetFileName(Artifacts.TreatedPage)} is missing: run the target build first.");
}
