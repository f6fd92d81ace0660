using AimSetup.Serialization;

namespace AimSetup.HandOver;

/// <summary>The JSON of a record with its secrets; encrypted before it leaves memory.</summary>
internal static class HandOverJson
{
    public static JsonForm<HandOverRecord> Record { get; } = new(
        static (writer, record) =>
        {
            writer.WriteStartObject();
            writer.Number("Version", record.Version);
            writer.Text("Transaction", record.Transaction);
            writer.WriteString("Begun", record.Begun);
            writer.Text("ProductCode", record.ProductCode);
            writer.Text("ClientId", record.ClientId);
            writer.Flag("StoresNothing", record.StoresNothing);
            writer.Flag("IsRollingBack", record.IsRollingBack);
            writer.Text("FormerFile", record.FormerFile);
            writer.TextsByName("FormerMarker", record.FormerMarker);
            writer.Flag("HadEventSource", record.HadEventSource);
            writer.WriteEndObject();
        },
        static members => new HandOverRecord
        {
            Version = members.Number("Version"),
            Transaction = members.Text("Transaction"),
            Begun = members.Time("Begun"),
            ProductCode = members.Text("ProductCode"),
            ClientId = members.TextOrNull("ClientId"),
            StoresNothing = members.Flag("StoresNothing"),
            IsRollingBack = members.Flag("IsRollingBack"),
            FormerFile = members.TextOrNull("FormerFile"),
            FormerMarker = members.TextsByNameOrNull("FormerMarker"),
            HadEventSource = members.Flag("HadEventSource"),
        });
}
