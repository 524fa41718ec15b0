#ifdef __linux__

#include <stdlib.h>
#include <string.h>

extern char **environ;

/// OpenBLAS starts a thread for each further core before main, and each spins for some milliseconds in wait of work that
/// never comes: every product here is one thread's. Only this variable keeps it from that. It is there while OpenBLAS is
/// initialised and no longer: Swift finds the arguments of the command beside the environment that the kernel made, so
/// that `setenv`, which moves it, would take them away.
static char variable[] = "OPENBLAS_NUM_THREADS=1";
static char **kept;
static char **extended;

/// OpenBLAS has the same priority; of equals, what is linked first runs first, and the library comes last.
__attribute__((constructor(101))) static void croquis_ask_for_one_thread(void) {
    if (!environ || getenv("OPENBLAS_NUM_THREADS")) return;
    size_t count = 0;
    while (environ[count]) count++;
    extended = malloc((count + 2) * sizeof *extended);
    if (!extended) return;
    memcpy(extended, environ, count * sizeof *extended);
    extended[count] = variable;
    extended[count + 1] = NULL;
    kept = environ;
    environ = extended;
}

__attribute__((constructor)) static void croquis_restore_environment(void) {
    // Someone else's change stays.
    if (!kept || environ != extended) return;
    environ = kept;
    free(extended);
}

#endif
