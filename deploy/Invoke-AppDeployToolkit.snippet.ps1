# For Invoke-AppDeployToolkit.ps1 of a PSAppDeployToolkit v4 package; Client-aim.msi, client.json and aim-root.cer lie in its folder
# Files. The secret is on the machine already (see docs/deploy/secrets.md) and is removed when it has done its work.
$secretFile = "$env:ProgramData\ContosoSetup\secret.txt"
# The ProductCode of Client-aim.msi, in braces.
$productCode = '{00000000-0000-0000-0000-000000000000}'

# Into the function Install-ADTDeployment:
$files = $adtSession.DirFiles
$result = Start-ADTMsiProcess -Action 'Install' -FilePath 'Client-aim.msi' -PassThru -AdditionalArgumentList "AIMFILE=`"$files\client.json`" AIMCLIENTSECRETFILE=`"$secretFile`" AIMCAFILE=`"$files\aim-root.cer`""

# 1638 is the toolkit's own: it found this product installed and did nothing. That can be the vendor's package, which has the same
# ProductCode, and leaves no marker in the 64-bit registry, which a 32-bit PowerShell, as Intune's agent starts it, sees only if it asks.
$marker = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64').OpenSubKey("Software\AimSetup\$productCode")
if ($result.ExitCode -eq 1638 -and $null -eq $marker) {
    throw 'The product is installed without AimSetup, and the toolkit did nothing. See docs/deploy/msiexec.md: the vendor''s package of the same version is installed.'
}

# Only then: the next attempt needs it.
if ($result.ExitCode -in 0, 1641, 3010, 1638) {
    Remove-Item -LiteralPath $secretFile -Force -ErrorAction SilentlyContinue
}

# Into the function Uninstall-ADTDeployment:
Start-ADTMsiProcess -Action 'Uninstall' -FilePath 'Client-aim.msi'
