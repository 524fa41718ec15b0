internal import ArrayFiles
internal import SketchModel

/// Rows as bytes.
enum StrokeRowWriter {
    /// Appends the rows of a sketch.
    /// - Parameter dropsFirst: whether the first point has no row, being the origin.
    /// - Returns: whether the rows lead to places other than the sketch's points.
    static func append(
        _ sketch: borrowing Sketch,
        _ layout: RowLayout,
        dropsFirst: Bool,
        to bytes: inout [UInt8]
    ) throws(StrokeArrayError) -> Bool {
        switch layout.type {
        case .int16: try append(Int16.self, sketch, layout, dropsFirst: dropsFirst, to: &bytes)
        case .float32: try append(Float.self, sketch, layout, dropsFirst: dropsFirst, to: &bytes)
        default: try append(Double.self, sketch, layout, dropsFirst: dropsFirst, to: &bytes)
        }
    }

    private static func append<Number: RowNumber>(
        _ type: Number.Type,
        _ sketch: borrowing Sketch,
        _ layout: RowLayout,
        dropsFirst: Bool,
        to bytes: inout [UInt8]
    ) throws(StrokeArrayError) -> Bool {
        guard let start = sketch.points.first else { return false }
        let base = layout.origin == .implicit ? Number.place(start) : .zero
        var isRounded = layout.origin == .implicit && base != start
        // Where the rows so far lead: offsets count from there, so that their rounding does not add up.
        var place = Point.zero
        var index = dropsFirst ? 1 : 0
        var offset = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: layout.rowSize * (sketch.points.count - index)))
        var target = bytes.mutableSpan
        let points = sketch.points.span
        let (columns, one) = (layout.columns, nearestOne(type))
        for end in sketch.strokeEnds where end > index {
            while index < end {
                let point = points[index]
                let step = Number.place(point) - base - place
                guard let x = Number.nearest(step.x), let y = Number.nearest(step.y) else {
                    throw .offsetTooLarge(dtype: layout.type.name)
                }
                place = Point(place.x + x.value, place.y + y.value)
                isRounded = isRounded || place + base != point
                store(x.bits, type, at: offset, in: &target)
                store(y.bits, type, at: offset + Number.size, in: &target)
                index += 1
                // The column of stroke-3 is 1 where the pen is lifted; the first of stroke-5's three where it is not.
                let lifts = index == end
                if columns == 3 {
                    if lifts { store(one, type, at: offset + 2 * Number.size, in: &target) }
                    offset += 3 * Number.size
                } else {
                    store(one, type, at: offset + (lifts ? 3 : 2) * Number.size, in: &target)
                    offset += 5 * Number.size
                }
            }
        }
        return isRounded
    }

    @inline(__always)
    private static func store<Number: RowNumber>(
        _ bits: UInt64,
        _ type: Number.Type,
        at offset: Int,
        in target: inout MutableSpan<UInt8>
    ) {
        for index in 0..<Number.size { target[offset + index] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * index)) }
    }

    private static func nearestOne<Number: RowNumber>(_ type: Number.Type) -> UInt64 { Number.nearest(1)?.bits ?? 0 }

    /// A stroke-5 row without an offset, and with pen state `state`, 0…2.
    static func still(state: Int, _ type: ElementType) -> [UInt8] {
        let one =
            switch type {
            case .int16: nearestOne(Int16.self)
            case .float32: nearestOne(Float.self)
            default: nearestOne(Double.self)
            }
        var bytes = [UInt8](repeating: 0, count: 5 * type.size)
        for index in 0..<type.size {
            bytes[(2 + state) * type.size + index] = UInt8(truncatingIfNeeded: one >> UInt64(8 * index))
        }
        return bytes
    }
}
