using System.Diagnostics;
using System.Globalization;

namespace AimSetup.TestSupport.Screens;

/// <summary>A screen of its own with a keyboard: an X server without hardware. Its pointer stays in the middle, where dialogs are.</summary>
public sealed class Screen : IDisposable
{
    // Far longer than any dialog takes: it ends a wait that would never end, it measures nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // A window that has been made and not been painted yet has one colour.
    private const int ColoursOfNothing = 8;
    private const int PeriodMilliseconds = 20;
    private const int LooksBeforeAnotherPress = 200;

    private static readonly string[] Programs = ["/usr/bin/Xvfb", "/usr/bin/xdotool", "/usr/bin/import"];

    private readonly Process _server;

    private Screen(Process server, string display)
    {
        _server = server;
        Display = display;
    }

    /// <summary>Why there can be none here; null: there can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() ? "A screen of its own needs an X server without hardware (Linux)."
        : Programs.FirstOrDefault(p => !File.Exists(p)) is { } program ? $"{program} is missing (apt-get install xvfb xdotool imagemagick)."
        : null;

    /// <summary>The value of DISPLAY for programs.</summary>
    public string Display { get; }

    /// <summary>Starts a screen.</summary>
    public static async Task<Screen> StartAsync()
    {
        // The server chooses a free number and says it; nobody from outside this machine can connect. No key repeats itself: a busy
        // machine lets go of it late, and the next dialog would get it.
        var server = Process.Start(new ProcessStartInfo(Programs[0], ["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp", "-r"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _ = server.StandardError.ReadToEndAsync();
        var number = await server.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return new Screen(server, ":" + (number ?? throw new InvalidOperationException("The X server ended at once.")));
    }

    /// <summary>Waits until a window is shown and painted.</summary>
    /// <param name="title">A regular expression for its title.</param>
    /// <returns>Its number.</returns>
    public Task<string> WindowAsync(string title) => WindowAsync(title, () => Task.CompletedTask);

    /// <summary>
    /// Presses a key and waits until the window that it opens is shown and painted. A key that was lost is pressed once more, late:
    /// what the first one began must have ended by then, or it would begin twice.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="title">A regular expression for the window's title.</param>
    /// <returns>Its number.</returns>
    public async Task<string> OpenAsync(string key, string title)
    {
        await PressAsync(key);
        using var half = new CancellationTokenSource(Patience / 2);
        var isRepeated = false;
        return await WindowAsync(title, async () =>
        {
            if (half.IsCancellationRequested && !isRepeated)
            {
                isRepeated = true;
                await PressAsync(key);
            }
        });
    }

    /// <summary>Waits until some window is shown.</summary>
    /// <param name="time">How long at most.</param>
    /// <param name="isOver">Whether none will come any more.</param>
    /// <returns>Whether one is shown, or none will come.</returns>
    public async Task<bool> IsInUseAsync(TimeSpan time, Func<bool> isOver)
    {
        using var limit = new CancellationTokenSource(time);
        while (!limit.IsCancellationRequested)
        {
            if (isOver() || (await FindAsync(".")).Length > 0)
                return true;
            await Task.Delay(PeriodMilliseconds);
        }
        return false;
    }

    /// <summary>Presses a key until a window is gone. A key that comes while the focus moves from one window to another can be lost.</summary>
    /// <param name="title">A regular expression for its title.</param>
    /// <param name="key">The key that closes it.</param>
    public Task DismissAsync(string title, string key)
    {
        var looks = 0;
        return UntilAsync($"no window with the title {title}", async () =>
        {
            if (looks++ % LooksBeforeAnotherPress == 0)
                await PressAsync(key);
            return (await FindAsync(title)).Length == 0;
        });
    }

    /// <summary>Types a text. It goes through standard input: no command line shows it.</summary>
    public Task TypeAsync(string text) => RunAsync("/usr/bin/xdotool", ["type", "--file", "-"], text);

    /// <summary>Presses keys, for example <c>alt+n</c>.</summary>
    public Task PressAsync(params string[] keys) => RunAsync("/usr/bin/xdotool", ["key", .. keys]);

    /// <summary>Takes a picture of a window.</summary>
    /// <param name="window">Its number.</param>
    /// <param name="file">The PNG file to write.</param>
    public Task PictureAsync(string window, string file) => RunAsync("/usr/bin/import", ["-silent", "-window", window, "-strip", "-colors", "64", file]);

    /// <summary>Waits for a condition.</summary>
    /// <param name="what">What is waited for.</param>
    /// <param name="condition">The condition.</param>
    public async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"There was {what} expected; the screen shows: {string.Join(", ", await TitlesAsync())}.");
            await Task.Delay(PeriodMilliseconds);
        }
    }

    /// <summary>Ends it, and with it the windows.</summary>
    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }

    private async Task<string> WindowAsync(string title, Func<Task> beforeALook)
    {
        string? window = null;
        await UntilAsync($"a window with the title {title}", async () =>
        {
            await beforeALook();
            window = (await FindAsync(title)).FirstOrDefault();
            return window is not null
                && int.TryParse(await RunAsync("/usr/bin/import", ["-silent", "-window", window, "-format", "%k", "info:"]), CultureInfo.InvariantCulture, out var colours)
                && colours > ColoursOfNothing;
        });
        return window!;
    }

    private async Task<string[]> FindAsync(string title) => Lines(await RunAsync("/usr/bin/xdotool", ["search", "--onlyvisible", "--name", title]));

    private async Task<IReadOnlyList<string>> TitlesAsync()
    {
        List<string> titles = [];
        foreach (var window in await FindAsync("."))
            titles.Add((await RunAsync("/usr/bin/xdotool", ["getwindowname", window])).Trim());
        return titles;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DISPLAY"] = Display;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await errors;
        await process.WaitForExitAsync().WaitAsync(Patience);

        // Neither program's failure says anything: a window can be gone between two of them.
        return output;
    }
}
