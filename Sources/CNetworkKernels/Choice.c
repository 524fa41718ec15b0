// Chooses the kernels for this machine.
#include "CNetworkKernels.h"

extern const CNKKernels cnk_baseline, cnk_avx2, cnk_avx512;

CNKKernels cnk_kernels(int level) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (level >= 2 && __builtin_cpu_supports("x86-64-v4")) return cnk_avx512;
    if (level >= 1 && __builtin_cpu_supports("x86-64-v3")) return cnk_avx2;
#endif
    (void)level;
    return cnk_baseline;
}
