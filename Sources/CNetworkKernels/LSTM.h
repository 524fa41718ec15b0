// One step of a long short-term memory over the rows alive, and its gradient.

static void lstm_step(
    float *gates, size_t gateStride, const float *carriedCell, size_t carried, float *cell, float *cellTanh,
    float *hidden, size_t hiddenStride, size_t rows, size_t width) {
    for (size_t row = 0; row < rows; row++, gates += gateStride, hidden += hiddenStride) {
        for (size_t j = 0; j < width; j += WIDTH) {
            const size_t left = width - j;
            const Floats i = sigmoid(take(gates + j, left)), f = sigmoid(take(gates + width + j, left));
            const Floats g = tanh_of(take(gates + 2 * width + j, left)), o = sigmoid(take(gates + 3 * width + j, left));
            Floats c = i * g;
            if (row < carried) c += f * take(carriedCell + row * width + j, left);
            const Floats t = tanh_of(c);
            put(gates + j, i, left);
            put(gates + width + j, f, left);
            put(gates + 2 * width + j, g, left);
            put(gates + 3 * width + j, o, left);
            put(cell + row * width + j, c, left);
            put(cellTanh + row * width + j, t, left);
            put(hidden + j, o * t, left);
        }
    }
}

static void lstm_step_backward(
    float *gates, size_t gateStride, const float *carriedCell, size_t carried, const float *cellTanh,
    const float *hiddenGradient, size_t hiddenStride, float *cellGradient, size_t rows, size_t width) {
    for (size_t row = 0; row < rows; row++, gates += gateStride, hiddenGradient += hiddenStride) {
        for (size_t j = 0; j < width; j += WIDTH) {
            const size_t left = width - j;
            const Floats i = take(gates + j, left), f = take(gates + width + j, left);
            const Floats g = take(gates + 2 * width + j, left), o = take(gates + 3 * width + j, left);
            const Floats t = take(cellTanh + row * width + j, left), dh = take(hiddenGradient + j, left);
            const Floats dc = take(cellGradient + row * width + j, left) + dh * o * (1.0f - t * t);
            Floats df = {0};
            if (row < carried) df = dc * take(carriedCell + row * width + j, left) * f * (1.0f - f);
            put(gates + j, dc * g * i * (1.0f - i), left);
            put(gates + width + j, df, left);
            put(gates + 2 * width + j, dc * i * (1.0f - g * g), left);
            put(gates + 3 * width + j, dh * t * o * (1.0f - o), left);
            put(cellGradient + row * width + j, dc * f, left);
        }
    }
}
