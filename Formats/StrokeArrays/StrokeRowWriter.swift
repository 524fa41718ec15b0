internal import ArrayFiles
internal import SketchModel

/// Rows as bytes.
enum StrokeRowWriter {
    /// Appends the rows of a sketch.
    /// - Parameter dropsFirst: whether the first point, being the origin, has no row.
    /// - Returns: whether the rows lead to positions other than the sketch's points.
    static func append(
        _ sketch: borrowing Sketch,
        _ layout: RowLayout,
        _ type: ElementType,
        dropsFirst: Bool,
        to bytes: inout [UInt8]
    ) throws(StrokeArrayError) -> Bool {
        switch type {
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
        // The position that the rows have reached: offsets count from it, so that their rounding doesn't accumulate.
        var place = Point.zero
        var index = dropsFirst ? 1 : 0
        var offset = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: layout.columns * Number.size * (sketch.points.count - index)))
        var span = bytes.mutableSpan
        var target = span.mutableBytes
        let points = sketch.points.span
        let (columns, one) = (layout.columns, Number.nearest(1)?.bits ?? 0)
        for end in sketch.strokeEnds where end > index {
            while index < end {
                let point = points[index]
                let step = Number.place(point) - base - place
                guard let x = Number.nearest(step.x), let y = Number.nearest(step.y) else {
                    throw .offsetTooLarge(dtype: Number.name)
                }
                place = Point(place.x + x.value, place.y + y.value)
                isRounded = isRounded || place + base != point
                target.storeBytes(of: x.bits, toByteOffset: offset, as: Number.Bits.self)
                target.storeBytes(of: y.bits, toByteOffset: offset + Number.size, as: Number.Bits.self)
                index += 1
                // The column of stroke-3 is 1 if the pen is lifted; the first of stroke-5's three is 1 if it isn't.
                let lifts = index == end
                if columns == 3 {
                    if lifts {
                        target.storeBytes(of: one, toByteOffset: offset + 2 * Number.size, as: Number.Bits.self)
                    }
                    offset += 3 * Number.size
                } else {
                    target.storeBytes(
                        of: one,
                        toByteOffset: offset + (lifts ? 3 : 2) * Number.size,
                        as: Number.Bits.self
                    )
                    offset += 5 * Number.size
                }
            }
        }
        return isRounded
    }

    /// A stroke-5 row without an offset, with the pen state `state`, 0…2.
    static func still(state: Int, _ type: ElementType) -> [UInt8] {
        switch type {
        case .int16: still(Int16.self, state: state)
        case .float32: still(Float.self, state: state)
        default: still(Double.self, state: state)
        }
    }

    private static func still<Number: RowNumber>(_ type: Number.Type, state: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 5 * Number.size)
        var span = bytes.mutableSpan
        var target = span.mutableBytes
        let one = Number.nearest(1)?.bits ?? 0
        target.storeBytes(of: one, toByteOffset: (2 + state) * Number.size, as: Number.Bits.self)
        return bytes
    }
}
