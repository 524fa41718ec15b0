internal import ColumnFiles
internal import SketchModel
internal import SketchStreams

/// A sketch as the encoder leaves it to the writer, for use within this process only: a head of 24 bytes, the metadata,
/// the ends of the strokes, and each sequence of numbers in its smallest kind.
struct TableRow {
    /// What the sketch has, in the head's byte 7.
    struct Contents: OptionSet {
        var rawValue: UInt8

        static let id = Contents(rawValue: 1)
        static let recognized = Contents(rawValue: 2)
        static let isRecognized = Contents(rawValue: 4)
        static let timestamp = Contents(rawValue: 8)
        static let countryCode = Contents(rawValue: 16)
        static let label = Contents(rawValue: 32)
        /// Canvas, groups or attributes.
        static let more = Contents(rawValue: 64)
    }

    /// A sequence of a number per point.
    enum Sequence: Int, CaseIterable {
        case x, y, time, pressure, tilt, azimuth

        var channel: PointChannel? {
            switch self {
            case .x, .y: nil
            case .time: .time
            case .pressure: .pressure
            case .tilt: .tilt
            case .azimuth: .azimuth
            }
        }
    }

    /// Where a sequence lies, and what its numbers are.
    struct Numbers {
        var kind: NumberKind
        var offset: Int
    }

    static let headSize = 24
    private static let absent: UInt8 = 255

    var contents: Contents
    var pointCount: Int
    var strokeCount: Int
    /// The size of the whole row.
    var size: Int
    var id: UInt64 = 0
    var timestamp: Int64 = 0
    /// Ranges in the bytes that the row was read from.
    var label = 0..<0
    var countryCode = 0..<0
    /// Where the ends of the strokes lie, four bytes each.
    var ends: Int
    /// By `Sequence.rawValue`; `nil` if the sketch doesn't have it.
    var numbers: [Numbers?] = Array(repeating: nil, count: Sequence.allCases.count)
    /// Where the canvas, groups and attributes begin, if there are any.
    var more: Int

    // MARK: Writing

    /// Appends a row.
    /// - Parameter coordinates: the kind of the coordinates; the smallest that holds them, without it.
    /// - Returns: whether coordinates were rounded.
    static func append(_ sketch: borrowing Sketch, coordinates: NumberKind?, to bytes: inout [UInt8]) -> Bool {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: headSize))
        var contents: Contents = []
        func store(_ value: some BitwiseCopyable) { withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) } }
        func store(_ text: String) {
            store(UInt32(truncatingIfNeeded: text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        }
        if let id = sketch.metadata.id {
            contents.insert(.id)
            store(id)
        }
        if let timestamp = sketch.metadata.timestamp {
            contents.insert(.timestamp)
            store(timestamp.microseconds)
        }
        if let label = sketch.metadata.label {
            contents.insert(.label)
            store(label)
        }
        if let code = sketch.metadata.countryCode {
            contents.insert(.countryCode)
            store(code)
        }
        if let recognized = sketch.metadata.recognized {
            contents.insert(recognized ? [.recognized, .isRecognized] : .recognized)
        }
        for end in sketch.strokeEnds { store(UInt32(truncatingIfNeeded: end)) }
        let (kind, isRounded) = appendPoints(sketch.points.span, coordinates, to: &bytes)
        bytes[start] = kind.rawValue
        bytes[start + 1] = kind.rawValue
        for sequence in Sequence.allCases {
            guard let channel = sequence.channel else { continue }
            let isThere = sketch.channels.contains(PointChannelSet(channel))
            bytes[start + sequence.rawValue] = isThere ? append(sketch[channel].span, to: &bytes).rawValue : absent
        }
        if sketch.canvas != nil || !sketch.attributes.isEmpty || !sketch.groups.isEmpty {
            contents.insert(.more)
            SketchBytes.appendAttributes(of: sketch, to: &bytes)
        }
        bytes[start + 7] = contents.rawValue
        for (place, number) in [(8, sketch.points.count), (12, sketch.strokeCount), (16, bytes.count - start)] {
            for index in 0..<4 { bytes[start + place + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
        }
        return isRounded
    }

    private static func appendPoints(
        _ points: Span<Point>,
        _ forced: NumberKind?,
        to bytes: inout [UInt8]
    ) -> (kind: NumberKind, isRounded: Bool) {
        var range = NumberRange()
        for index in points.indices {
            range.add(points[index].x)
            range.add(points[index].y)
        }
        let smallest = points.count == 0 ? NumberKind.uint8 : NumberKind(range)
        let kind = forced ?? smallest
        for index in points.indices { kind.append(points[index].x, to: &bytes) }
        for index in points.indices { kind.append(points[index].y, to: &bytes) }
        return (kind, smallest.joined(with: kind) != kind)
    }

    private static func append(_ values: Span<Double>, to bytes: inout [UInt8]) -> NumberKind {
        var range = NumberRange()
        for index in values.indices { range.add(values[index]) }
        let kind = values.count == 0 ? NumberKind.uint8 : NumberKind(range)
        for index in values.indices { kind.append(values[index], to: &bytes) }
        return kind
    }

    // MARK: Reading

    /// The row at `offset` of bytes that `append` wrote.
    init(_ bytes: RawSpan, at offset: Int) {
        func number(_ place: Int) -> Int {
            Int(bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self))
        }
        contents = Contents(rawValue: bytes.unsafeLoad(fromByteOffset: offset + 7, as: UInt8.self))
        pointCount = number(offset + 8)
        strokeCount = number(offset + 12)
        size = number(offset + 16)
        var place = offset + Self.headSize
        if contents.contains(.id) {
            id = bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
            place += 8
        }
        if contents.contains(.timestamp) {
            timestamp = bytes.unsafeLoadUnaligned(fromByteOffset: place, as: Int64.self)
            place += 8
        }
        if contents.contains(.label) {
            label = (place + 4)..<(place + 4 + number(place))
            place = label.upperBound
        }
        if contents.contains(.countryCode) {
            countryCode = (place + 4)..<(place + 4 + number(place))
            place = countryCode.upperBound
        }
        ends = place
        place += 4 * strokeCount
        for sequence in Sequence.allCases {
            let byte = bytes.unsafeLoad(fromByteOffset: offset + sequence.rawValue, as: UInt8.self)
            guard let kind = NumberKind(rawValue: byte) else { continue }
            numbers[sequence.rawValue] = Numbers(kind: kind, offset: place)
            place += kind.type.size * pointCount
        }
        more = place
    }
}
