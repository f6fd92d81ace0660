using System.Text.Json;
using AimSetup.CustomActions.Settings;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Serialization;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Payloads;

/// <summary>The JSON of a payload with its secrets; encrypted before it leaves memory.</summary>
internal static class PayloadJson
{
    public static JsonForm<ActionPayload> Payload { get; } = new(Write, Read);

    private static void Write(Utf8JsonWriter writer, ActionPayload payload)
    {
        writer.WriteStartObject();
        writer.Text("Transaction", payload.Transaction);
        writer.Text("Task", payload.Task.ToString());
        writer.Object("Product", payload.Product, RegistrationForms.Write);
        writer.Number("TimeoutSeconds", payload.TimeoutSeconds);
        writer.Number("RemainingMilliseconds", payload.RemainingMilliseconds);
        writer.Object("Trust", payload.Trust, RegistrationForms.Write);
        writer.Object("Credentials", payload.Credentials, Write);
        writer.Text("AccountServer", payload.AccountServer);
        writer.Object("Endpoints", payload.Endpoints, RegistrationForms.Write);
        writer.Object("Client", payload.Client, RegistrationForms.Write);
        writer.Secret("ClientSecret", payload.ClientSecret);
        writer.Flag("IsSecretNew", payload.IsSecretNew);
        writer.Text("Existing", payload.Existing.ToString());
        writer.Text("Registrar", payload.Registrar);
        writer.Object("Options", payload.Options, RegistrationForms.Write);
        writer.Text("GivenRemoting", payload.Given.Remoting);
        writer.Text("GivenRestartService", payload.Given.RestartService);
        writer.Text("ProductVersion", payload.ProductVersion);
        writer.Flag("Store", payload.Store);
        writer.Texts("Readers", payload.Readers);
        writer.Flag("AreReadersOfPackage", payload.AreReadersOfPackage);
        writer.Flag("IsAdministrator", payload.IsAdministrator);
        writer.Text("Former", payload.Former);
        writer.Texts("Installed", payload.Installed);
        writer.Text("MesAddress", payload.MesAddress);
        writer.Flag("WasUnfinished", payload.WasUnfinished);
        writer.Flag("MayBeUnfinished", payload.MayBeUnfinished);
        writer.Object("Before", payload.Before, RegistrationForms.Write);
        writer.WriteEndObject();
    }

    private static ActionPayload Read(JsonMembers members) => new()
    {
        Transaction = members.Text("Transaction"),
        Task = members.Named<PayloadTask>("Task"),
        Product = members.Object("Product", RegistrationForms.ReadProduct),
        TimeoutSeconds = members.Number("TimeoutSeconds"),
        RemainingMilliseconds = members.NumberOrNull("RemainingMilliseconds") ?? 0,
        Trust = members.ObjectOrNull("Trust", RegistrationForms.ReadTrust) ?? TrustSettings.Machine,
        Credentials = members.ObjectOrNull("Credentials", ReadCredentials),
        AccountServer = members.TextOrNull("AccountServer"),
        Endpoints = members.ObjectOrNull("Endpoints", RegistrationForms.ReadEndpoints),
        Client = members.ObjectOrNull("Client", RegistrationForms.ReadSettings),
        ClientSecret = members.SecretOrNull("ClientSecret"),
        IsSecretNew = members.Flag("IsSecretNew"),
        Existing = members.NamedOrNull<ExistingClientPolicy>("Existing") ?? ExistingClientPolicy.Adopt,
        Registrar = members.TextOrNull("Registrar"),
        Options = members.ObjectOrNull("Options", RegistrationForms.ReadOptions) ?? RegistrarOptions.Default,
        Given = new GivenOptions(members.TextOrNull("GivenRemoting"), members.TextOrNull("GivenRestartService")),
        ProductVersion = members.TextOrNull("ProductVersion") ?? "",
        Store = members.Flag("Store"),
        Readers = members.TextsOrNull("Readers"),
        AreReadersOfPackage = members.Flag("AreReadersOfPackage"),
        IsAdministrator = members.Flag("IsAdministrator"),
        Former = members.TextOrNull("Former"),
        Installed = members.TextsOrNone("Installed"),
        MesAddress = members.TextOrNull("MesAddress"),
        WasUnfinished = members.Flag("WasUnfinished"),
        MayBeUnfinished = members.Flag("MayBeUnfinished"),
        Before = members.ObjectOrNull("Before", RegistrationForms.ReadFound),
    };

    private static void Write(Utf8JsonWriter writer, RegistrarCredentials credentials)
    {
        writer.WriteStartObject();
        writer.Text("UserName", credentials.UserName);
        writer.Secret("Password", credentials.Password);
        writer.Secret("InitialAccessToken", credentials.InitialAccessToken);
        writer.Secret("AccessToken", credentials.AccessToken);
        writer.WriteEndObject();
    }

    private static RegistrarCredentials ReadCredentials(JsonMembers members) => new()
    {
        UserName = members.TextOrNull("UserName"),
        Password = members.SecretOrNull("Password"),
        InitialAccessToken = members.SecretOrNull("InitialAccessToken"),
        AccessToken = members.SecretOrNull("AccessToken"),
    };
}
