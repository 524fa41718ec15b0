internal import SketchModel

/// Writes strokes whose coordinates are all whole and in 0…999, as those of nearly every simplified drawing are.
///
/// The one place here that writes through a pointer: into space reserved for the longest text there can be, so that no
/// store needs a check and no byte is written twice. `StrokeText` writes the same bytes of any strokes.
struct ShortStrokeText {
    /// For each number, in the lower half its digits and a comma, the first digit lowest; in the upper half how many.
    private let texts: [UInt64]

    private static let tableSize = 1000
    /// `999,`, of which four bytes are stored whatever the length.
    private static let longestNumber = 4
    /// `[[],[]],`.
    private static let frame = 8

    static let shared = ShortStrokeText()

    private init() {
        texts = (0..<Self.tableSize).map { number in
            let text = "\(number),".utf8
            return text.reversed().reduce(0) { $0 << 8 | UInt64($1) } | UInt64(text.count) << 32
        }
    }

    /// Appends all strokes, without the brackets around them and without times.
    /// - Returns: whether it did. If not, a coordinate is of another kind, and `bytes` are as they were.
    func append(_ sketch: borrowing Sketch, to bytes: inout [UInt8]) -> Bool {
        let points = sketch.points.span
        let ends = sketch.strokeEnds.span
        let longest = 2 * Self.longestNumber * points.count + Self.frame * ends.count
        var isWhole = true
        // The last comma is not written.
        bytes.append(addingCapacity: longest) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                guard let start = buffer.baseAddress else { return }
                var target = UnsafeMutableRawPointer(start + count)
                let first = target
                texts.withUnsafeBufferPointer { texts in
                    isWhole = Self.write(points, ends, texts, to: &target)
                }
                if isWhole, target > first { count += target - first - 1 }
            }
        }
        return isWhole
    }

    @inline(__always)
    private static func write(
        _ points: Span<Point>,
        _ ends: Span<Int>,
        _ texts: UnsafeBufferPointer<UInt64>,
        to target: inout UnsafeMutableRawPointer
    ) -> Bool {
        func put(_ a: Unicode.Scalar, _ b: Unicode.Scalar, _ c: Unicode.Scalar) {
            target.storeBytes(of: UInt8(ascii: a), as: UInt8.self)
            target.storeBytes(of: UInt8(ascii: b), toByteOffset: 1, as: UInt8.self)
            target.storeBytes(of: UInt8(ascii: c), toByteOffset: 2, as: UInt8.self)
            target += 3
        }
        /// Puts a number and a comma.
        func put(_ value: Double) -> Bool {
            // The sum's lowest bits are the number, where it is whole and small; of what is not, they are too large, or
            // the number is another one.
            let bits = Int(truncatingIfNeeded: (value + 0x1p52).bitPattern & 0xf_ffff_ffff_ffff)
            guard bits < texts.count, Double(bits).bitPattern == value.bitPattern else { return false }
            let text = texts[bits]
            target.storeBytes(of: UInt32(truncatingIfNeeded: text).littleEndian, as: UInt32.self)
            target += Int(truncatingIfNeeded: text &>> 32)
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
            // A bracket takes the place of the last comma.
            if !isEmpty { target -= 1 }
            put("]", ",", "[")
            for index in first..<end where !put(points[index].y) { return false }
            if !isEmpty { target -= 1 }
            put("]", "]", ",")
            first = end
        }
        return true
    }
}
