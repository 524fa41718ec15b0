internal import SketchModel
internal import SketchStreams

/// Writes the strokes of a drawing, `[[x…],[y…]],…`, into space that is reserved for all of them at once.
///
/// Whole numbers in 0…999, which nearly all are, are stored as eight bytes from a table; the next store overwrites the
/// surplus bytes.
struct StrokeText {
    /// For each number, its digits, a comma and perhaps a space, with the first digit in the lowest byte.
    private let texts: [UInt64]
    /// Whether a space follows each comma.
    private let isSpaced: Bool

    private static let tableSize = 1000
    /// The length of the longest text of a finite number, `-2.2250738585072014e-308`, a comma and a space.
    private static let longestNumber = 26
    /// The brackets, commas and spaces of a stroke with three empty lists, and of a list that is started and not used.
    private static let longestFrame = 14

    static let shared = StrokeText(isSpaced: false)
    static let spaced = StrokeText(isSpaced: true)

    private init(isSpaced: Bool) {
        self.isSpaced = isSpaced
        texts = (0..<Self.tableSize).map { number in
            (String(number) + (isSpaced ? ", " : ",")).utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// Appends all strokes, without the brackets around them.
    /// - Returns: whether any coordinate was rounded.
    func append(
        _ sketch: borrowing Sketch,
        withTimes: Bool,
        isRounding: Bool,
        to bytes: inout [UInt8]
    ) -> Bool {
        let points = sketch.points.span
        let times = sketch.times.span
        let ends = sketch.strokeEnds.span
        let numbers = (withTimes ? 3 : 2) * points.count
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: Self.longestNumber * numbers + Self.longestFrame * ends.count))

        var span = bytes.mutableSpan
        var writer = Writer(texts: texts, isSpaced: isSpaced, isRounding: isRounding, cursor: start)
        var first = 0
        for stroke in ends.indices {
            let end = ends[stroke]
            writer.put("[", into: &span)
            writer.put("[", into: &span)
            writer.isRounding = isRounding
            for index in first..<end { writer.put(points[index].x, into: &span) }
            writer.endList(isEmpty: first == end, into: &span)
            for index in first..<end { writer.put(points[index].y, into: &span) }
            writer.endList(isEmpty: first == end, into: &span)
            if withTimes {
                writer.isRounding = false
                for index in first..<end { writer.put(times[index], into: &span) }
                writer.endList(isEmpty: first == end, into: &span)
            }
            // The separator and bracket before a list that doesn't follow.
            writer.cursor -= writer.separatorLength + 1
            writer.put("]", into: &span)
            writer.putSeparator(into: &span)
            first = end
        }
        let end = ends.isEmpty ? start : writer.cursor - writer.separatorLength
        bytes.removeLast(bytes.count - end)
        return writer.hasRounded
    }

    private struct Writer {
        let texts: [UInt64]
        let isSpaced: Bool
        var isRounding: Bool
        var cursor: Int
        var hasRounded = false

        @inline(__always)
        mutating func put(_ character: Unicode.Scalar, into bytes: inout MutableSpan<UInt8>) {
            bytes[cursor] = UInt8(ascii: character)
            cursor += 1
        }

        var separatorLength: Int { isSpaced ? 2 : 1 }

        @inline(__always)
        mutating func putSeparator(into bytes: inout MutableSpan<UInt8>) {
            put(",", into: &bytes)
            if isSpaced { put(" ", into: &bytes) }
        }

        /// Replaces the last separator with a bracket, and starts the next list.
        @inline(__always)
        mutating func endList(isEmpty: Bool, into bytes: inout MutableSpan<UInt8>) {
            if !isEmpty { cursor -= separatorLength }
            put("]", into: &bytes)
            putSeparator(into: &bytes)
            put("[", into: &bytes)
        }

        /// Writes a number and a separator.
        @inline(__always)
        mutating func put(_ value: Double, into bytes: inout MutableSpan<UInt8>) {
            guard value >= 0, value < Double(StrokeText.tableSize) else { return putOdd(value, into: &bytes) }
            let number = Int32(value)
            // The bits also differ for -0, which must keep its sign.
            guard Double(number).bitPattern == value.bitPattern else { return putOdd(value, into: &bytes) }
            var target = bytes.mutableBytes
            let text = texts.span[Int(number)].littleEndian
            target.storeBytes(of: text, toByteOffset: cursor, as: UInt64.self)
            cursor &+= 1 &+ separatorLength &+ (number > 9 ? 1 : 0) &+ (number > 99 ? 1 : 0)
        }

        /// Writes a number of any size, negative or with a fraction.
        @inline(never)
        private mutating func putOdd(_ value: Double, into bytes: inout MutableSpan<UInt8>) {
            var value = value
            if isRounding {
                let whole = value.rounded(.toNearestOrEven)
                if whole != value { hasRounded = true }
                // Zero has no sign among whole coordinates.
                value = whole == 0 ? 0 : whole
            }
            if value.magnitude < 0x1p53, let whole = Int(exactly: value), whole != 0 || value.sign == .plus {
                putWhole(whole, into: &bytes)
            } else {
                var text = value == 0 ? "-0" : value.description
                text.withUTF8 { utf8 in
                    for byte in utf8 {
                        bytes[cursor] = byte
                        cursor += 1
                    }
                }
            }
            putSeparator(into: &bytes)
        }

        private mutating func putWhole(_ whole: Int, into bytes: inout MutableSpan<UInt8>) {
            if whole < 0 { put("-", into: &bytes) }
            var rest = UInt64(whole.magnitude)
            var count = 1
            var bound: UInt64 = 10
            while rest >= bound {
                bound *= 10
                count += 1
            }
            var place = cursor + count
            cursor = place
            repeat {
                place -= 1
                let quotient = rest / 10
                bytes[place] = 48 &+ UInt8(truncatingIfNeeded: rest &- quotient &* 10)
                rest = quotient
            } while rest > 0
        }
    }
}
