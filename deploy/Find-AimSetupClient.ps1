# Detection script for SCCM (Configuration Manager) and Intune: writes one line when the product is installed and its client is
# registered as wanted, nothing when not, and ends with 0 in both cases. Reads the markers that AimSetup leaves in
# HKEY_LOCAL_MACHINE\Software\AimSetup\PRODUCTCODE; they hold no secret. A marker can outlive its product (uninstalled with AIMSKIP=1,
# or by an upgrade that then failed), so only one whose product is installed counts. Edit the defaults: neither SCCM nor Intune passes arguments.
param(
    # The product's UpgradeCode, in braces.
    [string] $UpgradeCode = '{00000000-0000-0000-0000-000000000000}',
    # The oldest version that counts as installed; empty: any.
    [string] $MinimumVersion = '',
    # The client that must be registered; empty: any.
    [string] $ClientId = '',
    # Address of AVEVA Identity Manager as in the marker, https://sms01.plant.example/identitymanager; empty: any.
    [string] $Server = '',
    # In place of the registry's markers, for a test of this script.
    [object[]] $Markers = $null,
    # In place of the products that are installed, for a test of this script: their product codes.
    [string[]] $Products = $null
)
$ErrorActionPreference = 'Stop'

# In the view asked for, whatever bitness the agent's PowerShell has.
function Open-Key([Microsoft.Win32.RegistryView] $view, [string] $path) {
    return [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, $view).OpenSubKey($path)
}

function Read-Marker {
    $key = Open-Key Registry64 'Software\AimSetup'
    if ($null -eq $key) { return }
    foreach ($name in $key.GetSubKeyNames()) {
        $product = $key.OpenSubKey($name)
        $marker = @{ ProductCode = $name }
        foreach ($value in $product.GetValueNames()) { $marker[$value] = [string] $product.GetValue($value) }
        $marker
    }
}

# Windows Installer writes the key for each product, in the view of the package's bitness.
function Test-Installed([string] $productCode) {
    if ($null -ne $Products) { return $Products -contains $productCode }
    foreach ($view in 'Registry64', 'Registry32') {
        if ($null -ne (Open-Key $view "SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\$productCode")) { return $true }
    }
    return $false
}

# Fields that are not there count as 0: for .NET, 2.0.0 is older than 2.0.0.0, and 2 is no version.
function ConvertTo-Version([string] $text) {
    $fields = @($text.Trim().Split('.')) + '0', '0', '0'
    $version = $null
    if ([version]::TryParse($fields[0..3] -join '.', [ref] $version)) { return $version }
}

function Test-Version([string] $version) {
    if (-not $MinimumVersion) { return $true }
    $minimum = ConvertTo-Version $MinimumVersion
    if ($null -eq $minimum) { throw "MinimumVersion is no version: $MinimumVersion" }
    $found = ConvertTo-Version $version
    return $null -ne $found -and $found -ge $minimum
}

if ($null -eq $Markers) { $Markers = @(Read-Marker) }
foreach ($marker in $Markers) {
    if ($marker.UpgradeCode -eq $UpgradeCode -and (Test-Version $marker.ProductVersion) -and
        (-not $ClientId -or $marker.ClientId -ceq $ClientId) -and (-not $Server -or $marker.Server -eq $Server) -and
        (Test-Installed $marker.ProductCode)) {
        "$($marker.ProductName) $($marker.ProductVersion): $($marker.Outcome) $($marker.ClientId) at $($marker.Server)"
        break
    }
}
exit 0
