internal import SketchModel

/// Writes strokes whose coordinates are all whole and in −999…999, as in nearly every simplified drawing.
///
/// This is the only code here that writes through a pointer: into space reserved for the longest possible text, so that
/// no store needs a check and no byte is written twice. `StrokeText` writes the same bytes for any strokes.
struct ShortStrokeText {
    /// For each number, its text, a comma and perhaps a space, with the first character in the lowest byte and the
    /// length in the highest.
    private let texts: [UInt64]
    private let separatorLength: Int
    /// What comes between the lists of a stroke, and after a stroke.
    private let betweenLists: Piece
    private let afterStroke: Piece

    private static let largest = 999
    /// `-999, `.
    private static let longestNumber = 6
    /// `[[], []], `.
    private static let frame = 10
    /// The bytes that the store of the last number touches after it.
    private static let slack = 8

    static let shared = ShortStrokeText(separator: ",")
    static let spaced = ShortStrokeText(separator: ", ")

    /// At most four characters, with the first in the lowest byte.
    private struct Piece {
        let characters: UInt32
        let length: Int

        init(_ text: String) {
            characters = text.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
            length = text.utf8.count
        }
    }

    private init(separator: String) {
        separatorLength = separator.utf8.count
        betweenLists = Piece("]" + separator + "[")
        afterStroke = Piece("]]" + separator)
        texts = (-Self.largest...Self.largest).map { number in
            let text = (String(number) + separator).utf8
            return text.reversed().reduce(0) { $0 << 8 | UInt64($1) } | UInt64(text.count) << 56
        }
    }

    /// Appends all strokes, without the brackets around them and without times.
    /// - Returns: whether it did. If not, a coordinate is of another kind, and `bytes` is unchanged.
    func append(_ sketch: borrowing Sketch, to bytes: inout [UInt8]) -> Bool {
        let points = sketch.points.span
        let ends = sketch.strokeEnds.span
        let longest = 2 * Self.longestNumber * points.count + Self.frame * ends.count + Self.slack
        var isWhole = true
        // The last separator isn't written.
        bytes.append(addingCapacity: longest) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                guard let start = buffer.baseAddress else { return }
                var target = UnsafeMutableRawPointer(start + count)
                let first = target
                texts.withUnsafeBufferPointer { texts in
                    isWhole = write(points, ends, texts, to: &target)
                }
                if isWhole, target > first { count += target - first - separatorLength }
            }
        }
        return isWhole
    }

    @inline(__always)
    private func write(
        _ points: Span<Point>,
        _ ends: Span<Int>,
        _ texts: UnsafeBufferPointer<UInt64>,
        to target: inout UnsafeMutableRawPointer
    ) -> Bool {
        func put(_ piece: Piece) {
            target.storeBytes(of: piece.characters.littleEndian, as: UInt32.self)
            target += piece.length
        }
        /// Writes a number and a separator.
        func put(_ value: Double) -> Bool {
            // If the number is whole and small, the sum's lowest bits are the number in two's complement.
            let number = Int(Int32(truncatingIfNeeded: (value + 0x1.8p52).bitPattern))
            let place = number &+ ShortStrokeText.largest
            // The bits also differ for -0, which must keep its sign.
            guard UInt(bitPattern: place) < UInt(bitPattern: texts.count),
                Double(number).bitPattern == value.bitPattern
            else { return false }
            let text = texts[place]
            target.storeBytes(of: text.littleEndian, as: UInt64.self)
            target += Int(truncatingIfNeeded: text &>> 56)
            return true
        }
        var first = 0
        for stroke in ends.indices {
            let end = ends[stroke]
            let isEmpty = first == end
            target.storeBytes(of: UInt8(ascii: "["), as: UInt8.self)
            target.storeBytes(of: UInt8(ascii: "["), toByteOffset: 1, as: UInt8.self)
            target += 2
            for index in first..<end where !put(points[index].x) { return false }
            // A bracket replaces the last separator.
            if !isEmpty { target -= separatorLength }
            put(betweenLists)
            for index in first..<end where !put(points[index].y) { return false }
            if !isEmpty { target -= separatorLength }
            put(afterStroke)
            first = end
        }
        return true
    }
}
