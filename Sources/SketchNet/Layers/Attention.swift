/// Scaled dot-product attention with several heads, within the tokens of each sketch.
struct Attention: Sendable {
    let heads: Int
    /// From this number of tokens on, two matrix products per head are faster.
    static let largeSketch = 40

    /// The rows of one sketch: the queries, and the tokens attended to.
    struct Sketch {
        var queries: Range<Int>
        var tokens: Range<Int>
    }

    /// The number of attention weights.
    func weightCount(_ sketches: [Sketch]) -> Int {
        sketches.reduce(0) { $0 + heads * $1.queries.count * $1.tokens.count }
    }

    private func forEachSketch<Scalar>(
        _ sketches: [Sketch],
        q: Matrix<Scalar>,
        k: Matrix<Scalar>,
        v: Matrix<Scalar>,
        p: Matrix<Scalar>,
        kept: Matrix<Scalar>?,
        _ body: (Sketch, SmallAttention<Scalar>) -> Void
    ) {
        var used = 0
        for sketch in sketches {
            let (rows, columns) = (heads * sketch.queries.count, sketch.tokens.count)
            body(
                sketch,
                SmallAttention(
                    heads: heads,
                    q: q.rows(sketch.queries),
                    k: k.rows(sketch.tokens),
                    v: v.rows(sketch.tokens),
                    kept: kept.map { Matrix($0.base + used, rows: rows, columns: columns) },
                    p: Matrix(p.base + used, rows: rows, columns: columns)
                )
            )
            used += rows * columns
        }
    }

    /// - Parameters:
    /// - p: overwritten with the attention weights: by sketch, head, query and token.
    ///   - kept: the factors of dropout, laid out like `p`.
    func forward<Scalar>(
        _ sketches: [Sketch],
        q: Matrix<Scalar>,
        k: Matrix<Scalar>,
        v: Matrix<Scalar>,
        kept: Matrix<Scalar>?,
        p: Matrix<Scalar>,
        into y: Matrix<Scalar>,
        in arena: Arena<Scalar>
    ) {
        forEachSketch(sketches, q: q, k: k, v: v, p: p, kept: kept) { sketch, attention in
            if sketch.tokens.count < Attention.largeSketch {
                Scalar.attention(attention, into: y.rows(sketch.queries))
            } else {
                forwardLarge(attention, into: y.rows(sketch.queries), in: arena)
            }
        }
    }

    /// Overwrites the gradients of q, k and v in the rows of the sketches.
    func backward<Scalar>(
        _ sketches: [Sketch],
        q: Matrix<Scalar>,
        k: Matrix<Scalar>,
        v: Matrix<Scalar>,
        kept: Matrix<Scalar>?,
        p: Matrix<Scalar>,
        gradient: Matrix<Scalar>,
        queryGradient: Matrix<Scalar>,
        keyGradient: Matrix<Scalar>,
        valueGradient: Matrix<Scalar>,
        in arena: Arena<Scalar>
    ) {
        let mark = arena.mark
        let scratch = arena.matrix(1, Attention.largeSketch)
        forEachSketch(sketches, q: q, k: k, v: v, p: p, kept: kept) { sketch, attention in
            let gradients = (
                y: gradient.rows(sketch.queries), q: queryGradient.rows(sketch.queries),
                k: keyGradient.rows(sketch.tokens), v: valueGradient.rows(sketch.tokens)
            )
            if sketch.tokens.count < Attention.largeSketch {
                Scalar.attentionBackward(
                    attention,
                    gradient: gradients.y,
                    queryGradient: gradients.q,
                    keyGradient: gradients.k,
                    valueGradient: gradients.v,
                    scratch: scratch
                )
            } else {
                backwardLarge(attention, y: gradients.y, q: gradients.q, k: gradients.k, v: gradients.v, in: arena)
            }
        }
        arena.rewind(to: mark)
    }

    private func forwardLarge<Scalar>(
        _ attention: SmallAttention<Scalar>,
        into y: Matrix<Scalar>,
        in arena: Arena<Scalar>
    ) {
        let (q, k, v) = (attention.q, attention.k, attention.v)
        let mark = arena.mark
        for head in 0..<heads {
            let channels = head * attention.headWidth..<(head + 1) * attention.headWidth
            let rows = head * q.rows..<(head + 1) * q.rows
            var p = attention.p.rows(rows)
            Scalar.multiply(
                q.columns(channels),
                transposed: false,
                k.columns(channels),
                transposed: true,
                into: p,
                adding: false
            )
            Scalar.softmax(p, scale: attention.scale)
            if let kept = attention.kept { p = dropped(p, kept.rows(rows), in: arena) }
            Scalar.multiply(
                p,
                transposed: false,
                v.columns(channels),
                transposed: false,
                into: y.columns(channels),
                adding: false
            )
        }
        arena.rewind(to: mark)
    }

    private func backwardLarge<Scalar>(
        _ attention: SmallAttention<Scalar>,
        y dy: Matrix<Scalar>,
        q dq: Matrix<Scalar>,
        k dk: Matrix<Scalar>,
        v dv: Matrix<Scalar>,
        in arena: Arena<Scalar>
    ) {
        let (q, k, v) = (attention.q, attention.k, attention.v)
        for head in 0..<heads {
            let mark = arena.mark
            let channels = head * attention.headWidth..<(head + 1) * attention.headWidth
            let rows = head * q.rows..<(head + 1) * q.rows
            let p = attention.p.rows(rows)
            let slopes = arena.matrix(q.rows, k.rows)
            Scalar.multiply(
                dy.columns(channels),
                transposed: false,
                v.columns(channels),
                transposed: true,
                into: slopes,
                adding: false
            )
            var used = p
            if let kept = attention.kept {
                Scalar.multiplyElements(of: slopes, by: kept.rows(rows))
                used = dropped(p, kept.rows(rows), in: arena)
            }
            Scalar.multiply(
                used,
                transposed: true,
                dy.columns(channels),
                transposed: false,
                into: dv.columns(channels),
                adding: false
            )
            Scalar.softmaxBackward(p, gradient: slopes, scale: attention.scale)
            Scalar.multiply(
                slopes,
                transposed: false,
                k.columns(channels),
                transposed: false,
                into: dq.columns(channels),
                adding: false
            )
            Scalar.multiply(
                slopes,
                transposed: true,
                q.columns(channels),
                transposed: false,
                into: dk.columns(channels),
                adding: false
            )
            arena.rewind(to: mark)
        }
    }

    private func dropped<Scalar>(
        _ p: Matrix<Scalar>,
        _ kept: Matrix<Scalar>,
        in arena: Arena<Scalar>
    ) -> Matrix<Scalar> {
        let result = arena.matrix(p.rows, p.columns)
        result.copy(from: p)
        Scalar.multiplyElements(of: result, by: kept)
        return result
    }
}
