using AimSetup.Cli.Compound;
using Microsoft.Win32.SafeHandles;

namespace AimSetup.Cli.Injecting;

/// <summary>
/// Compares what was written with the vendor's file, below the level of the database library: no stream that is not a
/// table may have changed, and no text may have been lost in a code page.
/// </summary>
public static class OutputCheck
{
    /// <summary>Puts back the CLSIDs of nested storages (embedded transforms), which not every database library copies.</summary>
    /// <param name="before">The vendor's file.</param>
    /// <param name="output">The file that was written.</param>
    public static void RestoreClassIds(MsiContainer before, string output)
    {
        List<CompoundEntry> wrong;
        var wanted = before.Entries.Where(e => !e.IsStream).ToDictionary(e => e.Path, e => e.ClassId, StringComparer.Ordinal);
        using (var after = CompoundFile.Open(output))
            wrong = [.. after.Entries.Where(e => !e.IsStream && wanted.TryGetValue(e.Path, out var id) && id != e.ClassId)];
        if (wrong.Count == 0)
            return;
        using SafeFileHandle file = File.OpenHandle(output, FileMode.Open, FileAccess.Write);
        foreach (var entry in wrong)
            RandomAccess.Write(file, wanted[entry.Path].ToByteArray(), entry.ClassIdOffset);
    }

    /// <summary>Compares.</summary>
    /// <param name="before">The vendor's file.</param>
    /// <param name="output">The file that was written.</param>
    /// <param name="dropped">The streams that were left out on purpose.</param>
    /// <param name="removed">The texts of the rows that were removed on purpose, and in how many of their fields each stood.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What differs, as the end of a sentence, or null.</returns>
    public static string? Difference(
        MsiContainer before, string output, IReadOnlyCollection<string> dropped, IReadOnlyDictionary<string, int> removed, CancellationToken cancellation)
    {
        using var after = MsiContainer.Open(output, cancellation);
        var written = after.Entries.ToDictionary(e => e.Path, StringComparer.Ordinal);
        foreach (var entry in before.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsExpectedToChange(entry) || dropped.Contains(MsiStreamName.Decode(entry.Path)))
                continue;
            var name = MsiStreamName.Decode(entry.Path);
            if (!written.TryGetValue(entry.Path, out var copy) || copy.IsStream != entry.IsStream || copy.ClassId != entry.ClassId)
                return $"{name} was lost";
            if (entry.IsStream && (copy.Size != entry.Size || !Equal(before.Parts(entry), after.Parts(copy))))
                return $"{name} was changed";
        }
        var texts = after.Strings!.NotAscii.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        if (after.Strings.CodePage != before.Strings!.CodePage)
            return "the code page was changed";
        return before.Strings.NotAsciiWithout(removed).All(t => texts.Contains(Convert.ToHexString(t))) ? null : "a text was changed";
    }

    private static bool IsExpectedToChange(CompoundEntry entry) =>
        entry.Path.Length == 0
        || MsiStreamName.IsOfDatabase(entry)
        || MsiStreamName.Decode(entry.Path) == "Binary." + CustomActions.Model.InstallerModel.BinaryName;

    private static bool Equal(IEnumerable<ReadOnlyMemory<byte>> first, IEnumerable<ReadOnlyMemory<byte>> second)
    {
        // Sector sizes may differ, so the parts need not be equally long.
        using var other = second.GetEnumerator();
        var rest = ReadOnlyMemory<byte>.Empty;
        foreach (var part in first)
        {
            var left = part;
            while (left.Length > 0)
            {
                if (rest.Length == 0)
                {
                    if (!other.MoveNext())
                        return false;
                    rest = other.Current;
                }
                var count = Math.Min(left.Length, rest.Length);
                if (!left.Span[..count].SequenceEqual(rest.Span[..count]))
                    return false;
                left = left[count..];
                rest = rest[count..];
            }
        }
        return rest.Length == 0 && !other.MoveNext();
    }
}
