internal import SketchModel

/// An error in the grammar of a list of numbers or commands, and its position.
struct TextError: Equatable {
    var offset: Int
    var what: String
}

/// Observes the position of each segment in path data.
protocol SegmentObserver {
    /// A segment or a move was drawn.
    /// - Parameters:
    ///   - command: its letter; `l` or `L` for a line that follows a move without a letter.
    ///   - range: its position in the text, including the letter if it is written.
    ///   - subpathStart: the start of the sub-path that it belongs to.
    mutating func drew(_ command: UInt8, _ range: Range<Int>, subpathStart: Point)
}

/// Observes nothing: it compiles to no code.
private struct NoObserver: SegmentObserver {
    mutating func drew(_ command: UInt8, _ range: Range<Int>, subpathStart: Point) {}
}

/// Reads path data, the `d` attribute, in the grammar of SVG 1.1 and 2.
struct PathData {
    private var offset = 0
    private var current = Point.zero
    private var start = Point.zero
    /// The last control point, if the last segment was a curve of that kind.
    private var lastCubic: Point?
    private var lastQuadratic: Point?

    /// Draws the segments.
    /// - Returns: the error in the data, if any. The segments before it have been drawn.
    static func draw(_ text: Span<UInt8>, with pen: inout Pen) -> TextError? {
        var nobody = NoObserver()
        return draw(text, with: &pen, seenBy: &nobody)
    }

    /// Draws the segments, and reports the position of each in the text.
    static func draw(
        _ text: Span<UInt8>,
        with pen: inout Pen,
        seenBy observer: inout some SegmentObserver
    ) -> TextError? {
        var reader = PathData()
        pen.beginPath()
        defer { pen.endSubpath() }
        return reader.draw(text, with: &pen, seenBy: &observer)
    }

    private mutating func draw(
        _ text: Span<UInt8>,
        with pen: inout Pen,
        seenBy observer: inout some SegmentObserver
    ) -> TextError? {
        text.skipSpace(&offset)
        guard offset < text.count else { return nil }
        if text.extracting(text.trimmed(0..<text.count)).equals("none") { return nil }
        guard text[offset] | 32 == UInt8(ascii: "m") else { return TextError(offset: offset, what: "expected M or m") }
        while offset < text.count {
            let letter = text[offset]
            guard letter.isLetter, Self.isCommand(letter | 32) else {
                return TextError(offset: offset, what: "expected a command")
            }
            let commandStart = offset
            offset += 1
            if letter | 32 == UInt8(ascii: "z") {
                observer.drew(letter, commandStart..<offset, subpathStart: start)
                text.skipSpace(&offset)
                pen.close()
                current = start
                lastCubic = nil
                lastQuadratic = nil
                continue
            }
            text.skipSpace(&offset)
            if let error = drawSegments(letter, from: commandStart, text, with: &pen, seenBy: &observer) {
                return error
            }
        }
        return nil
    }

    /// Draws the segments of one command letter, which is repeated as long as numbers follow.
    private mutating func drawSegments(
        _ letter: UInt8,
        from commandStart: Int,
        _ text: Span<UInt8>,
        with pen: inout Pen,
        seenBy observer: inout some SegmentObserver
    ) -> TextError? {
        let isRelative = letter >= 97
        var command = letter | 32
        var begin = commandStart
        while true {
            let segmentStart = offset
            // Adding −0 leaves every number unchanged, including −0.
            let origin = isRelative ? current : Point(-0.0, -0.0)
            let count = pen.sketch.points.count
            let isDrawn = drawSegment(command, text, from: origin, with: &pen)
            if pen.isOutOfRange {
                pen.sketch.points.removeSubrange(count...)
                return TextError(offset: segmentStart, what: "coordinates are too large")
            }
            guard isDrawn else { return TextError(offset: offset, what: Self.expectation(of: text, at: offset)) }
            observer.drew(isRelative ? command : command & ~32, begin..<offset, subpathStart: start)
            if command == UInt8(ascii: "m") { command = UInt8(ascii: "l") }
            text.skipSpace(&offset)
            guard offset < text.count else { return nil }
            // A comma may end a segment, even if a command follows: browsers accept it.
            text.skipSeparator(&offset)
            if !text.beginsNumber(at: offset) { return nil }
            begin = offset
        }
    }

