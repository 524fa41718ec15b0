// The kernels for AVX-512.
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#define WIDTH 16
#define TABLE cnk_avx512
#define INSTRUCTION_SET "x86-64-v4"
#include "AllKernels.h"
#pragma clang attribute pop
#endif
