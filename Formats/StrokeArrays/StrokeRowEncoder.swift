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
    /// The longer side below which fractions are more than a rounding.
    private static let smallestWhole = 8.0
    private var tally = LossTally()
    private var attributeLosses = LossReport()

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
        let isRounded = try appendRows(sketch, dropsFirst: dropsFirst, to: &bytes)
        if layout.isPickled { bytes.append(contentsOf: ObjectArrayPickle.itemClosing) }
        let length = bytes.count - start - 4
        for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
        count(sketch, firstStroke: firstStroke, isRounded: isRounded)
    }

    /// - Returns: whether the rows lead to places other than the sketch's points.
    private func appendRows(
        _ sketch: borrowing Sketch,
        dropsFirst: Bool,
        to bytes: inout [UInt8]
    ) throws(StrokeArrayError) -> Bool {
        let isImplicit = layout.origin == .implicit
        if layout.columns == 3, layout.type == .int16,
            WholeRowWriter.append(sketch, isImplicit: isImplicit, dropsFirst: dropsFirst, to: &bytes)
        {
            return false
        }
        let isRounded = try StrokeRowWriter.append(sketch, layout, dropsFirst: dropsFirst, to: &bytes)
        // Coordinates in -1...1, say, are scaled for a network, and of no use as whole numbers.
        if isRounded, layout.type == .int16, let box = sketch.boundingBox, box.longerSide < Self.smallestWhole {
            throw .tooSmallForWholeNumbers
        }
        return isRounded
    }

    var losses: LossReport {
        var report = tally.report
        report.merge(attributeLosses)
        return report
    }

    private mutating func count(_ sketch: borrowing Sketch, firstStroke: Int, isRounded: Bool) {
        if sketch.metadata.label != nil { tally.add(.label) }
        if sketch.metadata.id != nil { tally.add(.id) }
        if sketch.metadata.countryCode != nil { tally.add(.countryCode) }
        if sketch.metadata.timestamp != nil { tally.add(.timestamp) }
        if sketch.metadata.recognized != nil { tally.add(.recognized) }
        if sketch.hasTimes { tally.add(.times) }
        if sketch.hasPressures { tally.add(.pressures) }
        attributeLosses.addAttributes(of: sketch)
        if isRounded { tally.add(.rounding) }
        var end = 0
        for strokeEnd in sketch.strokeEnds {
            if strokeEnd == end {
                tally.add(.emptyStrokes)
                break
            }
            end = strokeEnd
        }
        if layout.origin == .implicit, !sketch.points.isEmpty {
            if sketch.points[0] != .zero { tally.add(.placement) }
            if firstStroke == 1 { tally.add(.singlePoint) }
        }
    }
}

/// Counts losses by their place in a list: a report hashes the names of each, which takes longer than a sketch's rows do.
private struct LossTally {
    private static let losses: [Loss] = [
        .label, .id, .countryCode, .timestamp, .recognized, .times, .pressures, .rounding, .emptyStrokes, .placement,
        .singlePoint,
    ]
    private var counts = [Int](repeating: 0, count: LossTally.losses.count)

    enum Kind: Int {
        case label, id, countryCode, timestamp, recognized, times, pressures, rounding, emptyStrokes, placement
        case singlePoint
    }

    mutating func add(_ kind: Kind) { counts[kind.rawValue] += 1 }

    var report: LossReport {
        var report = LossReport()
        for (loss, count) in zip(Self.losses, counts) where count > 0 { report.add(loss, sketches: count) }
        return report
    }
}
