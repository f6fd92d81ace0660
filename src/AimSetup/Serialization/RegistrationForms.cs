using System.Text.Json;
using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Transport;

namespace AimSetup.Serialization;

/// <summary>The JSON of what more than one file or message of this library has in it.</summary>
internal static class RegistrationForms
{
    public static void Write(Utf8JsonWriter writer, AimEndpoints value)
    {
        writer.WriteStartObject();
        writer.Text("Server", value.Server);
        writer.Uri("TokenEndpoint", value.TokenEndpoint);
        writer.Uri("AdministratorTokenEndpoint", value.AdministratorTokenEndpoint);
        writer.Uri("RegistrationEndpoint", value.RegistrationEndpoint);
        writer.WriteEndObject();
    }

    public static AimEndpoints ReadEndpoints(JsonMembers members) => new()
    {
        Server = members.Text("Server"),
        TokenEndpoint = members.Uri("TokenEndpoint"),
        AdministratorTokenEndpoint = members.Uri("AdministratorTokenEndpoint"),
        RegistrationEndpoint = members.UriOrNull("RegistrationEndpoint"),
    };

    public static void Write(Utf8JsonWriter writer, ClientSettings value)
    {
        writer.WriteStartObject();
        writer.Text("ClientId", value.ClientId);
        writer.Number("TokenLifetime", value.TokenLifetime);
        writer.Texts("Scopes", value.Scopes);
        writer.WriteEndObject();
    }

    public static ClientSettings ReadSettings(JsonMembers members) => new()
    {
        ClientId = members.TextOrNull("ClientId"),
        TokenLifetime = members.Number("TokenLifetime"),
        Scopes = members.Texts("Scopes"),
    };

    public static void Write(Utf8JsonWriter writer, FoundClient value)
    {
        writer.WriteStartObject();
        writer.Object("Settings", value.Settings, Write);
        writer.Text("Mark", value.Mark);
        writer.Text("NotRestorableBecause", value.NotRestorableBecause);
        writer.Text("State", value.State);
        writer.WriteEndObject();
    }

    public static FoundClient ReadFound(JsonMembers members) => new()
    {
        Settings = members.Object("Settings", ReadSettings),
        Mark = members.TextOrNull("Mark"),
        NotRestorableBecause = members.TextOrNull("NotRestorableBecause"),
        State = members.Text("State"),
    };

    public static void Write(Utf8JsonWriter writer, RegistrarOptions value)
    {
        writer.WriteStartObject();
        writer.Text("Remoting", value.Remoting.ToString());
        writer.Flag("RestartService", value.RestartService);
        writer.Text("ScriptPath", value.ScriptPath);
        writer.WriteEndObject();
    }

    public static RegistrarOptions ReadOptions(JsonMembers members) => new()
    {
        Remoting = members.NamedOrNull<RemotingMode>("Remoting") ?? RemotingMode.Https,
        RestartService = members.Flag("RestartService"),
        ScriptPath = members.TextOrNull("ScriptPath"),
    };

    public static void Write(Utf8JsonWriter writer, ProductIdentity value)
    {
        writer.WriteStartObject();
        writer.Text("ProductCode", value.ProductCode);
        writer.Text("UpgradeCode", value.UpgradeCode);
        writer.Text("Name", value.Name);
        writer.WriteEndObject();
    }

    public static ProductIdentity ReadProduct(JsonMembers members) =>
        new(members.Text("ProductCode"), members.Text("UpgradeCode"), members.Text("Name"));

    public static void Write(Utf8JsonWriter writer, TrustSettings value)
    {
        writer.WriteStartObject();
        writer.List("Certificates", value.Certificates, static (w, v) => w.WriteBase64StringValue(v));
        writer.Text("Thumbprint", value.Thumbprint);
        writer.Flag("IsThumbprintOptional", value.IsThumbprintOptional);
        writer.WriteEndObject();
    }

    public static TrustSettings ReadTrust(JsonMembers members) => new()
    {
        Certificates = members.BytesOrNull("Certificates") ?? [],
        Thumbprint = members.TextOrNull("Thumbprint"),
        IsThumbprintOptional = members.Flag("IsThumbprintOptional"),
    };
}
