// Vectors of WIDTH floats and the functions of one element, for the instruction set being compiled.

typedef float Floats __attribute__((vector_size(WIDTH * 4), aligned(4)));
typedef int Ints __attribute__((vector_size(WIDTH * 4), aligned(4)));

#define INLINE static inline __attribute__((always_inline))

INLINE Floats all(float value) { return value - (Floats){0}; }
INLINE Floats load(const float *x) { return *(const Floats *)x; }
INLINE void store(float *y, Floats value) { *(Floats *)y = value; }

// The first `count` floats of a vector, fewer than all; memory after them isn't touched.
#if WIDTH == 16
INLINE Floats load_part(const float *x, size_t count) {
    return (Floats)_mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), x);
}
INLINE void store_part(float *y, Floats value, size_t count) {
    _mm512_mask_storeu_ps(y, (__mmask16)((1u << count) - 1), (__m512)value);
}
#elif WIDTH == 8
INLINE Ints lanes_before(size_t count) { return ((Ints){0, 1, 2, 3, 4, 5, 6, 7}) < (int)count; }
INLINE Floats load_part(const float *x, size_t count) {
    return (Floats)_mm256_maskload_ps(x, (__m256i)lanes_before(count));
}
INLINE void store_part(float *y, Floats value, size_t count) {
    _mm256_maskstore_ps(y, (__m256i)lanes_before(count), (__m256)value);
}
#else
INLINE Floats load_part(const float *x, size_t count) {
    return (Floats){count > 0 ? x[0] : 0, count > 1 ? x[1] : 0, count > 2 ? x[2] : 0, 0};
}
INLINE void store_part(float *y, Floats value, size_t count) {
    for (size_t i = 0; i < count; i++) y[i] = value[i];
}
#endif

// The next `left` floats, at most a whole vector, with zeros after the last.
INLINE Floats take(const float *x, size_t left) {
    if (__builtin_expect(left >= WIDTH, 1)) return load(x);
    return load_part(x, left);
}
INLINE void put(float *y, Floats value, size_t left) {
    if (__builtin_expect(left >= WIDTH, 1))
        store(y, value);
    else
        store_part(y, value, left);
}
// The value, with zeros from lane `left` on.
INLINE Floats first(Floats value, size_t left) {
    if (__builtin_expect(left < WIDTH, 0))
        for (size_t i = left; i < WIDTH; i++) value[i] = 0;
    return value;
}

INLINE Floats choose(Ints mask, Floats a, Floats b) {
    return (Floats)(((Ints)a & mask) | ((Ints)b & ~mask));
}
// Comparisons with a NaN are false, so both functions pass NaNs through.
INLINE Floats at_least(Floats x, float low) { return choose(x < low, all(low), x); }
INLINE Floats at_most(Floats x, float high) { return choose(x > high, all(high), x); }

// The sum of the lanes, halves first: the same order for every value.
INLINE float sum(Floats x) {
#if WIDTH == 16
    const __attribute__((vector_size(32))) float eight =
        __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7) +
        __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15);
#elif WIDTH == 8
    const Floats eight = x;
#endif
#if WIDTH >= 8
    const __attribute__((vector_size(16))) float four =
        __builtin_shufflevector(eight, eight, 0, 1, 2, 3) + __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
#else
    const Floats four = x;
#endif
    return (four[0] + four[2]) + (four[1] + four[3]);
}

// exp(x) - 1 = 2^n (1 + q) - 1 with x = n ln 2 + r and q = expm1(r): a minimax polynomial of relative error 3e-9 on
// |r| <= ln 2 / 2. Adding 1.5 * 2^23 rounds to a whole number and leaves it in the low bits.
#define EXP_PARTS(x)                                                                                                   \
    const Floats shifted = (x) * 1.44269504f + 12582912.0f;                                                            \
    const Floats whole = shifted - 12582912.0f;                                                                        \
    const Ints n = (Ints)shifted - 0x4B400000;                                                                         \
    const Floats r = ((x) - whole * 0.693359375f) + whole * 2.12194440e-4f;                                            \
    const Floats q = r + r * r *                                                                                       \
        (0.49999994f + r * (0.16666521f + r * (0.041668389f + r * (0.0083687166f + r * 0.0013814603f))))

INLINE Floats power_of_two(Ints n) { return (Floats)((n + 127) << 23); }

// For x in -87 ... 88, where no scale leaves the normal numbers.
INLINE Floats exp_within(Floats x) {
    EXP_PARTS(x);
    const Floats scale = power_of_two(n);
    return scale + scale * q;
}

// For every x: the scale is applied in two halves, so that results below the normal numbers round once.
INLINE Floats exp_any(Floats x) {
    const Floats bounded = at_most(at_least(x, -104.0f), 89.0f);
    EXP_PARTS(bounded);
    const Ints half = n >> 1;
    return ((1.0f + q) * power_of_two(half)) * power_of_two(n - half);
}

INLINE Floats sigmoid(Floats x) { return 1.0f / (1.0f + exp_within(at_most(at_least(-x, -87.0f), 87.0f))); }

// expm1(2x) / (expm1(2x) + 2), which keeps its precision near zero.
INLINE Floats tanh_of(Floats x) {
    const Floats doubled = at_most(at_least(x + x, -20.0f), 20.0f);
    EXP_PARTS(doubled);
    const Floats scale = power_of_two(n);
    const Floats m = scale * q + (scale - 1.0f);
    // If expm1 is so small that its quotient would underflow or lose its sign, tanh x is x.
    const Ints tiny = (x > -1e-4f) & (x < 1e-4f);
    return choose(tiny, x, m / (m + 2.0f));
}

// exp(-x^2 / 2) in `bell`, and the share of the normal distribution below x:
// half of erfc(|x| / sqrt 2) = bell * u P(u) with u = 1 / (1 + 0.4 |x| / sqrt 2), a fit of relative error 1.3e-7.
#define NORMAL_SHARE(x)                                                                                                \
    const Floats bell = exp_within(at_least((x) * (x) * -0.5f, -87.0f));                                               \
    const Floats u = 1.0f / (1.0f + 0.28284271f * (Floats)((Ints)(x) & 0x7FFFFFFF));                                   \
    const Floats tail = (0.5f * bell) * (u *                                                                           \
        (0.22567587f + u * (0.22566953f + u * (0.20784384f + u * (0.16853403f + u * (0.14146040f + u *                 \
        (-0.0056667300f + u * (0.16915366f + u * (-0.18294287f + u * 0.050272398f)))))))));                            \
    const Floats share = choose((x) < 0.0f, tail, 1.0f - tail)

// Beyond 13 the share is below 1e-38; the limit also avoids infinity times zero.
INLINE Floats gelu(Floats x) {
    NORMAL_SHARE(x);
    return choose(x < -13.0f, all(-0.0f), x * share);
}
INLINE Floats gelu_derivative(Floats x) {
    NORMAL_SHARE(x);
    const Floats slope = share + x * (bell * 0.39894228f);
    return choose(x < -13.0f, all(-0.0f), choose(x > 13.0f, all(1.0f), slope));
}
