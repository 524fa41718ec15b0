// Kernels that work row by row: softmax and layer normalisation.

INLINE float dot(const float *x, const float *y, size_t count) {
    Floats total = {0};
    for (size_t i = 0; i < count; i += WIDTH) total += take(x + i, count - i) * take(y + i, count - i);
    return sum(total);
}

// y += scale * x
INLINE void add_scaled(const float *x, float scale, float *y, size_t count) {
    for (size_t i = 0; i < count; i += WIDTH)
        put(y + i, take(y + i, count - i) + scale * take(x + i, count - i), count - i);
}

// y = the weighted sum of rows of x; the weights are the product of two factors if the second is given
INLINE void weighted_sum(
    const float *x, size_t stride, const float *factors, const float *others, size_t rows, float *y, size_t count) {
    for (size_t i = 0; i < count; i += WIDTH) {
        Floats total = {0};
        for (size_t row = 0; row < rows; row++)
            total += (others ? factors[row] * others[row] : factors[row]) * take(x + row * stride + i, count - i);
        put(y + i, total, count - i);
    }
}

INLINE void softmax_row(float *x, size_t count, float scale) {
    float highest = x[0];
    for (size_t i = 1; i < count; i++) highest = x[i] > highest ? x[i] : highest;
    highest *= scale;
    Floats sums = {0};
    for (size_t i = 0; i < count; i += WIDTH) {
        const Floats e = exp_within(at_least(take(x + i, count - i) * scale - highest, -87.0f));
        put(x + i, e, count - i);
        sums += first(e, count - i);
    }
    const float share = 1.0f / sum(sums);
    for (size_t i = 0; i < count; i += WIDTH) put(x + i, take(x + i, count - i) * share, count - i);
}

INLINE void softmax_row_backward(const float *p, float *gradient, size_t count, float scale) {
    const float mean = dot(p, gradient, count);
    for (size_t i = 0; i < count; i += WIDTH)
        put(gradient + i, scale * take(p + i, count - i) * (take(gradient + i, count - i) - mean), count - i);
}

static void softmax(float *x, size_t stride, size_t rows, size_t columns, float scale) {
    for (size_t row = 0; row < rows; row++) softmax_row(x + row * stride, columns, scale);
}

static void softmax_backward(
    const float *p, size_t stride, float *gradient, size_t gradientStride, size_t rows, size_t columns, float scale) {
    for (size_t row = 0; row < rows; row++)
        softmax_row_backward(p + row * stride, gradient + row * gradientStride, columns, scale);
}

static void layer_norm(
    const float *x, float *y, size_t rows, size_t columns, const float *weight, const float *bias, float epsilon,
    float *moments) {
    const float share = 1.0f / (float)columns;
    for (size_t row = 0; row < rows; row++, x += columns, y += columns, moments += 2) {
        Floats total = {0}, squares = {0};
        for (size_t i = 0; i < columns; i += WIDTH) total += take(x + i, columns - i);
        const float mean = sum(total) * share;
        for (size_t i = 0; i < columns; i += WIDTH) {
            const Floats d = first(take(x + i, columns - i) - mean, columns - i);
            squares += d * d;
        }
        const float scale = 1.0f / __builtin_sqrtf(sum(squares) * share + epsilon);
        moments[0] = mean;
        moments[1] = scale;
        for (size_t i = 0; i < columns; i += WIDTH) {
            const size_t left = columns - i;
            const Floats n = (take(x + i, left) - mean) * scale;
            put(y + i, n * take(weight + i, left) + take(bias + i, left), left);
        }
    }
}

// With n = (x - mean) * scale and g = gradient * weight: scale * (g - mean of g - n * mean of (g n)).
static void layer_norm_backward(
    const float *x, const float *gradient, size_t rows, size_t columns, const float *weight, const float *moments,
    float *inputGradient, float *weightGradient, float *biasGradient) {
    const float share = 1.0f / (float)columns;
    for (size_t row = 0; row < rows; row++, x += columns, gradient += columns, inputGradient += columns, moments += 2) {
        const float mean = moments[0], scale = moments[1];
        Floats total = {0}, product = {0};
        for (size_t i = 0; i < columns; i += WIDTH) {
            // Beyond the last column g is zero, so both sums end there.
            const size_t left = columns - i;
            const Floats d = take(gradient + i, left), n = (take(x + i, left) - mean) * scale;
            const Floats g = d * take(weight + i, left);
            total += g;
            product += g * n;
            if (weightGradient && biasGradient) {
                put(weightGradient + i, take(weightGradient + i, left) + d * n, left);
                put(biasGradient + i, take(biasGradient + i, left) + d, left);
            }
        }
        const float g_mean = sum(total) * share, product_mean = sum(product) * share;
        for (size_t i = 0; i < columns; i += WIDTH) {
            const size_t left = columns - i;
            const Floats n = (take(x + i, left) - mean) * scale, g = take(gradient + i, left) * take(weight + i, left);
            put(inputGradient + i, take(inputGradient + i, left) + scale * (g - g_mean - n * product_mean), left);
        }
    }
}
