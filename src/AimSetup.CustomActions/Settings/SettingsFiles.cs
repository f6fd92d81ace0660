using System.Text;

namespace AimSetup.CustomActions.Settings;

/// <summary>Reads the files that properties name, with the rights of whoever runs the install. Their content never shows in a problem.</summary>
internal static class SettingsFiles
{
    private const int MaximumLength = 64 * 1024;

    /// <summary>Reads a file whole.</summary>
    /// <returns>What is wrong, to be put behind the file's name; null: nothing.</returns>
    public static string? ReadBytes(string path, out byte[] content)
    {
        content = [];
        try
        {
            if (!IsFullPath(path))
                return "is no full path";
            if (Path.DirectorySeparatorChar == '\\' && WindowsPath.IsNoFile(path))
                return "names a device, a pipe or a part of a file, and no file";
            var file = new FileInfo(path);
            if (!file.Exists)
                return Directory.Exists(path) ? "is a folder" : "does not exist or cannot be seen by this user";
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!stream.CanSeek)
                return "is no file";

            // Not by its length: some files have none and never end, others grow meanwhile.
            var buffer = new byte[MaximumLength + 1];
            var length = 0;
            for (int read; length < buffer.Length && (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
                length += read;
            if (length > MaximumLength)
                return $"is longer than {MaximumLength} bytes";
            content = buffer.AsSpan(0, length).ToArray();
            Array.Clear(buffer, 0, buffer.Length);
            return length == 0 ? "is empty" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException or ArgumentException)
        {
            return $"cannot be read ({e.GetType().Name})";
        }
    }

    /// <summary>Reads one line of text: UTF-8, or UTF-16 with a byte order mark as Windows PowerShell writes it; the last line break is not part of it.</summary>
    /// <returns>What is wrong, to be put behind the file's name; null: nothing.</returns>
    public static string? ReadText(string path, out string text)
    {
        text = "";
        if (ReadBytes(path, out var content) is { } problem)
            return problem;
        try
        {
            text = Decode(content);
        }
        catch (DecoderFallbackException)
        {
            return "is no UTF-8 text";
        }
        if (text is [.., '\n'])
            text = text.Substring(0, text.Length - (text is [.., '\r', '\n'] ? 2 : 1));
        return text.Length == 0 ? "has no text in it" : null;
    }

    /// <summary>Whether a path depends on no current folder.</summary>
    public static bool IsFullPath(string path) =>
        Path.IsPathRooted(path) && Path.GetPathRoot(path) is { Length: > 0 } root
        && (Path.DirectorySeparatorChar == '/' || root.Length >= 3) && path.IndexOfAny(Path.GetInvalidPathChars()) < 0;

    /// <summary>Reads text as <see cref="ReadText"/> does.</summary>
    /// <exception cref="DecoderFallbackException">It is no such text.</exception>
    public static string Decode(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..])
            return new UnicodeEncoding(false, false, true).GetString(content, 2, content.Length - 2);
        if (content is [0xFE, 0xFF, ..])
            return new UnicodeEncoding(true, false, true).GetString(content, 2, content.Length - 2);
        var start = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        return new UTF8Encoding(false, true).GetString(content, start, content.Length - start);
    }
}
