namespace AimSetup.Build;

/// <summary>The target demo.</summary>
internal sealed class Demo(Repository repository)
{
    public int Run() =>
        Tool.Run("dotnet", ["run", "--project", "tests/AimSetup.Demo", "-c", "Release", "--no-build"], repository.Root);
}
