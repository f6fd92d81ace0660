/*
 * Minimal stand-in for the statically linked part of the MSVC C run-time
 * (libcmt.lib + libvcruntime.lib) that the Native AOT runtime objects need.
 * Everything else comes from ucrt.lib (import library for ucrtbase through the
 * api-ms-win-crt-* API sets) and from the Windows SDK import libraries.
 *
 *   clang --target=x86_64-pc-windows-msvc -ffreestanding -fno-builtin -O2 -c crtshim.c
 */
typedef unsigned long long u64;
typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;
typedef u64 size_t;
typedef u16 wchar;
typedef void (__cdecl *PVFV)(void);
typedef int (__cdecl *PIFV)(void);

#define SEC(n) __attribute__((section(n)))
#define USED __attribute__((used))
#define NOGS __attribute__((no_stack_protector))

/* ---- imports ------------------------------------------------------------ */
__declspec(dllimport) void *malloc(size_t);
__declspec(dllimport) void free(void *);
__declspec(dllimport) void __cdecl _initterm(PVFV *, PVFV *);
__declspec(dllimport) int __cdecl _initterm_e(PIFV *, PIFV *);
__declspec(dllimport) void __cdecl _set_app_type(int);
__declspec(dllimport) int __cdecl _configure_wide_argv(int);
__declspec(dllimport) int __cdecl _initialize_wide_environment(void);
__declspec(dllimport) int *__cdecl __p___argc(void);
__declspec(dllimport) wchar ***__cdecl __p___wargv(void);
__declspec(dllimport) wchar **__cdecl _get_initial_wide_environment(void);
__declspec(dllimport) __attribute__((noreturn)) void __cdecl exit(int);
typedef struct { PVFV *first, *last, *end; } onexit_table_t;
__declspec(dllimport) int __cdecl _initialize_onexit_table(onexit_table_t *);
__declspec(dllimport) int __cdecl _register_onexit_function(onexit_table_t *, PIFV);
__declspec(dllimport) int __cdecl _execute_onexit_table(onexit_table_t *);
__declspec(dllimport) int __cdecl _crt_atexit(PVFV);
__declspec(dllimport) void GetSystemTimeAsFileTime(u64 *);
__declspec(dllimport) u32 GetCurrentThreadId(void);
__declspec(dllimport) u32 GetCurrentProcessId(void);
__declspec(dllimport) int QueryPerformanceCounter(u64 *);

/* ---- misc --------------------------------------------------------------- */
USED int _fltused = 0x9875;

__attribute__((noreturn)) static void fastfail(u32 code)
{
    __asm__ volatile("int $0x29" : : "c"(code));
    __builtin_unreachable();
}
__attribute__((noreturn)) void __cdecl _purecall(void) { fastfail(7 /* FATAL_APP_EXIT */); }
__attribute__((noreturn)) void __cdecl __report_rangecheckfailure(void) { fastfail(8 /* RANGE_CHECK */); }
__attribute__((noreturn)) void __cdecl __report_gsfailure(u64 cookie) { (void)cookie; fastfail(2 /* STACK_COOKIE */); }

/* ---- /GS ---------------------------------------------------------------- */
#define DEFAULT_COOKIE 0x00002B992DDFA232ULL
USED u64 __security_cookie = DEFAULT_COOKIE;
USED u64 __security_cookie_complement = ~DEFAULT_COOKIE;

NOGS static void init_cookie(void)
{
    u64 c, t;
    if (__security_cookie != DEFAULT_COOKIE) return;   /* the loader did it */
    GetSystemTimeAsFileTime(&c);
    c ^= GetCurrentThreadId();
    c ^= (u64)GetCurrentProcessId() << 32;
    QueryPerformanceCounter(&t);
    c ^= (t << 32) ^ t;
    c ^= (u64)(size_t)&c;
    c &= 0x0000FFFFFFFFFFFFULL;
    if (c == DEFAULT_COOKIE || c == 0) c = DEFAULT_COOKIE + 1;
    __security_cookie = c;
    __security_cookie_complement = ~c;
}

