/*
 * The least that four custom actions can do: the benchmark's floor of what Windows Installer itself needs for them.
 * As AimSetup does, the immediate one leaves data for those that are to run: with AIMUSER for all three, else for AimCommit.
 */
typedef unsigned int UINT;
typedef unsigned long MSIHANDLE;
__declspec(dllimport) UINT __stdcall MsiGetPropertyW(MSIHANDLE session, const unsigned short *name, unsigned short *value, unsigned int *length);
__declspec(dllimport) UINT __stdcall MsiSetPropertyW(MSIHANDLE session, const unsigned short *name, const unsigned short *value);

__declspec(dllexport) UINT __stdcall AimPlan(MSIHANDLE session)
{
    unsigned short none[1];
    unsigned int length = 0;
    MsiGetPropertyW(session, L"AIMUSER", none, &length);
    if (length > 0)
    {
        MsiSetPropertyW(session, L"AimRollback", L"1");
        MsiSetPropertyW(session, L"AimRegister", L"1");
    }
    return MsiSetPropertyW(session, L"AimCommit", L"1");
}

__declspec(dllexport) UINT __stdcall AimRollback(MSIHANDLE session) { (void)session; return 0; }
__declspec(dllexport) UINT __stdcall AimRegister(MSIHANDLE session) { (void)session; return 0; }
__declspec(dllexport) UINT __stdcall AimCommit(MSIHANDLE session) { (void)session; return 0; }
