using System.Text.Json;
using AimSetup.Serialization;
using AimSetup.Transport;

namespace AimSetup.Credentials;

/// <summary>The JSON of stored credentials with the secret; encrypted before it leaves memory.</summary>
internal static class CredentialJson
{
    public static JsonForm<StoredCredentials> Credentials { get; } = new(Write, Read);

    private static void Write(Utf8JsonWriter writer, StoredCredentials credentials)
    {
        writer.WriteStartObject();
        writer.Text("ClientId", credentials.ClientId);
        writer.Secret("ClientSecret", credentials.ClientSecret);
        writer.Secret("NextSecret", credentials.NextSecret);
        writer.Text("Server", credentials.Server);
        writer.Texts("TokenEndpoints", credentials.TokenEndpoints.Select(e => e.OriginalString));
        writer.Object("Trust", credentials.Trust, RegistrationForms.Write);
        writer.Texts("Scopes", credentials.Scopes);
        writer.Number("TokenLifetime", credentials.TokenLifetime);
        writer.Text("Transaction", credentials.Transaction);
        writer.WriteString("Changed", credentials.Changed);
        writer.List("Users", credentials.Users, Write);
        writer.WriteEndObject();
    }

    private static StoredCredentials Read(JsonMembers members) => new()
    {
        ClientId = members.Text("ClientId"),
        ClientSecret = members.Secret("ClientSecret"),
        NextSecret = members.SecretOrNull("NextSecret"),
        Server = members.Text("Server"),
        TokenEndpoints = members.Uris("TokenEndpoints"),
        Trust = members.ObjectOrNull("Trust", RegistrationForms.ReadTrust) ?? TrustSettings.Machine,
        Scopes = members.TextsOrNone("Scopes"),
        TokenLifetime = members.NumberOrNull("TokenLifetime") ?? 0,
        Transaction = members.Text("Transaction"),
        Changed = members.Time("Changed"),
        Users = members.ObjectsOrNull("Users", ReadUser) ?? [],
    };

    private static void Write(Utf8JsonWriter writer, CredentialUser user)
    {
        writer.WriteStartObject();
        writer.Object("Product", user.Product, RegistrationForms.Write);
        writer.Texts("Readers", user.Readers);
        writer.Flag("IsNamedByUser", user.IsNamedByUser);
        writer.WriteEndObject();
    }

    private static CredentialUser ReadUser(JsonMembers members) =>
        new(members.Object("Product", RegistrationForms.ReadProduct), members.Texts("Readers")) { IsNamedByUser = members.Flag("IsNamedByUser") };
}
