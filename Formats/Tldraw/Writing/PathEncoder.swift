internal import ArrayFiles
internal import SketchModel
internal import TextNotation

/// Writes a stroke's points as segments: the first point as three binary32, then differences as three binary16 each.
/// Each difference is taken from what a reader has by then, so rounding doesn't add up.
///
/// The app smooths free segments, so that points far from one another lose their corners; straight ones keep them. Every
/// segment but the first begins with the last point of the one before it, which readers leave out.
struct PathEncoder {
    /// Whether a coordinate, or a pressure, isn't read back as it was.
    var isRounded = false
    var roundsPressures = false
    private var packed: [UInt8] = []

    /// From which difference on a point is the end of a straight segment. Smaller differences are rounded by 1/512 at
    /// most.
    private static let reach = 8.0
    /// The largest binary16.
    private static let largest = 65504.0

    /// Appends the array of segments of a stroke that has points, relative to its first one.
    /// - Throws: `TldrawError.strokeTooLarge`
    mutating func append(_ sketch: borrowing Sketch, _ stroke: Int, to bytes: inout [UInt8]) throws(TldrawError) {
        let range = sketch.range(ofStroke: stroke)
        let origin = sketch.points[range.lowerBound]
        /// What a reader has after the point before.
        var last = SIMD3(0.0, 0, 0)
        var isStraight = false
        packed.removeAll(keepingCapacity: true)
        bytes.append(UInt8(ascii: "["))
        for index in range {
            let point = sketch.points[index]
            let height = sketch.hasPressures ? sketch.pressures[index] * PenPoints.pressureScale : 0.5
            let next = SIMD3(point.x - origin.x, point.y - origin.y, height)
            let distance = max((next.x - last.x).magnitude, (next.y - last.y).magnitude)
            // Also if it isn't a number, since both are infinite.
            guard distance.isFinite else { throw .strokeTooLarge(stroke: stroke) }
            if index == range.lowerBound {
                last = try begin(at: next, stroke)
            } else {
                // Rounded, since 8 may be a little less when it is written again.
                let step = halves(next - last).numbers
                let isLong = max(step.x.magnitude, step.y.magnitude) >= Self.reach
                if isLong || isStraight {
                    endSegment(isStraight: isStraight, to: &bytes)
                    // A straight segment's begin makes up for what its difference is rounded by, or falls short of.
                    let share = min(1, Self.largest / distance)
                    last = try begin(at: isLong ? next - halves((next - last) * share).numbers : last, stroke)
                }
                isStraight = isLong
                let (bits, numbers) = halves(next - last)
                for axis in 0..<3 { append(UInt32(bits[axis]), bytes: 2) }
                last += numbers
            }
            if Point(last.x + origin.x, last.y + origin.y) != point { isRounded = true }
            if sketch.hasPressures, min(max(last.z / PenPoints.pressureScale, 0), 1) != sketch.pressures[index] {
                roundsPressures = true
            }
        }
        endSegment(isStraight: isStraight, to: &bytes)
        bytes[bytes.count - 1] = UInt8(ascii: "]")
    }

    /// Writes the first point of a segment.
    /// - Returns: what a reader has then.
    private mutating func begin(at point: SIMD3<Double>, _ stroke: Int) throws(TldrawError) -> SIMD3<Double> {
        // Multiples of the smallest binary16: what is less is the rounding of a subtraction.
        let floats = SIMD3<Float>((point * 0x1p24).rounded(.toNearestOrEven) * 0x1p-24)
        for axis in 0..<3 {
            guard floats[axis].isFinite else { throw .strokeTooLarge(stroke: stroke) }
            append(floats[axis].bitPattern, bytes: 4)
        }
        return SIMD3<Double>(floats)
    }

    /// The nearest binary16. Zero has no sign, so that equal points are written as equal bytes.
    private func halves(_ step: SIMD3<Double>) -> (bits: SIMD3<UInt16>, numbers: SIMD3<Double>) {
        var bits = SIMD3<UInt16>.zero
        var numbers = SIMD3<Double>.zero
        for axis in 0..<3 {
            let half = FloatBits.half(Float(step[axis]))
            bits[axis] = half == 0x8000 ? 0 : half
            numbers[axis] = Double(FloatBits.half(bits[axis]))
        }
        return (bits, numbers)
    }

    private mutating func append(_ bits: UInt32, bytes: Int) {
        for byte in 0..<bytes { packed.append(UInt8(bits >> (8 * UInt32(byte)) & 255)) }
    }

    /// Appends the segment and a comma.
    private mutating func endSegment(isStraight: Bool, to bytes: inout [UInt8]) {
        bytes += Array("{\"type\":\"\(isStraight ? "straight" : "free")\",\"path\":\"".utf8)
        Base64.append(packed, to: &bytes)
        bytes += Array("\"},".utf8)
        packed.removeAll(keepingCapacity: true)
    }
}
