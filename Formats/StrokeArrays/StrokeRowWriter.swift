internal import ArrayFiles
internal import SketchModel

/// Rows as bytes.
enum StrokeRowWriter {
    /// The nearest whole coordinates, halves to the even one.
    @inline(__always)
    static func rounded(_ point: Point) -> Point { Point(rounded(point.x), rounded(point.y)) }

    @inline(__always)
    private static func rounded(_ value: Double) -> Double {
        // Adding 1.5 · 2⁵² leaves no bits for a fraction. It is several times as fast as a call of rint.
        abs(value) < 0x1p51 ? value + 0x1.8p52 - 0x1.8p52 : value.rounded(.toNearestOrEven)
    }

    /// The number of the type that `value` is written as; not finite where it does not fit.
    static func nearest(_ value: Double, _ type: ElementType) -> Double {
        switch type {
        case .int16: abs(value) <= 32_767 ? value : .infinity
        case .float32: Double(Float(value))
        default: value
        }
    }

    /// One row of any layout.
    static func append(_ step: Point, lifts: Bool, _ layout: RowLayout, to bytes: inout [UInt8]) {
        append(step.x, layout.type, to: &bytes)
        append(step.y, layout.type, to: &bytes)
        if layout.columns == 5 { append(lifts ? 0 : 1, layout.type, to: &bytes) }
        append(lifts ? 1 : 0, layout.type, to: &bytes)
        if layout.columns == 5 { append(0, layout.type, to: &bytes) }
    }

    /// A stroke-5 row without an offset, and with pen state `state`, 0…2.
    static func still(state: Int, _ type: ElementType) -> [UInt8] {
        var bytes: [UInt8] = []
        for column in 0..<5 { append(column == 2 + state ? 1 : 0, type, to: &bytes) }
        return bytes
    }

    private static func append(_ value: Double, _ type: ElementType, to bytes: inout [UInt8]) {
        let bits: UInt64 =
            switch type {
            case .int16: UInt64(UInt16(bitPattern: Int16(value)))
            case .float32: UInt64(Float(value).bitPattern)
            default: value.bitPattern
            }
        for index in 0..<type.size { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * index))) }
    }

    /// All rows of a sketch in stroke-3 of int16, which nearly all files are: the same as rounding each point, and
    /// `append` of each difference, in a fraction of the time.
    /// - Returns: whether a coordinate was rounded.
    static func appendShortRows(
        _ sketch: borrowing Sketch,
        origin: Origin,
        dropsFirst: Bool,
        to bytes: inout [UInt8]
    ) throws(StrokeArrayError) -> Bool {
        let first = dropsFirst ? 1 : 0
        guard let start = sketch.points.first else { return false }
        var last = origin == .implicit ? rounded(start) : .zero
        var isRounded = origin == .implicit && last != start
        var offset = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 6 * (sketch.points.count - first)))
        var target = bytes.mutableSpan
        let points = sketch.points.span
        var index = first
        for end in sketch.strokeEnds where end > index {
            while index < end {
                let point = points[index]
                let place = rounded(point)
                if place != point { isRounded = true }
                let (x, y) = (place.x - last.x, place.y - last.y)
                guard abs(x) <= 32_767, abs(y) <= 32_767 else { throw .offsetTooLarge(dtype: "int16") }
                last = place
                let (shortX, shortY) = (Int32(x), Int32(y))
                target[offset] = UInt8(truncatingIfNeeded: shortX)
                target[offset + 1] = UInt8(truncatingIfNeeded: shortX >> 8)
                target[offset + 2] = UInt8(truncatingIfNeeded: shortY)
                target[offset + 3] = UInt8(truncatingIfNeeded: shortY >> 8)
                offset += 6
                index += 1
            }
            target[offset - 2] = 1
        }
        return isRounded
    }
}
