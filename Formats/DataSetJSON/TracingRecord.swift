internal import QuickDrawFormat
internal import SketchModel
internal import TextNotation

/// Reads `[{"path":"t,x,y,…","pressure":"…","color":"#…","width":…,"opacity":…},…]`, the strokes of a participant.
enum TracingRecord {
    private static let canvas = Canvas(width: 800, height: 800)
    /// Numbers from here on are milliseconds since 1970, from March 1973 on; smaller ones are seconds.
    private static let leastMilliseconds = 1e11

    /// Reads the array at `offset` into `sketch`, which is empty.
    /// - Returns: what could not be kept.
    static func read(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        _ offset: inout Int,
        _ sketch: inout Sketch
    ) throws(RecordFault) -> Set<Loss> {
        let start = offset
        var strokes: [InkStroke] = []
        var losses: Set<Loss> = []
        var isLong = false
        do throws(NDJSONFault) {
            try scanner.array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                guard strokes.count < InkStroke.most else {
                    isLong = true
                    return try scanner.skipValue(bytes, at: &offset)
                }
                strokes.append(try stroke(&scanner, bytes, at: &offset))
            }
        } catch {
            throw RecordFault(error)
        }
        if isLong { throw RecordFault(offset: start, .tooManyStrokes(limit: InkStroke.most)) }
        try InkStroke.fill(&sketch, with: strokes, losses: &losses)
        sketch.canvas = canvas
        setTimes(strokes.flatMap(\.times), of: &sketch)
        return losses
    }

    /// Sets times in milliseconds since the earliest point, and the timestamp of that point.
    private static func setTimes(_ times: [Double], of sketch: inout Sketch) {
        guard let first = times.min() else { return }
        if first >= leastMilliseconds {
            sketch.times = times.map { $0 - first }
            sketch.metadata.timestamp = Timestamp(millisecondsSince1970: first)
        } else {
            // A double holds seconds since 1970 to less than a microsecond.
            sketch.times = times.map { (($0 - first) * 1e6).rounded() / 1e3 }
            sketch.metadata.timestamp = Timestamp(millisecondsSince1970: first * 1000)
        }
        sketch.hasTimes = true
    }

    private static func stroke(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) -> InkStroke {
        var stroke = InkStroke(start: offset)
        var opacity: Double?
        try scanner.object(bytes, at: &offset) { key, scanner, bytes, offset throws(NDJSONFault) in
            if try scanner.null(bytes, at: &offset) { return }
            let start = offset
            switch key {
            case "path":
                stroke.hasPath = true
                let numbers = try Self.numbers(&scanner, bytes, at: &offset, of: &stroke)
                if !numbers.count.isMultiple(of: 3) { stroke.note(.notTriples(numbers: numbers.count), at: start) }
                let firsts = stride(from: 0, to: numbers.count - numbers.count % 3, by: 3)
                stroke.times = firsts.map { numbers[$0] }
                stroke.points = firsts.map { Point(numbers[$0 + 1], numbers[$0 + 2]) }
            case "pressure": stroke.pressures = try Self.numbers(&scanner, bytes, at: &offset, of: &stroke)
            case "color":
                let text = try scanner.text(bytes, at: &offset)
                stroke.attributes.colour = Colour(hexadecimal: text)
                if stroke.attributes.colour == nil { stroke.note(.badColour(String(text.prefix(40))), at: start) }
            case "width":
                let width = try scanner.number(bytes, at: &offset)
                stroke.attributes.width = width
                if width < 0 { stroke.note(.negativeWidth, at: start) }
            case "opacity":
                let value = try scanner.number(bytes, at: &offset)
                if 0...1 ~= value { opacity = value } else { stroke.note(.badOpacity, at: start) }
            default: try scanner.skipUnknownValue(bytes, at: &offset)
            }
        }
        if let opacity {
            var colour = stroke.attributes.colour ?? .black
            colour.alpha = UInt8((opacity * 255).rounded())
            stroke.attributes.colour = colour
        }
        return stroke
    }

    /// Reads a string of numbers with commas between them. What is wrong with it is noted.
    private static func numbers(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        of stroke: inout InkStroke
    ) throws(NDJSONFault) -> [Double] {
        let start = offset
        var numbers: [Double] = []
        if let range = try scanner.string(bytes, at: &offset) {
            if let wrong = Self.split(bytes.extracting(range), into: &numbers) {
                stroke.note(.badNumber, at: range.lowerBound + wrong)
            }
        } else if Self.split(scanner.decoded.span, into: &numbers) != nil {
            stroke.note(.badNumber, at: start)
        }
        return numbers
    }

    /// - Returns: the index of what is wrong, if anything is.
    private static func split(_ text: Span<UInt8>, into numbers: inout [Double]) -> Int? {
        var index = 0
        func skipSpace() { while index < text.count, text[index] == 0x20 { index += 1 } }
        skipSpace()
        if index == text.count { return nil }
        while true {
            skipSpace()
            let start = index
            guard let number = DecimalText.parse(text, at: &index) else { return index }
            guard number.isFinite else { return start }
            numbers.append(number)
            skipSpace()
            if index == text.count { return nil }
            guard text[index] == UInt8(ascii: ",") else { return index }
            index += 1
        }
    }
}
