using AimSetup.Cli.Compound;
using AimSetup.Cli.Msi;
using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests;

public sealed class PackageStructureTests
{
    private const string Nested = "VendorTransform";

    [MsiToolsFact]
    public void Inject_KeepsEmbeddedTransforms_WhenTheVendorHasThem()
    {
        using var place = new Workplace();
        var transform = Path.Combine(place.Folder, "transform.mst");
        File.Copy(place.Vendor, transform);
        using (var database = Edit(place))
        {
            database.Execute("INSERT INTO `_Storages` (`Name`, `Data`) VALUES (?, ?)", Nested, MsiValue.FromFile(transform));
            database.Commit();
        }
        MarkAsTransform(place.Vendor);

        place.AssertDone(place.Inject());

        using var before = MsiContainer.Open(place.Vendor, CancellationToken.None);
        using var after = MsiContainer.Open(place.Output, CancellationToken.None);
        var nested = before.Entries.Where(e => e.Path.StartsWith(Nested, StringComparison.Ordinal)).Select(Shape).Order(StringComparer.Ordinal).ToList();
        Assert.True(nested.Count > 10);
        Assert.Contains($"{Nested} {MsiKind.Transform} 0", nested);
        Assert.Equal(nested, after.Entries.Where(e => e.Path.StartsWith(Nested, StringComparison.Ordinal)).Select(Shape).Order(StringComparer.Ordinal));
    }

    [MsiToolsFact]
    public void Inject_KeepsStoragesInStorages_WhenTheVendorHasThem()
    {
        using var place = new Workplace();
        foreach (var name in (string[])["Inner", "Outer"])
        {
            var nested = Path.Combine(place.Folder, name);
            File.Copy(place.Vendor, nested);
            using var database = Edit(place);
            database.Execute("INSERT INTO `_Storages` (`Name`, `Data`) VALUES (?, ?)", name, MsiValue.FromFile(nested));
            database.Commit();
        }

        place.AssertDone(place.Inject());

        using var before = MsiContainer.Open(place.Vendor, CancellationToken.None);
        using var after = MsiContainer.Open(place.Output, CancellationToken.None);
        var nestedEntries = before.Entries.Where(e => e.Storage.Length > 0).Select(Shape).Order(StringComparer.Ordinal).ToList();
        Assert.Contains(nestedEntries, e => e.StartsWith("Outer/Inner/", StringComparison.Ordinal));
        Assert.Equal(nestedEntries, after.Entries.Where(e => e.Storage.Length > 0).Select(Shape).Order(StringComparer.Ordinal));
    }

    [MsiToolsFact]
    public void Inject_RemovesTheSignatureAndWarns_WhenTheVendorSigned()
    {
        using var place = new Workplace();
        var signature = Path.Combine(place.Folder, "signature");
        File.WriteAllBytes(signature, [0x30, 0x82, 1, 2, 3]);
        using (var database = Edit(place))
        {
            database.Execute("INSERT INTO `_Streams` (`Name`, `Data`) VALUES (?, ?)", "\u0005DigitalSignature", MsiValue.FromFile(signature));
            database.Commit();
        }
        Assert.Contains("\u0005DigitalSignature", Names(place.Vendor));

        var run = place.Inject();

        place.AssertDone(run);
        Assert.Contains("warning: the package was signed", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0005DigitalSignature", Names(place.Output));
    }

    [MsiToolsFact]
    public void Open_FindsEveryStream_WhenTheMsiIsSound()
    {
        using var place = new Workplace();
        using var container = MsiContainer.Open(place.Vendor, CancellationToken.None);

        Assert.Equal(MsiKind.Database, container.ClassId);
        Assert.True(container.Has("files.cab"));
        var cabinet = container.Entries.Single(e => MsiStreamName.Decode(e.Path) == "files.cab");
        Assert.Equal(MsiTools.Extract(place.Vendor, "files.cab"), container.Parts(cabinet).SelectMany(p => p.ToArray()));
    }

    [MsiToolsFact]
    public void Open_ThrowsNothingElse_WhenTheFileIsDamaged()
    {
        using var place = new Workplace();
        var whole = File.ReadAllBytes(place.Vendor);
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var i = 0; i <= round % 10; i++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(place.Vendor, damaged);
            try
            {
                MsiContainer.Open(place.Vendor, CancellationToken.None).Dispose();
            }
            catch (CompoundFileException)
            {
                // the one way to say it
            }
        }
    }

    [Fact]
    public void RoundTrips_IsFalse_WhenTheCodePageCannotHoldTheText()
    {
        Assert.True(Pool(1252, [0xFC]).RoundTrips());
        Assert.True(Pool(65001, [0xC3, 0xBC]).RoundTrips());
        Assert.False(Pool(65001, [0xFC]).RoundTrips());
        Assert.False(Pool(12345, [0xFC]).RoundTrips());
        Assert.True(Pool(12345, [0x41]).RoundTrips());
    }

    [Fact]
    public void NotAsciiWithout_HasWhatOtherRowsHaveToo()
    {
        var pool = Pool(1252, [0xFC], references: 2);
        Assert.Single(pool.NotAsciiWithout(new Dictionary<string, int>()));
        Assert.Single(pool.NotAsciiWithout(new Dictionary<string, int> { ["\u00e4"] = 2 }));
        Assert.Single(pool.NotAsciiWithout(new Dictionary<string, int> { ["\u00fc"] = 1 }));
        Assert.Empty(pool.NotAsciiWithout(new Dictionary<string, int> { ["\u00fc"] = 2 }));
    }

    private static MsiStringPool Pool(int codePage, byte[] text, byte references = 1) =>
        new([.. BitConverter.GetBytes(codePage), (byte)text.Length, 0, references, 0], text);

    private static LibMsiDatabase Edit(Workplace place)
    {
        var original = Path.Combine(place.Folder, "original.msi");
        File.Move(place.Vendor, original, overwrite: true);
        return new LibMsiDatabase(original, place.Vendor);
    }

    private static void MarkAsTransform(string msi)
    {
        long at;
        using (var container = MsiContainer.Open(msi, CancellationToken.None))
            at = container.Entries.Single(e => e.Path == Nested).ClassIdOffset;
        using var file = File.OpenHandle(msi, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, MsiKind.Transform.ToByteArray(), at);
    }

    private static string Shape(CompoundEntry entry) => $"{entry.Path} {entry.ClassId} {entry.Size}";

    private static List<string> Names(string msi)
    {
        using var container = MsiContainer.Open(msi, CancellationToken.None);
        return [.. container.Entries.Select(e => MsiStreamName.Decode(e.Path))];
    }
}
