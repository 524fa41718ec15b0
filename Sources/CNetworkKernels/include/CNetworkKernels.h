#ifndef CNETWORKKERNELS_H
#define CNETWORKKERNELS_H

// The loops of a network that are not matrix products, over 32-bit floats. They are compiled for several instruction
// sets, and the best one that the machine supports is chosen at run time, which Swift cannot do. The last bits of a
// result may therefore differ between machines, but never between runs on one. Matrices are row-major; a stride is the
// distance between rows, in elements. No kernel allocates, keeps state or calls libm. Each has a plain Swift
// counterpart in Sources/SketchNet/Kernels, which the tests compare it with.

#include <stddef.h>

typedef const float *_Nonnull CNKInput;
typedef const float *_Nullable CNKOptionalInput;
typedef float *_Nonnull CNKOutput;
typedef float *_Nullable CNKOptionalOutput;

/// The factors of one AdamW step: see Sources/SketchNet/Training/AdamW.swift.
typedef struct {
    float gradient_scale, mean_decay, square_decay;
    /// The learning rate divided by the bias correction of the mean.
    float step_size;
    /// The reciprocal of the square root of the bias correction of the square.
    float root_scale;
    float epsilon;
    /// 1 - learning rate * weight decay.
    float weight_scale;
    /// The share of the new weight in the running average.
    float average_share;
} CNKAdamW;

typedef struct {
    /// "x86-64-v4" (AVX-512), "x86-64-v3" (AVX2 and FMA) or "baseline".
    const char *_Nonnull instruction_set;

    // y = f(x); both may be the same memory.
    void (*_Nonnull exp)(CNKInput x, CNKOutput y, size_t count);
    void (*_Nonnull tanh)(CNKInput x, CNKOutput y, size_t count);
    void (*_Nonnull sigmoid)(CNKInput x, CNKOutput y, size_t count);
    void (*_Nonnull gelu)(CNKInput x, CNKOutput y, size_t count);
    /// gradient *= the derivative of gelu at x
    void (*_Nonnull gelu_backward)(CNKInput x, CNKOutput gradient, size_t count);
    /// y += x
    void (*_Nonnull add)(CNKInput x, CNKOutput y, size_t count);
    /// y *= x
    void (*_Nonnull multiply)(CNKInput x, CNKOutput y, size_t count);
    /// y[column] += the sum of x's rows
    void (*_Nonnull add_column_sums)(CNKInput x, size_t stride, size_t rows, size_t columns, CNKOutput y);

    /// Softmax of scale * x, row by row, in place.
    void (*_Nonnull softmax)(CNKOutput x, size_t stride, size_t rows, size_t columns, float scale);
    /// gradient = scale * p * (gradient - sum(p * gradient)), row by row.
    void (*_Nonnull softmax_backward)(
        CNKInput p, size_t stride, CNKOutput gradient, size_t gradientStride, size_t rows, size_t columns, float scale);

    /// moments: mean and 1 / standard deviation, two numbers per row.
    void (*_Nonnull layer_norm)(
        CNKInput x, CNKOutput y, size_t rows, size_t columns, CNKInput weight, CNKInput bias, float epsilon,
        CNKOutput moments);
    /// Adds to inputGradient, and to the gradients of the weights if given.
    void (*_Nonnull layer_norm_backward)(
        CNKInput x, CNKInput gradient, size_t rows, size_t columns, CNKInput weight, CNKInput moments,
        CNKOutput inputGradient, CNKOptionalOutput weightGradient, CNKOptionalOutput biasGradient);

    /// A step of an LSTM. gates: i, f, g, o before (in) and after (out) their functions. The first `carried` rows have
    /// a cell state from the previous step; the others start from zero.
    void (*_Nonnull lstm_step)(
        CNKOutput gates, size_t gateStride, CNKOptionalInput carriedCell, size_t carried, CNKOutput cell,
        CNKOutput cellTanh, CNKOutput hidden, size_t hiddenStride, size_t rows, size_t width);
    /// gates: their values in, the gradients before their functions out. cellGradient: of this step's cell state as the
    /// next step saw it (in), and of the state of the previous step (out).
    void (*_Nonnull lstm_step_backward)(
        CNKOutput gates, size_t gateStride, CNKOptionalInput carriedCell, size_t carried, CNKInput cellTanh,
        CNKInput hiddenGradient, size_t hiddenStride, CNKOutput cellGradient, size_t rows, size_t width);

    /// Attention of one sketch, all heads. p: heads x queries x tokens. kept: null, or the dropout factors of p.
    void (*_Nonnull attention)(
        CNKInput q, size_t queryStride, size_t queries, CNKInput k, CNKInput v, size_t tokenStride, size_t tokens,
        size_t heads, size_t headWidth, float scale, CNKOptionalInput kept, CNKOutput p, CNKOutput y,
        size_t outputStride);
    /// scratch: as many floats as there are tokens. Overwrites the three gradients.
    void (*_Nonnull attention_backward)(
        CNKInput q, size_t queryStride, size_t queries, CNKInput k, CNKInput v, size_t tokenStride, size_t tokens,
        size_t heads, size_t headWidth, float scale, CNKOptionalInput kept, CNKInput p, CNKInput gradient,
        size_t gradientStride, CNKOutput queryGradient, size_t queryGradientStride, CNKOutput keyGradient,
        CNKOutput valueGradient, size_t tokenGradientStride, CNKOutput scratch);

    float (*_Nonnull sum_of_squares)(CNKInput x, size_t count);
    /// Updates the weights, their moments and their running average.
    void (*_Nonnull adamw)(
        const CNKAdamW *_Nonnull step, CNKInput gradient, CNKOutput weight, CNKOutput mean, CNKOutput square,
        CNKOutput average, size_t count);
} CNKKernels;

/// The best kernels for this machine up to a level: 0 baseline, 1 AVX2 and FMA, 2 AVX-512.
CNKKernels cnk_kernels(int level);

#endif
