using AimSetup.Cli.ActionsDll;
using AimSetup.Cli.Compound;
using AimSetup.Cli.Tests.Support;
using AimSetup.CustomActions.Model;
using AimSetup.TestSupport.Fuzzing;

namespace AimSetup.Cli.Tests.Fuzzing;

/// <summary>An MSI can be damaged on purpose: every number in it is a place, a length or a link.</summary>
public sealed class PackageTests
{
    private static readonly ExitCode[] Allowed =
        [ExitCode.Done, ExitCode.InputUnusable, ExitCode.AlreadyTreated, ExitCode.NotInjectable];

    [MsiToolsFact]
    public void Open_TakesOrRefuses_WhateverNumbersAreInTheFile()
    {
        using var place = new Workplace();
        var whole = File.ReadAllBytes(place.Vendor);
        var places = Places(place.Vendor, whole);
        Fuzz.Check(1500, random =>
        {
            File.WriteAllBytes(place.Vendor, Mutation.Numbers(random, whole, places));
            AssertTakenOrRefused(place.Vendor, whole.Length);
        });
    }

    [MsiToolsFact]
    public void Open_TakesOrRefuses_WhenPiecesAreCutOutOrPutIn()
    {
        using var place = new Workplace();
        var whole = File.ReadAllBytes(place.Vendor);
        Fuzz.Check(300, random =>
        {
            File.WriteAllBytes(place.Vendor, Mutation.Bytes(random, whole));
            AssertTakenOrRefused(place.Vendor, whole.Length);
        });
    }

    [MsiToolsFact]
    public void Inject_EndsWithACodeOfItsOwn_WhateverNumbersAreInTheFile()
    {
        using var place = new Workplace();
        var whole = File.ReadAllBytes(place.Vendor);
        var places = Places(place.Vendor, whole);
        Fuzz.Check(12, random =>
        {
            File.WriteAllBytes(place.Vendor, Mutation.Numbers(random, whole, places));
            var run = place.Inject("--overwrite");
            Assert.True(Allowed.Contains((ExitCode)run.ExitCode), $"exit code {run.ExitCode}: {run.Error}");
        });
    }

    [Fact]
    public void Dll_IsTakenOrRefused_WhateverIsInIt()
    {
        var whole = TinyDll.Build([.. InstallerModel.Actions.Select(a => a.Name)]);
        int[] places = [.. Enumerable.Range(0, whole.Length - 4)];
        Fuzz.Check(1500, random =>
        {
            var damaged = random.Next(2) == 0 ? Mutation.Numbers(random, whole, places) : Mutation.Bytes(random, whole);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.NotEqual("", DllSource.Defect(damaged));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 * 1024 * 1024);
        });
    }

    [MsiToolsFact]
    public void Open_RefusesAtOnce_WhenManyStreamsShareALongChain()
    {
        using var place = new Workplace();
        var whole = File.ReadAllBytes(place.Vendor);
        using (var container = MsiContainer.Open(place.Vendor, CancellationToken.None))
        {
            var longest = container.Entries.Where(e => e.IsStream).MaxBy(e => e.Size)!;
            foreach (var at in EntryOffsets(whole).Where(at => whole[at + 66] == 2))
            {
                BitConverter.TryWriteBytes(whole.AsSpan(at + 116), longest.StartSector);
                BitConverter.TryWriteBytes(whole.AsSpan(at + 120), longest.Size);
            }
        }
        File.WriteAllBytes(place.Vendor, whole);
        var refusal = Assert.Throws<CompoundFileException>(() => MsiContainer.Open(place.Vendor, CancellationToken.None));
        Assert.Contains("share a sector", refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertTakenOrRefused(string path, int length)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            MsiContainer.Open(path, CancellationToken.None).Dispose();
        }
        catch (CompoundFileException)
        {
            // The one way to say it.
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 64L * length + 1024 * 1024, $"{allocated} bytes were allocated for a file of {length}.");
    }

    // Header, sector tables, directory, and the streams that tell of texts and tables; not the cabinet.
    private static List<int> Places(string msi, byte[] whole)
    {
        List<int> places = [.. Enumerable.Range(6, 18).Select(i => i * 4), .. Enumerable.Range(0, 16).Select(i => 76 + i * 4)];
        var sector = 1 << BitConverter.ToUInt16(whole, 30);
        for (var i = 0; i < BitConverter.ToInt32(whole, 44); i++)
            places.AddRange(Enumerable.Range(0, Math.Min(sector / 4, 64)).Select(n => (BitConverter.ToInt32(whole, 76 + i * 4) + 1) * sector + n * 4));
        foreach (var at in EntryOffsets(whole))
            places.AddRange([at + 64, at + 66, at + 68, at + 72, at + 76, at + 116, at + 120, at + 124]);
        using var container = MsiContainer.Open(msi, CancellationToken.None);
        foreach (var entry in container.Entries.Where(e => e.IsStream && (e.Path[0] == MsiStreamName.TableMark || e.Path[0] == '\u0005')))
        {
            // A small stream lies whole in one place, and its beginning can be found there.
            var content = container.Parts(entry).SelectMany(p => p.ToArray()).ToArray();
            var at = whole.AsSpan().IndexOf(content.AsSpan(0, Math.Min(content.Length, 64)));
            if (at >= 0)
                places.AddRange(Enumerable.Range(0, Math.Min(content.Length, 64) / 2).Select(n => at + n * 2));
        }
        places.RemoveAll(p => p > whole.Length - 4);
        return places;
    }

    private static IEnumerable<int> EntryOffsets(byte[] whole)
    {
        var sector = 1 << BitConverter.ToUInt16(whole, 30);
        var first = (BitConverter.ToInt32(whole, 48) + 1) * sector;
        for (var at = first; at + 128 <= Math.Min(first + sector, whole.Length); at += 128)
        {
            if (whole[at + 66] is 1 or 2 or 5)
                yield return at;
        }
    }
}
