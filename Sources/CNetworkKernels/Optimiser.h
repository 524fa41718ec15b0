// Kernels for the end of a training step: they read and write every weight once.

// The lanes are summed separately and added at the end, in the same order for every call.
static float sum_of_squares(const float *x, size_t count) {
    Floats even = {0}, odd = {0};
    size_t i = 0;
    for (; i + 2 * WIDTH <= count; i += 2 * WIDTH) {
        const Floats a = load(x + i), b = load(x + i + WIDTH);
        even += a * a;
        odd += b * b;
    }
    for (; i < count; i += WIDTH) {
        const Floats a = take(x + i, count - i);
        even += a * a;
    }
    return sum(even + odd);
}

static void adamw(
    const CNKAdamW *step, const float *gradient, float *weight, float *mean, float *square, float *average,
    size_t count) {
    const CNKAdamW s = *step;
    for (size_t i = 0; i < count; i += WIDTH) {
        const size_t left = count - i;
        const Floats g = take(gradient + i, left) * s.gradient_scale;
        const Floats m = take(mean + i, left) * s.mean_decay + g * (1 - s.mean_decay);
        const Floats v = take(square + i, left) * s.square_decay + g * g * (1 - s.square_decay);
        const Floats root = __builtin_elementwise_sqrt(v) * s.root_scale + s.epsilon;
        const Floats w = take(weight + i, left) * s.weight_scale - s.step_size * m / root;
        const Floats a = take(average + i, left);
        put(mean + i, m, left);
        put(square + i, v, left);
        put(weight + i, w, left);
        put(average + i, a + (w - a) * s.average_share, left);
    }
}
