using AimSetup.Serialization;

namespace AimSetup.Journaling;

/// <summary>The form in which a file was written; all forms have this member.</summary>
internal sealed class JournalForm
{
    public static JsonForm<JournalForm> Json { get; } = JsonForm<JournalForm>.ToRead(static members => new JournalForm { Version = members.NumberOrNull("version") ?? 0 });

    public int Version { get; init; }
}

/// <summary>The journal file on disk: what it is about in the clear, the entry itself protected.</summary>
internal sealed class JournalFile
{
    /// <summary>The newest form that this version reads.</summary>
    public const int CurrentVersion = 2;

    private const int FirstVersion = 1;

    public static JsonForm<JournalFile> Json { get; } = new(
        static (writer, file) =>
        {
            writer.WriteStartObject();
            writer.Number("version", file.Version);
            writer.Text("transaction", file.Transaction);
            writer.Text("phase", file.Phase);
            writer.Text("server", file.Server);
            writer.Text("client", file.Client);
            writer.Text("product", file.Product);
            writer.Text("entry", file.Entry);
            writer.WriteEndObject();
        },
        static members => new JournalFile
        {
            Version = members.NumberOrNull("version") ?? 0,
            Transaction = members.TextOrNull("transaction") ?? "",
            Phase = members.TextOrNull("phase") ?? "",
            Server = members.TextOrNull("server") ?? "",
            Client = members.TextOrNull("client") ?? "",
            Product = members.TextOrNull("product") ?? "",
            Entry = members.TextOrNull("entry") ?? "",
        },
        isStrict: true,
        isIndented: true);

    /// <summary>Whether this version reads a form.</summary>
    public static bool IsKnown(int form) => form is >= FirstVersion and <= CurrentVersion;

    /// <summary>The form of an entry: the oldest that has its members, so that older versions of AimSetup on this machine can use it.</summary>
    public static int FormOf(JournalEntry entry) =>
        entry is { SecretFile: null, FormerCredentials: null, Receipt: null or { IsMarkUnread: false } } ? FirstVersion : CurrentVersion;

    public int Version { get; init; }

    public string Transaction { get; init; } = "";

    public string Phase { get; init; } = "";

    public string Server { get; init; } = "";

    public string Client { get; init; } = "";

    public string Product { get; init; } = "";

    public string Entry { get; init; } = "";
}
