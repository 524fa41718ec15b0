// The kernels for AVX2 and FMA.
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"), min_vector_width(256))), apply_to = function)
#define WIDTH 8
#define TABLE cnk_avx2
#define INSTRUCTION_SET "x86-64-v3"
#include "AllKernels.h"
#pragma clang attribute pop
#endif
