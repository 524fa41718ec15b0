// All kernels, compiled for the instruction set that the including file chose, as a table named TABLE.

#include "CNetworkKernels.h"

#pragma clang diagnostic ignored "-Wpsabi"

#include "Vector.h"
#include "Elementwise.h"
#include "Rows.h"
#include "LSTM.h"
#include "Attention.h"
#include "Optimiser.h"

const CNKKernels TABLE = {
    .instruction_set = INSTRUCTION_SET,
    .exp = map_exp,
    .tanh = map_tanh,
    .sigmoid = map_sigmoid,
    .gelu = map_gelu,
    .gelu_backward = map_gelu_backward,
    .add = map_add,
    .multiply = map_multiply,
    .add_column_sums = add_column_sums,
    .softmax = softmax,
    .softmax_backward = softmax_backward,
    .layer_norm = layer_norm,
    .layer_norm_backward = layer_norm_backward,
    .lstm_step = lstm_step,
    .lstm_step_backward = lstm_step_backward,
    .attention = attention,
    .attention_backward = attention_backward,
    .sum_of_squares = sum_of_squares,
    .adamw = adamw,
};
