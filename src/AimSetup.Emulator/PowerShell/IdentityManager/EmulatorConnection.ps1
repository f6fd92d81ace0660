# One HTTPS request to the AIM emulator.
#
# TLS is done by SslStream on the calling thread. The HTTP classes call back for the certificate on threads of the pool, where
# a script block cannot run; this way one script serves Windows PowerShell 5.1 and PowerShell 7 with no compiled code.

function Invoke-EmulatorApi {
    # Sends a request. Returns Status and Content (the JSON of the answer, or nothing); throws when there is no answer.
    param(
        [string] $HostBase,
        [string] $Method,
        [string] $Path,
        [System.Collections.IDictionary] $Body,
        [string] $User,
        [string] $Password
    )

    if ($HostBase -notmatch '^[A-Za-z]+://') { $HostBase = 'https://' + $HostBase }
    $address = [Uri] $HostBase
    if ($address.Scheme -ne 'https') { throw 'HostBase must be an https address.' }

    $utf8 = [Text.UTF8Encoding]::new($false)
    $content = [byte[]] @()
    if ($null -ne $Body) { $content = $utf8.GetBytes((ConvertTo-Json -InputObject $Body -Compress -Depth 4)) }
    $head = @(
        "$Method /identitymanager/emulator/$Path HTTP/1.1"
        'Host: ' + $address.Authority
        'Connection: close'
        'Accept: application/json'
        'Authorization: Basic ' + [Convert]::ToBase64String($utf8.GetBytes($User + ':' + $Password))
    )
    if ($null -ne $Body) { $head += 'Content-Type: application/json', "Content-Length: $($content.Length)" }

    $client = [Net.Sockets.TcpClient]::new($address.DnsSafeHost, $address.Port)
    try {
        $client.ReceiveTimeout = 60000
        $client.SendTimeout = 60000
        $stream = Open-EmulatorStream -Client $client -Name $address.DnsSafeHost
        $bytes = $utf8.GetBytes(($head -join "`r`n") + "`r`n`r`n") + $content
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Flush()
        $answer = [IO.StreamReader]::new($stream, $utf8).ReadToEnd()
    }
    finally {
        $client.Dispose()
    }

    if ($answer -notmatch '^HTTP/1\.1 (\d{3}) ') { throw 'The emulator ended the connection without an answer.' }
    $status = [int] $Matches[1]
    $text = $answer.Substring($answer.IndexOf("`r`n`r`n") + 4)
    $json = $null
    if ($text.Length -gt 0) { $json = ConvertFrom-Json -InputObject $text }
    [pscustomobject] @{ Status = $status; Content = $json }
}

function Open-EmulatorStream {
    # Trusts the certificates of the machine, or, with AIM_EMULATOR_ROOT, the root certificate in that file only.
    param([Net.Sockets.TcpClient] $Client, [string] $Name)

    $callback = $null
    if ($env:AIM_EMULATOR_ROOT) {
        $root = [Security.Cryptography.X509Certificates.X509Certificate2]::new((Resolve-EmulatorFile $env:AIM_EMULATOR_ROOT))
        $callback = [Net.Security.RemoteCertificateValidationCallback] {
            param($from, $certificate, $given, $problems)

            if (([int] $problems -band -bnot [int] [Net.Security.SslPolicyErrors]::RemoteCertificateChainErrors) -ne 0) { return $false }
            $chain = [Security.Cryptography.X509Certificates.X509Chain]::new()
            $chain.ChainPolicy.RevocationMode = 'NoCheck'
            $chain.ChainPolicy.VerificationFlags = 'AllowUnknownCertificateAuthority'
            [void] $chain.ChainPolicy.ExtraStore.Add($root)
            foreach ($element in $given.ChainElements) { [void] $chain.ChainPolicy.ExtraStore.Add($element.Certificate) }
            $built = $chain.Build([Security.Cryptography.X509Certificates.X509Certificate2]::new($certificate))
            return $built -and $chain.ChainElements[$chain.ChainElements.Count - 1].Certificate.Thumbprint -eq $root.Thumbprint
        }
    }

    $stream = [Net.Security.SslStream]::new($Client.GetStream(), $false, $callback)
    $stream.AuthenticateAsClient($Name, $null, [Security.Authentication.SslProtocols]::Tls12, $false)
    $stream
}

function Resolve-EmulatorFile {
    # The full path of a file. The classes of .NET go by the folder of the process, which is not that of the prompt.
    param([string] $Path)

    $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
}

function Get-EmulatorAccount {
    # The account that acts. AIM's cmdlets act for the Windows account that runs them, which the emulator cannot see.
    $user = 'PLANT\aimadmin'
    $password = 'aim-emulator'
    if ($env:AIM_EMULATOR_USER) { $user = $env:AIM_EMULATOR_USER }
    if ($env:AIM_EMULATOR_PASSWORDFILE) { $password = [IO.File]::ReadAllLines((Resolve-EmulatorFile $env:AIM_EMULATOR_PASSWORDFILE))[0] }
    @{ User = $user; Password = $password }
}
