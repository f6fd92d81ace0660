# Requirement script for an Intune Win32 app (output: String, equals, reachable): whether this machine reaches AVEVA Identity
# Manager, so that an installation does not fail where it cannot work. Edit the defaults: Intune passes no arguments.
param(
    [string] $HostName = 'sms01.plant.example',
    [int] $Port = 443,
    [int] $Seconds = 5
)
# Windows PowerShell's looks for addresses of version 4 only, unless it is made for both.
try {
    $client = New-Object System.Net.Sockets.TcpClient ([System.Net.Sockets.AddressFamily]::InterNetworkV6)
    $client.Client.DualMode = $true
} catch {
    $client = New-Object System.Net.Sockets.TcpClient
}
try {
    if ($client.ConnectAsync($HostName, $Port).Wait($Seconds * 1000)) { 'reachable' } else { 'unreachable' }
} catch {
    'unreachable'
} finally {
    $client.Dispose()
}
exit 0
