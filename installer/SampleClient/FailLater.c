/* The custom action of the test package: fails, as the action of some other product's package might. */
__declspec(dllexport) unsigned int __stdcall FailLater(unsigned long session)
{
    (void)session;
    return 1603; /* ERROR_INSTALL_FAILURE */
}
