# Writes a client secret or a password to a new file that only SYSTEM and Administrators can read, for AIMCLIENTSECRETFILE or
# AIMPASSWORDFILE. Asks for it; or takes it from the pipeline, for example from a vault: $value | & .\New-SecretFile.ps1 -Path ...
# Run it elevated, on Windows. A folder that is not there is made for SYSTEM and Administrators only. One that others can write to is
# refused: they could put a secret of their own in the place of this one. The folders of a network share are up to its
# administrator: there, none is made or looked at.
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Path,
    [Parameter(ValueFromPipeline = $true)] [string] $Secret
)
begin {
    $nothing = 'The secret that was handed over is empty: look at the variable or the vault that it comes from. No file was written.'
    $isRead = $false

    # SYSTEM, Administrators, TrustedInstaller.
    $trusted = 'S-1-5-18', 'S-1-5-32-544', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464'

    function Get-AccountName([string] $sid) {
        try {
            return (New-Object System.Security.Principal.SecurityIdentifier $sid).Translate([System.Security.Principal.NTAccount]).Value
        } catch {
            return $sid
        }
    }

    # Who is no administrator and has one of the rights on a folder, or owns it.
    function Find-Other([string] $folder, [int] $rights) {
        $sid = [System.Security.Principal.SecurityIdentifier]
        $security = New-Object System.Security.AccessControl.DirectorySecurity $folder, 'Owner, Access'
        $owner = $security.GetOwner($sid).Value
        if ($trusted -notcontains $owner) { return "its owner $(Get-AccountName $owner)" }
        foreach ($rule in $security.GetAccessRules($true, $true, $sid)) {
            # Rights that are for inheritance only (2) are none here; those of the owner and the creator are an administrator's.
            $account = $rule.IdentityReference.Value
            if ($rule.AccessControlType -eq 'Allow' -and ([int] $rule.PropagationFlags -band 2) -eq 0 -and
                ([int] $rule.FileSystemRights -band $rights) -ne 0 -and ($trusted + 'S-1-3-0', 'S-1-3-4') -notcontains $account) {
                return Get-AccountName $account
            }
        }
    }

    function Assert-Folder([string] $folder) {
        # Whoever may write there, take it away (from its parent, too), or change its rights. The root of a disk cannot be taken away.
        $rights = 0x500D0156
        while ($folder) {
            $parent = [System.IO.Path]::GetDirectoryName($folder)
            if (-not $parent) { $rights = $rights -band -bnot 0x10000 }
            $isLink = $parent -and ([int] [System.IO.File]::GetAttributes($folder) -band 0x400) -ne 0
            $other = if ($isLink) { 'whoever made this link' } else { Find-Other $folder $rights }
            if ($other) {
                throw "$folder can be changed by others ($other), who could replace the secret. Give a -Path in a folder that does not exist, and this script makes it for SYSTEM and Administrators only, for example $env:ProgramData\ContosoSetup\secret.txt."
            }
            $rights = 0x100D0040
            $folder = $parent
        }
    }
}
process {
    $ErrorActionPreference = 'Stop'
    # Asked for where nothing was handed over, not where that is empty: a step that nobody watches would wait for ever.
    $isGiven = $MyInvocation.ExpectingInput -or $PSBoundParameters.ContainsKey('Secret')
    if ($isGiven -and -not $Secret) { throw $nothing }
    $isRead = $true
    # .NET knows the folder of the process only, which is another than PowerShell's.
    $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    if (Test-Path -LiteralPath $file) { throw "$file exists. Delete it, or give another -Path." }
    # The rights are there before the content is. PowerShell 7 has other ways than Windows PowerShell.
    $isCore = $PSVersionTable.PSEdition -eq 'Core'
    $root = [System.IO.Path]::GetPathRoot($file)
    if (-not $root.StartsWith('\\') -and ([System.IO.DriveInfo] $root).DriveType -ne 'Network') {
        $folder = [System.IO.Path]::GetDirectoryName($file)
        if (-not [System.IO.Directory]::Exists($folder)) {
            $rights = New-Object System.Security.AccessControl.DirectorySecurity
            $rights.SetSecurityDescriptorSddlForm('O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)')
            if ($isCore) {
                [System.IO.FileSystemAclExtensions]::Create([System.IO.DirectoryInfo] $folder, $rights)
            } else {
                $null = [System.IO.Directory]::CreateDirectory($folder, $rights)
            }
        }
        # Also when it was made here: somebody can have been faster.
        Assert-Folder $folder
    }
    if (-not $isGiven) {
        $typed = Read-Host -Prompt 'Secret' -AsSecureString
        $Secret = (New-Object System.Management.Automation.PSCredential 'x', $typed).GetNetworkCredential().Password
        if (-not $Secret) { throw 'Nothing was entered.' }
    }
    $rights = New-Object System.Security.AccessControl.FileSecurity
    $rights.SetSecurityDescriptorSddlForm('O:BAG:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)')
    if ($isCore) {
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
end {
    # What is piped into "powershell -File" does not get here.
    if (-not $isRead) { throw 'No secret was handed over, and nobody can be asked here. Use: $value | & .\New-SecretFile.ps1 -Path ..., and look whether $value is empty. No file was written.' }
}
