internal import QuickDrawFormat
internal import SketchModel

/// Reads `{"strokes":[{"path":[[x,y],…],"pressure":[…],"width":…},…]}`.
enum DifferSketchingRecord {
    /// Reads the object at `offset` into `sketch`, which is empty.
    /// - Returns: what could not be kept.
    static func read(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        _ offset: inout Int,
        _ sketch: inout Sketch
    ) throws(RecordFault) -> Set<Loss> {
        let start = offset
        var strokes: [InkStroke]?
        var losses: Set<Loss> = []
        var isLong = false
        do throws(NDJSONFault) {
            try scanner.object(bytes, at: &offset) { key, scanner, bytes, offset throws(NDJSONFault) in
                switch key {
                case "strokes":
                    var read: [InkStroke] = []
                    try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                        guard read.count < InkStroke.most else {
                            isLong = true
                            return try scanner.skipValue(bytes, at: &offset)
                        }
                        read.append(try stroke(&scanner, bytes, at: &offset, &losses))
                    }
                    strokes = read
                case "undo_count", "rm_stroke_count":
                    losses.insert(.undoCounts)
                    try scanner.skipValue(bytes, at: &offset)
                default: try scanner.skipUnknownValue(bytes, at: &offset)
                }
            }
        } catch {
            throw RecordFault(error)
        }
        if isLong { throw RecordFault(offset: start, .tooManyStrokes(limit: InkStroke.most)) }
        guard let strokes else { throw RecordFault(offset: start, .noStrokes) }
        try InkStroke.fill(&sketch, with: strokes, losses: &losses)
        sketch.metadata.timestamp = strokes.compactMap(\.startTime).min().flatMap {
            Timestamp(millisecondsSince1970: $0)
        }
        return losses
    }

    private static func stroke(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        _ losses: inout Set<Loss>
    ) throws(NDJSONFault) -> InkStroke {
        var stroke = InkStroke(start: offset)
        try scanner.object(bytes, at: &offset) { key, scanner, bytes, offset throws(NDJSONFault) in
            if try scanner.null(bytes, at: &offset) { return }
            let start = offset
            switch key {
            case "path":
                stroke.hasPath = true
                stroke.points.removeAll()
                try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                    try point(&scanner, bytes, at: &offset, &stroke)
                }
            case "pressure":
                stroke.pressures.removeAll()
                try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                    stroke.pressures.append(try scanner.number(bytes, at: &offset))
                }
            case "width":
                let width = try scanner.number(bytes, at: &offset)
                stroke.attributes.width = width
                if width < 0 { stroke.note(.negativeWidth, at: start) }
            case "id": stroke.attributes.name = try name(&scanner, bytes, at: &offset)
            case "s_time":
                losses.insert(.strokeTimes)
                stroke.startTime = try scanner.number(bytes, at: &offset)
            case "e_time":
                losses.insert(.strokeTimes)
                try scanner.skipValue(bytes, at: &offset)
            case "draw_type":
                losses.insert(.drawTypes)
                try scanner.skipValue(bytes, at: &offset)
            case "use_pressure":
                losses.insert(.pressureUse)
                try scanner.skipValue(bytes, at: &offset)
            default: try scanner.skipUnknownValue(bytes, at: &offset)
            }
        }
        return stroke
    }

    private static func point(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        _ stroke: inout InkStroke
    ) throws(NDJSONFault) {
        let start = offset
        var point = Point.zero
        var count = 0
        try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
            let number = try scanner.number(bytes, at: &offset)
            if count == 0 { point.x = number } else { point.y = number }
            count += 1
        }
        if count != 2 { stroke.note(.notAPoint(numbers: count), at: start) }
        stroke.points.append(point)
    }

    /// Reads a stroke's id, a string or a number, as it is written.
    private static func name(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) -> String {
        if scanner.isNext(UInt8(ascii: "\""), bytes, at: offset) { return try scanner.text(bytes, at: &offset) }
        let start = offset
        _ = try scanner.number(bytes, at: &offset)
        return String(decoding: (start..<offset).map { bytes[$0] }, as: UTF8.self)
    }
}

extension Loss {
    static let strokeTimes = Loss(name: "strokeTimesDropped", text: "start and end times of strokes dropped")
    static let drawTypes = Loss(name: "drawTypesDropped", text: "draw types of strokes dropped")
    static let pressureUse = Loss(name: "pressureUseDropped", text: "flags for the use of pressure dropped")
    static let undoCounts = Loss(name: "undoCountsDropped", text: "counts of undone and removed strokes dropped")
    static let ratings = Loss(name: "ratingsDropped", text: "ratings of drawings dropped")
}