/* rcx = cookie already xored with the frame; every other register, rax (the
 * caller's return value) included, must survive */
__asm__(
    ".globl __security_check_cookie\n"
    ".def __security_check_cookie; .scl 2; .type 32; .endef\n"
    ".text\n.p2align 4\n"
    "__security_check_cookie:\n"
    "  cmpq __security_cookie(%rip), %rcx\n"
    "  jne 1f\n"
    "  rolq $16, %rcx\n  testw $0xffff, %cx\n  jne 2f\n"
    "  ret\n"
    "2: rorq $16, %rcx\n"
    "1: jmp __report_gsfailure\n");

/* Personality routine of functions with a cookie and no other handler: the
 * cookie is checked again on the normal path; here only "continue search". */
int __GSHandlerCheck(void *er, void *frame, void *ctx, void *disp)
{
    (void)er; (void)frame; (void)ctx; (void)disp;
    return 1; /* ExceptionContinueSearch */
}

/* ---- control flow guard ------------------------------------------------- */
__asm__(
    ".text\n.p2align 4\n"
    "__shim_icall_dispatch:\n  jmpq *%rax\n"
    "__shim_icall_check:\n  ret\n"
    ".section .00cfg,\"dr\"\n"
    ".globl __guard_check_icall_fptr\n.globl __guard_dispatch_icall_fptr\n"
    ".p2align 3\n"
    "__guard_check_icall_fptr: .quad __shim_icall_check\n"
    "__guard_dispatch_icall_fptr: .quad __shim_icall_dispatch\n"
    ".text\n");

/* ---- stack probe: rax = size, preserves all registers ------------------- */
__asm__(
    ".globl __chkstk\n"
    ".def __chkstk; .scl 2; .type 32; .endef\n"
    ".text\n.p2align 4\n"
    ".seh_proc __chkstk\n"
    "__chkstk:\n"
    "  pushq %rcx\n  .seh_pushreg %rcx\n"
    "  pushq %rax\n  .seh_pushreg %rax\n"
    "  .seh_endprologue\n"
    "  cmpq $0x1000, %rax\n  leaq 24(%rsp), %rcx\n  jb 2f\n"
    "1: subq $0x1000, %rcx\n  testb %cl, (%rcx)\n  subq $0x1000, %rax\n"
    "  cmpq $0x1000, %rax\n  ja 1b\n"
    "2: subq %rax, %rcx\n  testb %cl, (%rcx)\n"
    "  popq %rax\n  popq %rcx\n  ret\n"
    ".seh_endproc\n");

/* ---- C++ operators ------------------------------------------------------ */
USED const char cxx_nothrow __asm__("?nothrow@std@@3Unothrow_t@1@B") = 0;
void *op_new_nt(size_t n, const void *t) __asm__("??2@YAPEAX_KAEBUnothrow_t@std@@@Z");
void *op_new_nt(size_t n, const void *t) { (void)t; return malloc(n ? n : 1); }
void *op_newa_nt(size_t n, const void *t) __asm__("??_U@YAPEAX_KAEBUnothrow_t@std@@@Z");
void *op_newa_nt(size_t n, const void *t) { (void)t; return malloc(n ? n : 1); }
void *op_new(size_t n) __asm__("??2@YAPEAX_K@Z");
void *op_new(size_t n) { void *p = malloc(n ? n : 1); if (!p) fastfail(7); return p; }
void *op_newa(size_t n) __asm__("??_U@YAPEAX_K@Z");
void *op_newa(size_t n) { return op_new(n); }
void op_del_s(void *p, size_t n) __asm__("??3@YAXPEAX_K@Z");
void op_del_s(void *p, size_t n) { (void)n; free(p); }
void op_del(void *p) __asm__("??3@YAXPEAX@Z");
void op_del(void *p) { free(p); }
void op_dela(void *p) __asm__("??_V@YAXPEAX@Z");
void op_dela(void *p) { free(p); }
void op_dela_s(void *p, size_t n) __asm__("??_V@YAXPEAX_K@Z");
void op_dela_s(void *p, size_t n) { (void)n; free(p); }

