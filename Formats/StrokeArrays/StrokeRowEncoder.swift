internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// How sketches are laid out in arrays.
struct RowLayout: Sendable, Hashable {
    /// 3 or 5.
    var columns: Int
    var type: ElementType
    var origin: Origin
    /// Whether each sketch is an array of its own in an object array; otherwise all lie in one array.
    var isPickled: Bool
    var maxLength: Int?

    var rowSize: Int { columns * type.size }
}

extension Loss {
    static let singlePoint = Loss(
        name: "singlePointDoubled",
        text: "first strokes of a single point written as two equal points"
    )
}

/// Turns sketches into rows. Each is written as its length in bytes, four bytes, and the rows, as an item of a pickle or
/// plain; `StrokeArrayWriter` puts them together.
struct StrokeRowEncoder: SketchEncoder {
    let layout: RowLayout
    private(set) var losses = LossReport()

    init(layout: RowLayout) { self.layout = layout }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        let firstStroke = sketch.strokeEnds.first { $0 > 0 } ?? 0
        // The first row's point is dropped where it is the origin, unless its stroke had no row then.
        let dropsFirst = layout.origin == .implicit && firstStroke > 1
        let rows = sketch.points.count - (dropsFirst ? 1 : 0)
        if let limit = layout.maxLength, rows > limit { throw StrokeArrayError.tooLong(rows: rows, limit: limit) }
        let size = rows * layout.rowSize
        guard rows <= StrokeItem.mostRows, size <= ObjectArrayPickle.largestItem else {
            throw StrokeArrayError.tooManyRows(rows, limit: StrokeItem.mostRows)
        }
        let start = bytes.count
        for _ in 0..<4 { bytes.append(0) }
        if layout.isPickled {
            ObjectArrayPickle.appendItemOpening(rows: rows, columns: layout.columns, byteCount: size, to: &bytes)
        }
        let isRounded = try StrokeRowWriter.append(sketch, layout, dropsFirst: dropsFirst, to: &bytes)
        if layout.isPickled { bytes.append(contentsOf: ObjectArrayPickle.itemClosing) }
        let length = bytes.count - start - 4
        for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
        count(sketch, firstStroke: firstStroke, isRounded: isRounded)
    }

    private mutating func count(_ sketch: borrowing Sketch, firstStroke: Int, isRounded: Bool) {
        if sketch.metadata.label != nil { losses.add(.label) }
        if sketch.metadata.id != nil { losses.add(.id) }
        if sketch.metadata.countryCode != nil { losses.add(.countryCode) }
        if sketch.metadata.timestamp != nil { losses.add(.timestamp) }
        if sketch.metadata.recognized != nil { losses.add(.recognized) }
        if sketch.hasTimes { losses.add(.times) }
        if sketch.hasPressures { losses.add(.pressures) }
        if isRounded { losses.add(.rounding) }
        var end = 0
        for strokeEnd in sketch.strokeEnds {
            if strokeEnd == end {
                losses.add(.emptyStrokes)
                break
            }
            end = strokeEnd
        }
        if layout.origin == .implicit, !sketch.points.isEmpty {
            if sketch.points[0] != .zero { losses.add(.placement) }
            if firstStroke == 1 { losses.add(.singlePoint) }
        }
    }
}
