using System.Text;

namespace AimSetup.TestSupport.Secrets;

/// <summary>Searches files and texts for secrets, in every form in which software usually writes a text.</summary>
public sealed class SecretScan
{
    private readonly List<(string Name, string Form, byte[] Bytes)> _needles = [];

    /// <summary>Adds a secret to search for.</summary>
    /// <param name="name">What a finding is called; the secret itself is never shown.</param>
    /// <param name="value">The secret.</param>
    public void Add(string name, string value)
    {
        foreach (var (form, text) in SecretForms.Of(value))
        {
            _needles.Add((name, form + ", UTF-8", Encoding.UTF8.GetBytes(text)));
            _needles.Add((name, form + ", UTF-16", Encoding.Unicode.GetBytes(text)));
        }
    }

    /// <summary>Searches files.</summary>
    /// <returns>One line a finding: file, offset, name and form.</returns>
    public IReadOnlyList<string> Search(IEnumerable<string> files)
    {
        List<string> findings = [];
        foreach (var file in files)
        {
            try
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var content = new byte[stream.Length];
                stream.ReadExactly(content);
                findings.AddRange(Search(file, content));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Temporary files go while they are looked for, and nothing is in them then.
            }
        }
        return findings;
    }

    /// <summary>Searches a text.</summary>
    /// <param name="where">What the text is.</param>
    /// <param name="text">The text.</param>
    /// <returns>One line a finding.</returns>
    public IReadOnlyList<string> Search(string where, string text) => [.. Search(where, Encoding.UTF8.GetBytes(text))];

    private IEnumerable<string> Search(string where, byte[] content)
    {
        foreach (var (name, form, bytes) in _needles)
        {
            var at = content.AsSpan().IndexOf(bytes);
            if (at >= 0)
                yield return $"{where}, offset {at}: {name} ({form})";
        }
    }
}