/* ---- initialiser tables ------------------------------------------------- */
SEC(".CRT$XIA") USED PIFV __xi_a[1] = {0};
SEC(".CRT$XIZ") USED PIFV __xi_z[1] = {0};
SEC(".CRT$XCA") USED PVFV __xc_a[1] = {0};
SEC(".CRT$XCZ") USED PVFV __xc_z[1] = {0};
SEC(".CRT$XDA") USED PVFV __xd_a = 0;
SEC(".CRT$XDZ") USED PVFV __xd_z = 0;

/* ---- implicit TLS ------------------------------------------------------- */
typedef void (*tls_cb)(void *, u32, void *);
void __dyn_tls_init(void *h, u32 reason, void *r);
USED u32 _tls_index = 0;
SEC(".tls") USED char _tls_start = 0;
SEC(".tls$ZZZ") USED char _tls_end = 0;
SEC(".CRT$XLA") USED tls_cb __xl_a = 0;
SEC(".CRT$XLC") USED tls_cb __xl_c = __dyn_tls_init;
SEC(".CRT$XLZ") USED tls_cb __xl_z = 0;
typedef struct { void *start, *end; u32 *index; tls_cb *callbacks; u32 zero, flags; } tls_dir;
SEC(".rdata$T") USED const tls_dir _tls_used = { &_tls_start, &_tls_end, &_tls_index, &__xl_a + 1, 0, 0 };

__declspec(thread) u8 __tls_guard = 0;

NOGS void __dyn_tls_init(void *h, u32 reason, void *r)
{
    (void)h; (void)r;
    if (reason != 2 /* DLL_THREAD_ATTACH */ || __tls_guard) return;
    __tls_guard = 1;
    for (PVFV *f = &__xd_a + 1; f < &__xd_z; f++)
        if (*f) (*f)();
}
void __dyn_tls_on_demand_init(void) { __dyn_tls_init(0, 2, 0); }

/* ---- atexit ------------------------------------------------------------- */
static int is_dll;
static onexit_table_t dll_onexit;

int __cdecl atexit(PVFV f)
{
    return is_dll ? _register_onexit_function(&dll_onexit, (PIFV)f) : _crt_atexit(f);
}

/* ---- entry points ------------------------------------------------------- */
#ifdef SHIM_DLL
int __stdcall DllMain(void *h, u32 reason, void *reserved);
NOGS int __stdcall _DllMainCRTStartup(void *h, u32 reason, void *reserved)
{
    static int ready;
    if (reason == 1) {
        init_cookie();
        is_dll = 1;
        if (_initialize_onexit_table(&dll_onexit)) return 0;
        if (_initterm_e(__xi_a, __xi_z)) return 0;
        _initterm(__xc_a, __xc_z);
        ready = 1;
        if (!DllMain(h, reason, reserved)) { ready = 0; _execute_onexit_table(&dll_onexit); return 0; }
        return 1;
    }
    if (!ready) return 1;
    int rc = DllMain(h, reason, reserved);
    if (reason == 0) {
        ready = 0;
        if (!reserved) _execute_onexit_table(&dll_onexit);
    }
    return rc;
}
#else
int __cdecl wmain(int argc, wchar **argv, wchar **envp);
NOGS void __cdecl wmainCRTStartup(void)
{
    init_cookie();
    _set_app_type(1);                    /* _crt_console_app */
    if (_configure_wide_argv(1)) fastfail(7);    /* unexpanded */
    _initialize_wide_environment();
    if (_initterm_e(__xi_a, __xi_z)) exit(255);
    _initterm(__xc_a, __xc_z);
    exit(wmain(*__p___argc(), *__p___wargv(), _get_initial_wide_environment()));
}
#endif
