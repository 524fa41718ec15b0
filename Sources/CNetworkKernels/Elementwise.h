// Kernels over arrays whose shape doesn't matter, and column sums.

// y = OPERATION of a, an element of x, and b, the previous element of y.
#define MAP(NAME, OPERATION)                                                                                           \
    static void NAME(const float *x, float *y, size_t count) {                                                         \
        for (size_t i = 0; i < count; i += WIDTH) {                                                                    \
            const Floats a = take(x + i, count - i), b = take(y + i, count - i);                                       \
            (void)b;                                                                                                   \
            put(y + i, OPERATION, count - i);                                                                          \
        }                                                                                                              \
    }

MAP(map_exp, exp_any(a))
MAP(map_tanh, tanh_of(a))
MAP(map_sigmoid, sigmoid(a))
MAP(map_gelu, gelu(a))
MAP(map_gelu_backward, b * gelu_derivative(a))
MAP(map_add, b + a)
MAP(map_multiply, b * a)

static void add_column_sums(const float *x, size_t stride, size_t rows, size_t columns, float *y) {
    size_t row = 0;
    // Four rows at a time, so that y is read and written only a quarter as often.
    for (; row + 4 <= rows; row += 4) {
        const float *a = x + row * stride, *b = a + stride, *c = b + stride, *d = c + stride;
        size_t i = 0;
        for (; i + WIDTH <= columns; i += WIDTH)
            store(y + i, load(y + i) + ((load(a + i) + load(b + i)) + (load(c + i) + load(d + i))));
        for (; i < columns; i++) y[i] += (a[i] + b[i]) + (c[i] + d[i]);
    }
    for (; row < rows; row++) map_add(x + row * stride, y, columns);
}
