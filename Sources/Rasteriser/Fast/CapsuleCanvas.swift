/// The canvas that segments are clipped to.
struct CapsuleCanvas {
    private let width: Double
    private let height: Double
    /// How far ink reaches from a segment, in pixels.
    let reach: Double
    private let longest: Double

    init(width: Int, height: Int, reach: Double) {
        self.width = Double(width)
        self.height = Double(height)
        self.reach = reach
        longest = Capsule.longest(reach: reach)
    }

    /// The capsule to draw for a segment: `nil` if it is nowhere near the canvas or its position isn't finite.
    @inline(__always)
    func capsule(from a: SIMD2<Double>, to b: SIMD2<Double>) -> Capsule? {
        let step = b - a
        let square = step.x * step.x + step.y * step.y
        return square <= longest * longest ? capsule(from: a, step: step, square: square) : longCapsule(from: a, to: b)
    }

    @inline(__always)
    private func capsule(from a: SIMD2<Double>, step: SIMD2<Double>, square: Double) -> Capsule? {
        let half = step * 0.5
        let middle = a + half
        let around = SIMD2(abs(half.x), abs(half.y)) + reach
        // A pixel's centre is half a pixel from its edge, so the first pixel is the rounded edge.
        let low = middle - around + 0.5
        let high = middle + around + 0.5
        let (left, right) = (clamp(low.x, width), clamp(high.x, width))
        let (top, bottom) = (clamp(low.y, height), clamp(high.y, height))
        guard left < right, top < bottom else { return nil }
        let length = square.squareRoot()
        return Capsule(
            middle: middle,
            direction: length > 0 ? step * (1 / length) : SIMD2(1, 0),
            half: 0.5 * length,
            columns: left..<right,
            rows: top..<bottom
        )
    }

    @inline(__always)
    private func clamp(_ value: Double, _ limit: Double) -> Int {
        let positive = value > 0 ? value : 0
        return Int(positive < limit ? positive : limit)
    }

    /// Clips long segments to the canvas plus a little more than the reach around it, so that nothing can overflow.
    @inline(never)
    private func longCapsule(from a: SIMD2<Double>, to b: SIMD2<Double>) -> Capsule? {
        guard (b.x - a.x).isFinite, (b.y - a.y).isFinite else { return nil }
        let low = -reach - 1
        let high = SIMD2(width, height) + (reach + 1)
        guard let (c, d) = cut(from: a, to: b, low: low, high: high.x),
            let (f, e) = cut(from: SIMD2(c.y, c.x), to: SIMD2(d.y, d.x), low: low, high: high.y)
        else { return nil }
        // Ends that are far away have little precision left, so the second cut may be off where the first one was.
        let from = SIMD2(min(max(f.y, low), high.x), f.x)
        let to = SIMD2(min(max(e.y, low), high.x), e.x)
        let step = to - from
        return capsule(from: from, step: step, square: step.x * step.x + step.y * step.y)
    }

    /// The part of a segment whose x is within the bounds.
    private func cut(
        from a: SIMD2<Double>,
        to b: SIMD2<Double>,
        low: Double,
        high: Double
    ) -> (SIMD2<Double>, SIMD2<Double>)? {
        guard max(a.x, b.x) >= low, min(a.x, b.x) <= high else { return nil }
        let slope = (b.y - a.y) / (b.x - a.x)
        // Measured from the nearer end, because the farther one has less precision.
        let near = abs(a.x) + abs(a.y) < abs(b.x) + abs(b.y) ? a : b
        func moved(_ end: SIMD2<Double>) -> SIMD2<Double> {
            let x = min(max(end.x, low), high)
            return x == end.x ? end : SIMD2(x, near.y + (x - near.x) * slope)
        }
        return (moved(a), moved(b))
    }
}
