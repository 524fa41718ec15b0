#include <stdlib.h>

/// OpenBLAS starts a thread for each further core before main, and each spins for some milliseconds in wait of work that
/// never comes: every product here is one thread's. It reads this variable when it is initialised, which has the same
/// priority; of equals, what is linked first runs first, and the library comes last.
__attribute__((constructor(101))) static void croquis_ask_for_one_thread(void) {
    setenv("OPENBLAS_NUM_THREADS", "1", 0);
}
