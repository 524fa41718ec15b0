internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// The layout of sketches in arrays.
struct RowLayout: Sendable, Hashable {
    /// 3 or 5.
    var columns: Int
    /// The type of all numbers; `nil` means int16 if no sketch loses anything by it, otherwise float32.
    var type: ElementType?
    var origin: Origin
    /// Whether each sketch is a separate array in an object array; otherwise all are in one array.
    var isPickled: Bool
    var maxLength: Int?
}

extension Loss {
    static let singlePoint = Loss(
        name: "singlePointDoubled",
        text: "first strokes of a single point written as two equal points"
    )
}

/// Turns sketches into rows, each a `SpooledSketch`; `StrokeArrayWriter` puts them together.
struct StrokeRowEncoder: SketchEncoder {
    let layout: RowLayout
    /// The longer side below which fractions are more than rounding.
    private static let smallestWhole = 8.0
    private var tally = LossTally()
    private var attributeLosses = LossReport()

    init(layout: RowLayout) { self.layout = layout }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        let firstStroke = sketch.strokeEnds.first { $0 > 0 } ?? 0
        // The first row's point is dropped if it is the origin, unless its stroke would then have no row.
        let dropsFirst = layout.origin == .implicit && firstStroke > 1
        let rows = sketch.points.count - (dropsFirst ? 1 : 0)
        if let limit = layout.maxLength, rows > limit { throw StrokeArrayError.tooLong(rows: rows, limit: limit) }
        // Below 2³¹ bytes, whatever the type.
        guard rows <= StrokeItem.mostRows else {
            throw StrokeArrayError.tooManyRows(rows, limit: StrokeItem.mostRows)
        }
        let start = bytes.count
        SpooledSketch.begin(sketch, rowCount: rows, in: &bytes)
        let rowsStart = bytes.count
        let written = try appendItem(sketch, rows: rows, dropsFirst: dropsFirst, to: &bytes)
        let isFloat = layout.type == nil && written.type != .int16
        SpooledSketch.end(start, rowsStart: rowsStart, isFloat: isFloat, in: &bytes)
        count(sketch, firstStroke: firstStroke, isRounded: written.isRounded)
    }

    /// - Returns: the rows' type, and whether they lead to positions other than the sketch's points.
    private func appendItem(
        _ sketch: borrowing Sketch,
        rows: Int,
        dropsFirst: Bool,
        to bytes: inout [UInt8]
    ) throws(StrokeArrayError) -> (type: ElementType, isRounded: Bool) {
        let start = bytes.count
        if layout.type == nil || layout.type == .int16 {
            open(.int16, rows: rows, in: &bytes)
            if let isRounded = try appendWholeRows(sketch, dropsFirst: dropsFirst, to: &bytes) {
                close(&bytes)
                return (.int16, isRounded)
            }
            bytes.removeLast(bytes.count - start)
        }
        let type = layout.type ?? .float32
        open(type, rows: rows, in: &bytes)
        let isRounded = try StrokeRowWriter.append(sketch, layout, type, dropsFirst: dropsFirst, to: &bytes)
        close(&bytes)
        return (type, isRounded)
    }

    /// Appends rows of int16.
    /// - Returns: whether they are rounded; `nil` if they would be but need not be, in which case `bytes` may contain
    ///   some of them.
    private func appendWholeRows(
        _ sketch: borrowing Sketch,
        dropsFirst: Bool,
        to bytes: inout [UInt8]
    ) throws(StrokeArrayError) -> Bool? {
        let isImplicit = layout.origin == .implicit
        if layout.columns == 3 {
            if WholeRowWriter.append(sketch, isImplicit: isImplicit, dropsFirst: dropsFirst, to: &bytes) {
                return false
            }
            if layout.type == nil { return nil }
        }
        let isRounded: Bool
        do throws(StrokeArrayError) {
            isRounded = try StrokeRowWriter.append(sketch, layout, .int16, dropsFirst: dropsFirst, to: &bytes)
        } catch {
            if layout.type == nil { return nil }
            throw error
        }
        if isRounded, layout.type == nil { return nil }
        // Coordinates in -1...1, for example, are scaled for a network, and useless as whole numbers.
        if isRounded, let box = sketch.boundingBox, box.longerSide < Self.smallestWhole {
            throw .tooSmallForWholeNumbers
        }
        return isRounded
    }

    private func open(_ type: ElementType, rows: Int, in bytes: inout [UInt8]) {
        guard layout.isPickled else { return }
        let size = rows * layout.columns * type.size
        ObjectArrayPickle.appendItemOpening(rows: rows, columns: layout.columns, byteCount: size, to: &bytes)
    }

    private func close(_ bytes: inout [UInt8]) {
        if layout.isPickled { bytes.append(contentsOf: ObjectArrayPickle.itemClosing) }
    }

    var losses: LossReport {
        var report = tally.report
        report.merge(attributeLosses)
        return report
    }

    private mutating func count(_ sketch: borrowing Sketch, firstStroke: Int, isRounded: Bool) {
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

/// Counts losses by their index in a list, since a report hashes the names of each, which takes longer than a sketch's
/// rows.
private struct LossTally {
    private static let losses: [Loss] = [
        .countryCode, .timestamp, .recognized, .times, .pressures, .rounding, .emptyStrokes, .placement,
        .singlePoint,
    ]
    private var counts = [Int](repeating: 0, count: LossTally.losses.count)

    enum Kind: Int {
        case countryCode, timestamp, recognized, times, pressures, rounding, emptyStrokes, placement
        case singlePoint
    }

    mutating func add(_ kind: Kind) { counts[kind.rawValue] += 1 }

    var report: LossReport {
        var report = LossReport()
        for (loss, count) in zip(Self.losses, counts) where count > 0 { report.add(loss, sketches: count) }
        return report
    }
}
