#include <cblas.h>

/// Ends the threads of OpenBLAS, which then computes on the thread that asks. Not in its header; what it calls itself
/// before a fork. A library built without threads has none.
int blas_thread_shutdown_(void) __attribute__((weak));
