internal import QuickDrawFormat
internal import SketchModel

/// Reads `{"good_sample":…,"partsUsed":[label,…],"all_strokes":[part][stroke][[x0,y0,x1,y1],…]}`.
enum CreativeRecord {
    /// The parts that come first and have no names in the file.
    private static let unnamed = ["initial", "eye"]

    /// The strokes of a drawing, part by part.
    private struct Parts {
        var strokes: [(points: [Point], part: Int)] = []
        var count = 0
        var problem: RecordFault?
        var isLong = false

        mutating func append(from first: Point, to second: Point) {
            let last = strokes.count - 1
            if let end = strokes[last].points.last, end != first { strokes.append(([], strokes[last].part)) }
            let current = strokes.count - 1
            if strokes[current].points.isEmpty { strokes[current].points.append(first) }
            strokes[current].points.append(second)
        }
    }

    /// Reads the object at `offset` into `sketch`, which is empty.
    /// - Returns: what could not be kept.
    static func read(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        _ offset: inout Int,
        _ sketch: inout Sketch
    ) throws(RecordFault) -> Set<Loss> {
        let start = offset
        var parts: Parts?
        var names: [String] = []
        var losses: Set<Loss> = []
        do throws(NDJSONFault) {
            try scanner.object(bytes, at: &offset) { key, scanner, bytes, offset throws(NDJSONFault) in
                switch key {
                case "all_strokes": parts = try Self.parts(&scanner, bytes, at: &offset)
                case "partsUsed":
                    names.removeAll()
                    try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                        names.append(try scanner.text(bytes, at: &offset))
                    }
                case "good_sample":
                    losses.insert(.ratings)
                    try scanner.skipValue(bytes, at: &offset)
                default: try scanner.skipUnknownValue(bytes, at: &offset)
                }
            }
        } catch {
            throw RecordFault(error)
        }
        guard let parts else { throw RecordFault(offset: start, .noAllStrokes) }
        if parts.isLong { throw RecordFault(offset: start, .tooManyStrokes(limit: InkStroke.most)) }
        if let problem = parts.problem { throw problem }
        if parts.count == names.count + unnamed.count { names = unnamed + names }
        guard parts.count == names.count else {
            throw RecordFault(offset: start, .otherPartCount(parts: parts.count, names: names.count))
        }
        for stroke in parts.strokes {
            sketch.points += stroke.points
            sketch.endStroke()
        }
        if parts.strokes.contains(where: { names[$0.part] != "none" }) {
            sketch.attributes = parts.strokes.map { stroke in
                StrokeAttributes(part: names[stroke.part] == "none" ? nil : names[stroke.part])
            }
        }
        return losses
    }

    private static func parts(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) -> Parts {
        var parts = Parts()
        try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
            try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                guard parts.strokes.count < InkStroke.most else {
                    parts.isLong = true
                    return try scanner.skipValue(bytes, at: &offset)
                }
                parts.strokes.append(([], parts.count))
                try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                    try segment(&scanner, bytes, at: &offset, &parts)
                }
            }
            parts.count += 1
        }
        return parts
    }

    /// Reads a segment of the stroke that was begun last. One that doesn't begin where the last one ends begins
    /// another stroke.
    private static func segment(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        _ parts: inout Parts
    ) throws(NDJSONFault) {
        let start = offset
        var (first, second) = (Point.zero, Point.zero)
        var count = 0
        try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
            let number = try scanner.number(bytes, at: &offset)
            switch count {
            case 0: first.x = number
            case 1: first.y = number
            case 2: second.x = number
            default: second.y = number
            }
            count += 1
        }
        if count != 4, parts.problem == nil {
            parts.problem = RecordFault(offset: start, .notASegment(numbers: count))
        }
        parts.append(from: first, to: second)
    }
}
