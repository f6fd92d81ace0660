using AimSetup.Serialization;

namespace AimSetup.Credentials;

/// <summary>The file on disk: what it is about in the clear, for administrators; all that is used is in the protected part.</summary>
internal sealed class CredentialFile
{
    public const int CurrentVersion = 1;

    public static JsonForm<CredentialFile> Json { get; } = new(
        static (writer, file) =>
        {
            writer.WriteStartObject();
            writer.Number("version", file.Version);
            writer.Text("client", file.Client);
            writer.Text("server", file.Server);
            writer.WriteString("changed", file.Changed);
            writer.Texts("products", file.Products);
            writer.Text("credentials", file.Credentials);
            writer.WriteEndObject();
        },
        static members => new CredentialFile
        {
            Version = members.NumberOrNull("version") ?? 0,
            Client = members.TextOrNull("client") ?? "",
            Server = members.TextOrNull("server") ?? "",
            Changed = members.TimeOrNull("changed") ?? default,
            Products = members.TextsOrNone("products"),
            Credentials = members.TextOrNull("credentials") ?? "",
        },
        isIndented: true);

    public int Version { get; init; }

    public string Client { get; init; } = "";

    public string Server { get; init; } = "";

    public DateTimeOffset Changed { get; init; }

    public IReadOnlyList<string> Products { get; init; } = [];

    public string Credentials { get; init; } = "";
}
