internal import SketchModel
internal import SketchStreams

extension Loss {
    /// The scale of each axis, in formats that bring drawings to 0…1.
    static let proportions = Loss(name: "proportionsDropped", text: "sizes and proportions dropped")
    static let singlePoint = Loss(
        name: "singlePointDoubled",
        text: "first strokes of a single point written as two equal points"
    )
    static let noPoints = Loss(name: "emptyDrawings", text: "drawings without points written as one point")
}

/// Turns sketches into rows of offsets, each a `PendingRecord`.
struct TFRecordEncoder: SketchEncoder {
    /// The classes, if they are given.
    private let classes: ClassList?
    private var counts = Counts()
    private var attributeLosses = LossReport()

    init(classes: ClassList?) { self.classes = classes }

    /// The largest sketch whose record can be read again.
    private static let mostPoints = 1 << 24

    private struct Counts {
        var (id, countryCode, timestamp, recognized, times, pressures) = (0, 0, 0, 0, 0, 0)
        var (proportions, rounding, placement, emptyStrokes, singlePoint, noPoints) = (0, 0, 0, 0, 0, 0)
    }

    var losses: LossReport {
        var report = attributeLosses
        for (loss, sketches) in [
            (.id, counts.id), (.countryCode, counts.countryCode), (.timestamp, counts.timestamp),
            (.recognized, counts.recognized), (.times, counts.times), (.pressures, counts.pressures),
            (.proportions, counts.proportions), (.rounding, counts.rounding), (.placement, counts.placement),
            (.emptyStrokes, counts.emptyStrokes), (.singlePoint, counts.singlePoint), (.noPoints, counts.noPoints),
        ] as [(Loss, Int)] where sketches > 0 {
            report.add(loss, sketches: sketches)
        }
        return report
    }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        let count = sketch.points.count
        guard count <= Self.mostPoints else {
            throw TFRecordError.tooManyPoints(count, limit: Self.mostPoints)
        }
        try classes?.check(sketch.metadata.label)
        if sketch.metadata.label?.hasLineBreak == true { throw TFRecordError.labelWithLineBreak }
        let scale = UnitScale(sketch)
        guard scale.isFinite else { throw TFRecordError.tooLarge }
        let firstStroke = sketch.strokeEnds.first { $0 > 0 } ?? 0
        // The first point's row is dropped, unless that would lose the end of its stroke.
        let isDoubled = firstStroke == 1 && count > 1
        let rows = isDoubled ? count : max(count - 1, 0)
        PendingRecord.begin(label: sketch.metadata.label, in: &bytes)
        ExampleBytes.appendInk(floats: 3 * rows, to: &bytes)
        let isRounded = Self.appendRows(sketch, scale, from: isDoubled ? 0 : 1, to: &bytes)
        ExampleBytes.append([rows, 3], named: "shape", to: &bytes)
        countLosses(of: sketch)
        if !scale.isNone { counts.proportions += 1 }
        if isRounded { counts.rounding += 1 }
        if isDoubled { counts.singlePoint += 1 }
    }

    /// Appends the rows of the points from `first` on.
    /// - Returns: whether they lead to positions other than the scaled points.
    private static func appendRows(
        _ sketch: borrowing Sketch,
        _ scale: UnitScale,
        from first: Int,
        to bytes: inout [UInt8]
    ) -> Bool {
        let (points, ends) = (sketch.points.span, sketch.strokeEnds.span)
        guard points.count > first else { return false }
        var offset = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 12 * (points.count - first)))
        var span = bytes.mutableSpan
        var target = span.mutableBytes
        let start = points[0]
        // The position that the rows have reached: offsets count from it, so that their rounding doesn't accumulate.
        var place = Point.zero
        var isRounded = false
        var index = first
        for stroke in ends.indices {
            let end = ends[stroke]
            while index < end {
                let goal = Point((points[index].x - start.x) / scale.x, (points[index].y - start.y) / scale.y)
                let (x, y) = (Float(goal.x - place.x), Float(goal.y - place.y))
                place = Point(place.x + Double(x), place.y + Double(y))
                isRounded = isRounded || place != goal
                index += 1
                let pen: Float = index == end ? 1 : 0
                target.storeBytes(of: x.bitPattern.littleEndian, toByteOffset: offset, as: UInt32.self)
                target.storeBytes(of: y.bitPattern.littleEndian, toByteOffset: offset + 4, as: UInt32.self)
                target.storeBytes(of: pen.bitPattern.littleEndian, toByteOffset: offset + 8, as: UInt32.self)
                offset += 12
            }
        }
        return isRounded
    }

    private mutating func countLosses(of sketch: borrowing Sketch) {
        if sketch.metadata.id != nil { counts.id += 1 }
        if sketch.metadata.countryCode != nil { counts.countryCode += 1 }
        if sketch.metadata.timestamp != nil { counts.timestamp += 1 }
        if sketch.metadata.recognized != nil { counts.recognized += 1 }
        if sketch.hasTimes { counts.times += 1 }
        if sketch.hasPressures { counts.pressures += 1 }
        attributeLosses.addAttributes(of: sketch)
        if let first = sketch.points.first {
            if first != .zero { counts.placement += 1 }
        } else {
            counts.noPoints += 1
        }
        var end = 0
        for strokeEnd in sketch.strokeEnds {
            if strokeEnd == end {
                counts.emptyStrokes += 1
                break
            }
            end = strokeEnd
        }
    }
}
