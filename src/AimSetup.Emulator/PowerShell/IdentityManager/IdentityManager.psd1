# The emulator's own stand-in for the cmdlets of AVEVA Identity Manager; nothing of it is AVEVA's.
@{
    RootModule = 'IdentityManager.psm1'
    ModuleVersion = '0.1.0'
    GUID = 'b0c6b1a4-52f5-4c39-9a0d-6b3f7d1c8e24'
    Author = 'AimSetup contributors'
    CompanyName = 'AimSetup'
    Description = 'Registers clients at the AIM emulator by cmdlets with the published names. Not a product of AVEVA.'
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport = @(
        'Add-IdentityManagerClient'
        'Get-IdentityManagerClient'
        'Update-IdentityManagerClient'
        'Remove-IdentityManagerClient'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
