using System.Text.Json;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Serialization;

namespace AimSetup.Journaling;

/// <summary>The JSON of a journal entry with its secrets; encrypted before it leaves memory.</summary>
internal static class JournalJson
{
    public static JsonForm<JournalEntry> Entry { get; } = new(Write, Read, isStrict: true);

    private static void Write(Utf8JsonWriter writer, JournalEntry entry)
    {
        writer.WriteStartObject();
        writer.Text("Transaction", entry.Transaction);
        writer.Text("Phase", entry.Phase.ToString());
        writer.Text("Kind", entry.Kind.ToString());
        writer.WriteString("Begun", entry.Begun);
        writer.Object("Installer", entry.Installer, Write);
        writer.Object("Endpoints", entry.Endpoints, RegistrationForms.Write);
        writer.Text("Registrar", entry.Registrar);
        writer.Object("Options", entry.Options, RegistrationForms.Write);
        writer.Object("Client", entry.Client, RegistrationForms.Write);
        writer.Text("Mark", entry.Mark);
        writer.Object("Product", entry.Product, RegistrationForms.Write);
        writer.Texts("Adopters", entry.Adopters);
        writer.Object("Trust", entry.Trust, RegistrationForms.Write);
        writer.Number("TimeoutSeconds", entry.TimeoutSeconds);
        writer.Object("Before", entry.Before, RegistrationForms.Write);
        writer.Object("Secrets", entry.Secrets, Write);
        writer.Object("Receipt", entry.Receipt, Write);
        // The members of form 2 (JournalFile.FormOf): written where they say something, so that other entries stay of form 1.
        if (entry.SecretFile is { } file)
            writer.Text("SecretFile", file);
        if (entry.FormerCredentials is { } former)
            writer.Text("FormerCredentials", former);
        writer.WriteEndObject();
    }

    private static JournalEntry Read(JsonMembers members) => new()
    {
        Transaction = members.Text("Transaction"),
        Phase = members.NamedOrNull<JournalPhase>("Phase") ?? JournalPhase.Intended,
        Kind = members.Named<PlanKind>("Kind"),
        Begun = members.Time("Begun"),
        Installer = members.ObjectOrNull("Installer", ReadStamp),
        Endpoints = members.Object("Endpoints", RegistrationForms.ReadEndpoints),
        Registrar = members.Text("Registrar"),
        Options = members.ObjectOrNull("Options", RegistrationForms.ReadOptions) ?? RegistrarOptions.Default,
        Client = members.Object("Client", RegistrationForms.ReadSettings),
        Mark = members.Text("Mark"),
        Product = members.Object("Product", RegistrationForms.ReadProduct),
        Adopters = members.TextsOrNone("Adopters"),
        Trust = members.Object("Trust", RegistrationForms.ReadTrust),
        TimeoutSeconds = members.Number("TimeoutSeconds"),
        Before = members.ObjectOrNull("Before", RegistrationForms.ReadFound),
        Secrets = members.ObjectOrNull("Secrets", ReadSecrets),
        Receipt = members.ObjectOrNull("Receipt", ReadReceipt),
        SecretFile = members.TextOrNull("SecretFile"),
        FormerCredentials = members.TextOrNull("FormerCredentials"),
    };

    private static void Write(Utf8JsonWriter writer, ProcessStamp stamp)
    {
        writer.WriteStartObject();
        writer.Number("Id", stamp.Id);
        writer.WriteNumber("Started", stamp.Started);
        writer.WriteEndObject();
    }

    private static ProcessStamp ReadStamp(JsonMembers members)
    {
        // Entries that were written before had it too.
        _ = members.FlagOrNull("IsRunning");
        return new ProcessStamp(members.Number("Id"), members.LongNumber("Started"));
    }

    private static void Write(Utf8JsonWriter writer, SecretChange change)
    {
        writer.WriteStartObject();
        writer.Secret("Before", change.Before);
        writer.Secret("After", change.After);
        writer.WriteEndObject();
    }

    private static SecretChange ReadSecrets(JsonMembers members) => new()
    {
        Before = members.SecretOrNull("Before"),
        After = members.Secret("After"),
    };

    private static void Write(Utf8JsonWriter writer, RegistrationReceipt receipt)
    {
        writer.WriteStartObject();
        writer.Text("ClientId", receipt.ClientId);
        writer.Secret("AssignedSecret", receipt.AssignedSecret);
        writer.Text("Mark", receipt.Mark);
        // Of form 2.
        if (receipt.IsMarkUnread)
            writer.Flag("MarkUnread", true);
        writer.Uri("ManagementUri", receipt.ManagementUri);
        writer.Secret("ManagementToken", receipt.ManagementToken);
        writer.WriteEndObject();
    }

    private static RegistrationReceipt ReadReceipt(JsonMembers members) => new()
    {
        ClientId = members.Text("ClientId"),
        AssignedSecret = members.SecretOrNull("AssignedSecret"),
        Mark = members.TextOrNull("Mark"),
        IsMarkUnread = members.Flag("MarkUnread"),
        ManagementUri = members.UriOrNull("ManagementUri"),
        ManagementToken = members.SecretOrNull("ManagementToken"),
    };
}