    private static func isCommand(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "m"), UInt8(ascii: "l"), UInt8(ascii: "h"), UInt8(ascii: "v"), UInt8(ascii: "c"),
            UInt8(ascii: "s"), UInt8(ascii: "q"), UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static func expectation(of text: Span<UInt8>, at offset: Int) -> String {
        offset == text.count ? "it ends too early" : "expected a number"
    }

    /// Reads a whole segment, then draws it.
    private mutating func drawSegment(
        _ command: UInt8,
        _ text: Span<UInt8>,
        from origin: Point,
        with pen: inout Pen
    ) -> Bool {
        var cubic: Point?
        var quadratic: Point?
        switch command {
        case UInt8(ascii: "m"):
            guard let end = point(text, origin) else { return false }
            pen.move(to: end)
            start = end
            current = end
        case UInt8(ascii: "l"):
            guard let end = point(text, origin) else { return false }
            pen.line(to: end)
            current = end
        case UInt8(ascii: "h"):
            guard let x = text.number(&offset) else { return false }
            current.x = origin.x + x
            pen.line(to: current)
        case UInt8(ascii: "v"):
            guard let y = text.number(&offset) else { return false }
            current.y = origin.y + y
            pen.line(to: current)
        case UInt8(ascii: "c"):
            guard let control1 = point(text, origin, more: true), let control2 = point(text, origin, more: true),
                let end = point(text, origin)
            else { return false }
            pen.cubic(control1, control2, to: end)
            cubic = control2
            current = end
        case UInt8(ascii: "s"):
            guard let control2 = point(text, origin, more: true), let end = point(text, origin) else { return false }
            pen.cubic(lastCubic.map { current + (current - $0) } ?? current, control2, to: end)
            cubic = control2
            current = end
        case UInt8(ascii: "q"):
            guard let control = point(text, origin, more: true), let end = point(text, origin) else { return false }
            pen.quadratic(control, to: end)
            quadratic = control
            current = end
        case UInt8(ascii: "t"):
            guard let end = point(text, origin) else { return false }
            let control = lastQuadratic.map { current + (current - $0) } ?? current
            pen.quadratic(control, to: end)
            quadratic = control
            current = end
        default:
            return drawArc(text, from: origin, with: &pen)
        }
        lastCubic = cubic
        lastQuadratic = quadratic
        return true
    }

    private mutating func drawArc(_ text: Span<UInt8>, from origin: Point, with pen: inout Pen) -> Bool {
        guard let radii = point(text, .zero, more: true), let rotation = text.number(&offset) else { return false }
        text.skipSeparator(&offset)
        guard let isLarge = flag(text), let isPositive = flag(text), let end = point(text, origin) else { return false }
        let arc = EllipticalArc(
            from: current,
            to: end,
            radiusX: radii.x,
            radiusY: radii.y,
            rotation: rotation,
            isLarge: isLarge,
            isPositive: isPositive
        )
        if let arc {
            pen.arc(arc, to: end)
        } else {
            pen.line(to: end)
        }
        current = end
        lastCubic = nil
        lastQuadratic = nil
        return true
    }

    /// Two numbers, added to `origin`, and the separator after them if `more` must follow.
    private mutating func point(_ text: Span<UInt8>, _ origin: Point, more: Bool = false) -> Point? {
        guard let x = text.number(&offset) else { return nil }
        text.skipSeparator(&offset)
        guard let y = text.number(&offset) else { return nil }
        if more { text.skipSeparator(&offset) }
        return Point(origin.x + x, origin.y + y)
    }

    /// One character, and the separator after it, which may be missing.
    private mutating func flag(_ text: Span<UInt8>) -> Bool? {
        guard offset < text.count, text[offset] == UInt8(ascii: "0") || text[offset] == UInt8(ascii: "1") else {
            return nil
        }
        let isSet = text[offset] == UInt8(ascii: "1")
        offset += 1
        text.skipSeparator(&offset)
        return isSet
    }
}
