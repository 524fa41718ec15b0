internal import ArrayFiles
internal import SketchModel

/// Writes a stroke's points as segments: the first point as three binary32, then differences as three binary16 each.
/// Each difference is taken from what a reader has by then, so rounding doesn't add up.
struct PathEncoder {
    /// Whether a coordinate, or a pressure, isn't read back as it was.
    var isRounded = false
    var roundsPressures = false
    private var packed: [UInt8] = []

    /// From which difference on a point that binary16 would round begins a segment of its own, in binary32. Smaller
    /// differences are rounded by 1/64 at most.
    private static let reach = 64.0

    /// Appends the array of segments of a stroke that has points, relative to its first one.
    /// - Throws: `TldrawError.strokeTooLarge`
    mutating func append(_ sketch: borrowing Sketch, _ stroke: Int, to bytes: inout [UInt8]) throws(TldrawError) {
        let range = sketch.range(ofStroke: stroke)
        let origin = sketch.points[range.lowerBound]
        /// What a reader has after the point before.
        var (x, y, z) = (0.0, 0.0, 0.0)
        packed.removeAll(keepingCapacity: true)
        bytes.append(UInt8(ascii: "["))
        for index in range {
            let point = sketch.points[index]
            let local = point - origin
            let height = sketch.hasPressures ? sketch.pressures[index] * PenPoints.pressureScale : 0.5
            let steps = [local.x - x, local.y - y, height - z].map { FloatBits.half(Float($0)) }
            var next = (x + number(steps[0]), y + number(steps[1]), z + number(steps[2]))
            let isExact = Point(next.0 + origin.x, next.1 + origin.y) == point
            let isNear = number(steps[0]).magnitude < Self.reach && number(steps[1]).magnitude < Self.reach
            if index == range.lowerBound || !(isExact || isNear) {
                if !packed.isEmpty { endSegment(to: &bytes, isLast: false) }
                // Multiples of the smallest binary16: what is less is the rounding of a subtraction.
                let floats = [local.x, local.y, height].map { Float(($0 * 0x1p24).rounded() * 0x1p-24) }
                guard floats.allSatisfy(\.isFinite) else { throw .strokeTooLarge(stroke: stroke) }
                for float in floats { append(float.bitPattern, bytes: 4) }
                next = (Double(floats[0]), Double(floats[1]), Double(floats[2]))
            } else {
                // Zero has no sign, so that equal points are written as equal bytes.
                for step in steps { append(step == 0x8000 ? 0 : UInt32(step), bytes: 2) }
            }
            (x, y, z) = next
            if Point(x + origin.x, y + origin.y) != point { isRounded = true }
            if sketch.hasPressures, min(max(z / PenPoints.pressureScale, 0), 1) != sketch.pressures[index] {
                roundsPressures = true
            }
        }
        endSegment(to: &bytes, isLast: true)
        bytes.append(UInt8(ascii: "]"))
    }

    private func number(_ half: UInt16) -> Double { Double(FloatBits.half(half)) }

    private mutating func append(_ bits: UInt32, bytes: Int) {
        for byte in 0..<bytes { packed.append(UInt8(bits >> (8 * UInt32(byte)) & 255)) }
    }

    private mutating func endSegment(to bytes: inout [UInt8], isLast: Bool) {
        bytes += Array("{\"type\":\"free\",\"path\":\"".utf8)
        Base64.append(packed, to: &bytes)
        bytes += Array((isLast ? "\"}" : "\"},").utf8)
        packed.removeAll(keepingCapacity: true)
    }
}
