using System.Diagnostics.CodeAnalysis;
using AimSetup.Emulator.Registration;

namespace AimSetup.Emulator;

/// <summary>How an emulator is started.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The HTTPS port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The port of the control API; 0 takes a free one.</summary>
    public int ControlPort { get; init; }

    /// <summary>The host name in the emulator's addresses and its certificate. The emulator listens on loopback only.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>
    /// The names in the certificate, when they are not just <see cref="Host"/>; a name that differs makes clients meet a
    /// certificate of the wrong host.
    /// </summary>
    [AllowNull]
    public IReadOnlyList<string> CertificateNames { get => field ?? [Host]; init; }

    /// <summary>Whether an intermediate certificate stands between the root and the server's certificate.</summary>
    public bool IntermediateCertificate { get; init; }

    /// <summary>
    /// Whether the root certificate is sent too; TLS lets servers leave it out (RFC 8446, 4.4.2). Windows most likely never sends it,
    /// whatever this says, and keeps the issuers of a server's certificate in its store of intermediate certificates.
    /// </summary>
    public bool SendsRoot { get; init; } = true;

    /// <summary>Where to write the root certificate: DER when the name ends in <c>.cer</c> or <c>.der</c>, else PEM.</summary>
    public string? RootFile { get; init; }

    /// <summary>A folder that keeps certificates and keys between runs. Without it each run has its own root.</summary>
    public string? CertificateFolder { get; init; }

    /// <summary>A JSON file that keeps the clients between runs.</summary>
    public string? StorageFile { get; init; }

    /// <summary>How long AIM takes for an answer, over HTTPS and beyond its own work; zero: it answers at once. A real one has a database behind it.</summary>
    public TimeSpan AnswerTime { get; init; }

    /// <summary>A file to which one line per request is appended.</summary>
    public string? LogFile { get; init; }

    /// <summary>A writer that gets the same lines as <see cref="LogFile"/>. The emulator does not dispose it.</summary>
    public TextWriter? LogWriter { get; init; }

    /// <summary>The password of the default user; of no meaning when <see cref="Users"/> is given.</summary>
    public string AdministratorPassword { get; init; } = EmulatorUser.DefaultPassword;

    /// <summary>The accounts that can sign in: when not given, one administrator, <see cref="EmulatorUser.DefaultName"/>.</summary>
    public IReadOnlyList<EmulatorUser> Users
    {
        get => field ?? [EmulatorUser.Administrator(EmulatorUser.DefaultName, AdministratorPassword)];
        init;
    }

    /// <summary>What the registration endpoint offers.</summary>
    public RegistrationPolicy RegistrationPolicy { get; init; } = new();
}
