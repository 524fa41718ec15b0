internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams

/// Complete elements of an array or members of an object, or one drawing.
struct DataSetChunk: SketchChunk {
    let bytes: [UInt8]
    let layout: DataSetLayout
    /// Whether the start of the text comes first.
    let isFirst: Bool
    /// Whether the text must end here.
    let isLast: Bool
    /// The number of bytes before the chunk on its first line.
    let column: Int

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        let text = bytes.span
        var cursor = DataSetCursor(column: column)
        if isFirst {
            cursor.offset = NDJSONSniffer.lengthOfMark(text)
            cursor.skipSpace(text)
        }
        switch layout {
        case .drawing:
            guard try cursor.record(text, from: cursor.offset, &visitor, DifferSketchingRecord.read) else {
                return extent(cursor)
            }
        case .list, .images:
            let (open, close): (Character, Character) = layout == .list ? ("[", "]") : ("{", "}")
            if isFirst, try !cursor.begins(with: open, text, &visitor) { return extent(cursor) }
            var isOpen = !(isFirst && cursor.takes(close, text))
            while isOpen {
                cursor.skipSpace(text)
                if cursor.offset == text.count, !isLast { break }
                let start = cursor.offset
                if layout == .list {
                    let isRead = try cursor.record(text, from: start, &visitor, CreativeRecord.read)
                    isOpen = try cursor.isFollowed(before: close, text, from: start, isRead: isRead, &visitor)
                } else {
                    let isRead = try cursor.image(text, &visitor)
                    isOpen = try cursor.isFollowed(before: close, text, from: start, isRead: isRead, &visitor)
                }
            }
        }
        cursor.skipSpace(text)
        if cursor.offset < text.count {
            try cursor.refuse(cursor.scanner.unexpected("the end of the text", text, at: cursor.offset), text, &visitor)
        }
        return extent(cursor)
    }

    private func extent(_ cursor: DataSetCursor) -> SourceExtent {
        var place = cursor.place
        place.advance(to: bytes.count, in: bytes.span)
        return SourceExtent(lines: place.lines, bytes: bytes.count, sketches: cursor.sketches)
    }
}

/// A place in a text of drawings, and the number of drawings before it.
struct DataSetCursor {
    typealias Reading = (inout JSONScanner, Span<UInt8>, inout Int, inout Sketch) throws(RecordFault) -> Set<Loss>

    private(set) var scanner = JSONScanner(spansLines: true)
    private(set) var place: TextPlace
    private(set) var sketches = 0
    var offset = 0
    /// Whether the text ended in an element.
    private var isCutOff = false

    init(column: Int) { place = TextPlace(column: column) }

    mutating func skipSpace(_ text: Span<UInt8>) { scanner.skipSpace(text, at: &offset) }

    /// Moves past a bracket that is next, after white space.
    mutating func takes(_ bracket: Character, _ text: Span<UInt8>) -> Bool {
        skipSpace(text)
        guard let byte = bracket.asciiValue, scanner.isNext(byte, text, at: offset) else { return false }
        offset += 1
        return true
    }

    /// Moves past the bracket that begins the text, or reports that it isn't there.
    mutating func begins(with bracket: Character, _ text: Span<UInt8>, _ visitor: inout SketchVisitor) throws -> Bool {
        if takes(bracket, text) { return true }
        try refuse(scanner.unexpected("'\(bracket)'", text, at: offset), text, &visitor)
        return false
    }

    mutating func refuse(_ fault: NDJSONFault, _ text: Span<UInt8>, _ visitor: inout SketchVisitor) throws {
        place.advance(to: fault.offset, in: text)
        try visitor.refuse(fault.reason, at: place.position)
    }

    /// Reads the drawing at the current place and hands it on, or reports what is wrong with it.
    /// - Parameters:
    ///   - start: the position of the drawing.
    ///   - owner: the image and the participant, in data sets that have them.
    /// - Returns: whether it was read.
    mutating func record(
        _ text: Span<UInt8>,
        from start: Int,
        _ visitor: inout SketchVisitor,
        owner: (image: String, participant: String)? = nil,
        _ read: Reading
    ) throws -> Bool {
        place.advance(to: start, in: text)
        sketches += 1
        visitor.sketch.removeAll()
        visitor.sketch.source.position = place.position
        scanner.hasUnknownKeys = false
        do throws(RecordFault) {
            for loss in try read(&scanner, text, &offset, &visitor.sketch) { visitor.losses.add(loss) }
        } catch {
            place.advance(to: error.offset, in: text)
            try visitor.refuse(error.reason, at: place.position)
            return false
        }
        if scanner.hasUnknownKeys { visitor.losses.add(.unknownKeys) }
        if let owner {
            visitor.sketch.metadata.label = owner.image
            let group = visitor.sketch.addGroup(StrokeGroup(name: owner.participant))
            for stroke in 0..<visitor.sketch.strokeCount {
                var attributes = visitor.sketch.attributes(ofStroke: stroke)
                attributes.group = group
                visitor.sketch.setAttributes(attributes, ofStroke: stroke)
            }
        }
        try visitor.visit()
        return true
    }

    /// Reads `"image":{"participant":[…],…}`.
    /// - Returns: whether the image's bracket was reached; otherwise a fault was reported.
    mutating func image(_ text: Span<UInt8>, _ visitor: inout SketchVisitor) throws -> Bool {
        let image: String
        do throws(NDJSONFault) {
            image = try key(text)
            try scanner.expect(UInt8(ascii: "{"), "'{'", text, at: &offset)
        } catch {
            try refuse(error, text, &visitor)
            return false
        }
        var isOpen = !takes("}", text)
        while isOpen {
            skipSpace(text)
            let start = offset
            let isRead = try drawing(of: PathText.stem(image), text, &visitor)
            isOpen = try isFollowed(before: "}", text, from: start, isRead: isRead, &visitor)
        }
        return !isCutOff
    }

    /// Reads `"participant":[…]`.
    private mutating func drawing(
        of image: String,
        _ text: Span<UInt8>,
        _ visitor: inout SketchVisitor
    ) throws -> Bool {
        let start = offset
        let participant: String
        do throws(NDJSONFault) {
            participant = try key(text)
        } catch {
            try refuse(error, text, &visitor)
            return false
        }
        return try record(text, from: start, &visitor, owner: (image, participant), TracingRecord.read)
    }

    private mutating func key(_ text: Span<UInt8>) throws(NDJSONFault) -> String {
        let key = try scanner.text(text, at: &offset)
        scanner.skipSpace(text, at: &offset)
        try scanner.expect(UInt8(ascii: ":"), "':'", text, at: &offset)
        scanner.skipSpace(text, at: &offset)
        return key
    }

    /// Moves past the comma after an element or member, or past the bracket that ends the list. One that couldn't be
    /// read is passed over from its start.
    /// - Returns: whether it was a comma.
    mutating func isFollowed(
        before bracket: Character,
        _ text: Span<UInt8>,
        from start: Int,
        isRead: Bool,
        _ visitor: inout SketchVisitor
    ) throws -> Bool {
        if isRead, let byte = bracket.asciiValue {
            do throws(NDJSONFault) {
                return try !scanner.isLast(before: byte, "',' or '\(bracket)'", text, at: &offset)
            } catch {
                try refuse(error, text, &visitor)
            }
        }
        offset = start
        var nesting = ArrayNesting(depth: 1)
        while offset < text.count {
            let step = nesting.step(text[offset])
            offset += 1
            switch step {
            case .inside: break
            case .comma: return true
            case .end: return false
            }
        }
        isCutOff = true
        return false
    }
}
