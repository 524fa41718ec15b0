// Attention within one sketch of few tokens, where calling a matrix product costs more than the product itself.

static void attention(
    const float *q, size_t queryStride, size_t queries, const float *k, const float *v, size_t tokenStride,
    size_t tokens, size_t heads, size_t headWidth, float scale, const float *kept, float *p, float *y,
    size_t outputStride) {
    for (size_t head = 0; head < heads; head++) {
        const size_t at = head * headWidth;
        for (size_t i = 0; i < queries; i++) {
            const float *query = q + i * queryStride + at;
            for (size_t j = 0; j < tokens; j++) p[j] = dot(query, k + j * tokenStride + at, headWidth);
            softmax_row(p, tokens, scale);
            weighted_sum(v + at, tokenStride, p, kept, tokens, y + i * outputStride + at, headWidth);
            p += tokens;
            if (kept) kept += tokens;
        }
    }
}

static void attention_backward(
    const float *q, size_t queryStride, size_t queries, const float *k, const float *v, size_t tokenStride,
    size_t tokens, size_t heads, size_t headWidth, float scale, const float *kept, const float *p,
    const float *gradient, size_t gradientStride, float *queryGradient, size_t queryGradientStride, float *keyGradient,
    float *valueGradient, size_t tokenGradientStride, float *scratch) {
    const size_t width = heads * headWidth;
    for (size_t j = 0; j < tokens; j++)
        for (size_t c = 0; c < width; c++)
            keyGradient[j * tokenGradientStride + c] = valueGradient[j * tokenGradientStride + c] = 0;
    for (size_t head = 0; head < heads; head++) {
        const size_t at = head * headWidth;
        for (size_t i = 0; i < queries; i++) {
            const float *query = q + i * queryStride + at, *out = gradient + i * gradientStride + at;
            for (size_t j = 0; j < tokens; j++) {
                const float factor = kept ? kept[j] : 1.0f;
                scratch[j] = factor * dot(out, v + j * tokenStride + at, headWidth);
                add_scaled(out, factor * p[j], valueGradient + j * tokenGradientStride + at, headWidth);
            }
            softmax_row_backward(p, scratch, tokens, scale);
            weighted_sum(
                k + at, tokenStride, scratch, NULL, tokens, queryGradient + i * queryGradientStride + at, headWidth);
            for (size_t j = 0; j < tokens; j++)
                add_scaled(query, scratch[j], keyGradient + j * tokenGradientStride + at, headWidth);
            p += tokens;
            if (kept) kept += tokens;
        }
    }
}
