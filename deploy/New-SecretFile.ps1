# Writes a client secret or a password to a new file that only SYSTEM and Administrators can read, for AIMCLIENTSECRETFILE or
# AIMPASSWORDFILE. Asks for it; or takes it from the pipeline, for example from a vault. Run it elevated, on Windows.
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Path,
    [Parameter(ValueFromPipeline = $true)] [string] $Secret
)
process {
    $ErrorActionPreference = 'Stop'
    if (-not $Secret) {
        $typed = Read-Host -Prompt 'Secret' -AsSecureString
        $Secret = (New-Object System.Management.Automation.PSCredential 'x', $typed).GetNetworkCredential().Password
    }
    if (-not $Secret) { throw 'Nothing was entered.' }
    # .NET knows the folder of the process only, which is another than PowerShell's.
    $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    if (Test-Path -LiteralPath $file) { throw "$file exists. Delete it, or give another -Path." }
    $rights = New-Object System.Security.AccessControl.FileSecurity
    $rights.SetSecurityDescriptorSddlForm('O:BAG:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)')
    # The rights are there before the content is. PowerShell 7 has another way than Windows PowerShell.
    if ($PSVersionTable.PSEdition -eq 'Core') {
        $stream = [System.IO.FileSystemAclExtensions]::Create([System.IO.FileInfo] $file, 'CreateNew', 'Write', 'None', 4096, 'None', $rights)
    } else {
        $stream = New-Object System.IO.FileStream $file, 'CreateNew', 'Write', 'None', 4096, 'None', $rights
    }
    try {
        $bytes = (New-Object System.Text.UTF8Encoding $false).GetBytes($Secret)
        $stream.Write($bytes, 0, $bytes.Length)
    } finally {
        $stream.Dispose()
    }
}
