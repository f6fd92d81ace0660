using System.Diagnostics;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>The end of processes that others started.</summary>
internal static class ProcessEnd
{
    // Far longer than it takes: it ends a wait that would never end.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits until one has ended.</summary>
    /// <param name="id">Its number.</param>
    public static void Await(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            Assert.True(SpinWait.SpinUntil(() => process.WaitForExit(1) || IsZombie(id), Patience), $"Process {id} still runs.");
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }

    // It has ended, and nobody asked how: in a container whose first program does not, it stays for ever.
    private static bool IsZombie(int id)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{id}/stat") is var text && text[text.LastIndexOf(')') + 2] == 'Z';
        }
        catch (IOException)
        {
            // It is gone meanwhile.
            return false;
        }
    }
}
