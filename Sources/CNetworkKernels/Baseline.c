// The kernels for the instructions that every machine of the architecture has.
#define WIDTH 4
#define TABLE cnk_baseline
#define INSTRUCTION_SET "baseline"
#include "AllKernels.h"
