/*
 * The least that AimSetup's custom actions can do: the benchmark's floor of what Windows Installer itself needs for them. As
 * AimSetup does, the immediate one leaves data for the others, so that they are called.
 */
typedef unsigned int UINT;
typedef unsigned long MSIHANDLE;
__declspec(dllimport) UINT __stdcall MsiSetPropertyW(MSIHANDLE session, const unsigned short *name, const unsigned short *value);

__declspec(dllexport) UINT __stdcall AimPlan(MSIHANDLE session)
{
    MsiSetPropertyW(session, L"AimRollback", L"1");
    MsiSetPropertyW(session, L"AimRegister", L"1");
    return MsiSetPropertyW(session, L"AimCommit", L"1");
}

__declspec(dllexport) UINT __stdcall AimRollback(MSIHANDLE session) { (void)session; return 0; }
__declspec(dllexport) UINT __stdcall AimRegister(MSIHANDLE session) { (void)session; return 0; }
__declspec(dllexport) UINT __stdcall AimCommit(MSIHANDLE session) { (void)session; return 0; }
__declspec(dllexport) UINT __stdcall AimTest(MSIHANDLE session) { (void)session; return 0; }
