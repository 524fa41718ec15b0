/// A canvas that segments are cut to.
struct CapsuleCanvas {
    private let width: Double
    private let height: Double
    /// How far from a segment there is ink, in pixels.
    let reach: Double
    private let longest: Double

    init(width: Int, height: Int, reach: Double) {
        self.width = Double(width)
        self.height = Double(height)
        self.reach = reach
        longest = Capsule.longest(reach: reach)
    }

    /// What is to be drawn of a segment: `nil` where it is nowhere near the canvas or has no finite place.
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
        // A pixel's middle is half a pixel from its edge, so that the first pixel is the rounded edge.
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

    /// Long segments are cut to the canvas while numbers are precise.
    @inline(never)
    private func longCapsule(from a: SIMD2<Double>, to b: SIMD2<Double>) -> Capsule? {
        guard let (a, b) = cut(from: a, to: b) else { return nil }
        let step = b - a
        return capsule(from: a, step: step, square: step.x * step.x + step.y * step.y)
    }

    /// The part of a segment within the canvas and a little more than the reach around it (Liang and Barsky, "A new
    /// concept and method for line clipping", ACM Transactions on Graphics 3, 1984).
    private func cut(from a: SIMD2<Double>, to b: SIMD2<Double>) -> (SIMD2<Double>, SIMD2<Double>)? {
        let step = b - a
        guard step.x.isFinite, step.y.isFinite else { return nil }
        let margin = reach + 1
        var (first, last) = (0.0, 1.0)
        for (start, step, limit) in [(a.x, step.x, width), (a.y, step.y, height)] {
            guard step != 0 else {
                if start < -margin || start > limit + margin { return nil }
                continue
            }
            let (toLow, toHigh) = ((-margin - start) / step, (limit + margin - start) / step)
            first = max(first, min(toLow, toHigh))
            last = min(last, max(toLow, toHigh))
        }
        guard first <= last else { return nil }
        // From the nearer end, for the sake of segments that begin far away.
        return (a + step * first, last < 1 ? a + step * last : b)
    }
}
