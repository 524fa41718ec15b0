internal import ArrayFiles
internal import SketchModel

/// A sketch as it waits until all are known: its rows, and what decides where they, its label and its id go.
///
/// As bytes: the size of the rows in bytes and their number, four bytes each; the flags, one byte; the label and the
/// name of the split, each after its length in four bytes; the id in eight bytes; the rows, as an item of a pickle or
/// plain. What a sketch doesn't have is left out, as the flags show.
struct SpooledSketch {
    struct Flags: OptionSet {
        let rawValue: UInt8
        /// The rows are float32, and the type is chosen by what the sketches need.
        static let float = Flags(rawValue: 1)
        static let label = Flags(rawValue: 2)
        static let split = Flags(rawValue: 4)
        static let id = Flags(rawValue: 8)
    }

    var flags: Flags
    /// The number of rows.
    var rowCount: Int
    /// UTF-8; empty if there is none.
    var label: ArraySlice<UInt8> = []
    var split: ArraySlice<UInt8> = []
    var id: UInt64?
    var rows: ArraySlice<UInt8> = []
    /// The total length in bytes.
    private(set) var byteCount: Int

    private static let headerSize = 9

    /// Appends what comes before the rows; `end` adds their size in bytes.
    static func begin(_ sketch: borrowing Sketch, rowCount: Int, in bytes: inout [UInt8]) {
        var flags: Flags = []
        let start = bytes.count
        append(UInt32(0), to: &bytes)
        append(UInt32(truncatingIfNeeded: rowCount), to: &bytes)
        bytes.append(0)
        if let label = sketch.metadata.label, !label.isEmpty {
            flags.insert(.label)
            append(label, to: &bytes)
        }
        if let split = sketch.source.split, !split.isEmpty {
            flags.insert(.split)
            append(split, to: &bytes)
        }
        if let id = sketch.metadata.id {
            flags.insert(.id)
            append(id, to: &bytes)
        }
        bytes[start + 8] = flags.rawValue
    }

    /// Completes the sketch that begins at `start` and whose rows are the bytes from `rowsStart` on.
    static func end(_ start: Int, rowsStart: Int, isFloat: Bool, in bytes: inout [UInt8]) {
        let length = bytes.count - rowsStart
        for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
        if isFloat { bytes[start + 8] |= Flags.float.rawValue }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(UInt32(truncatingIfNeeded: text.utf8.count), to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }

    @inline(__always)
    private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Reads the sketch that begins at `start`; `nil` if the bytes end inside it.
    init?(_ bytes: [UInt8], at start: Int) {
        guard let length = Self.number(bytes, at: start), let rowCount = Self.number(bytes, at: start + 4),
            start + Self.headerSize <= bytes.count
        else { return nil }
        flags = Flags(rawValue: bytes[start + 8])
        self.rowCount = rowCount
        byteCount = 0
        var place = start + Self.headerSize
        if flags.contains(.label) {
            guard let text = Self.text(bytes, &place) else { return nil }
            label = text
        }
        if flags.contains(.split) {
            guard let text = Self.text(bytes, &place) else { return nil }
            split = text
        }
        if flags.contains(.id) {
            guard place + 8 <= bytes.count else { return nil }
            var id: UInt64 = 0
            for index in 0..<8 { id |= UInt64(bytes[place + index]) << UInt64(8 * index) }
            self.id = id
            place += 8
        }
        guard place + length <= bytes.count else { return nil }
        rows = bytes[place..<(place + length)]
        byteCount = place + length - start
    }

    @inline(__always)
    private static func number(_ bytes: [UInt8], at place: Int) -> Int? {
        guard place + 4 <= bytes.count else { return nil }
        let low = Int(bytes[place]) | Int(bytes[place + 1]) << 8
        return low | Int(bytes[place + 2]) << 16 | Int(bytes[place + 3]) << 24
    }

    private static func text(_ bytes: [UInt8], _ place: inout Int) -> ArraySlice<UInt8>? {
        guard let count = number(bytes, at: place), place + 4 + count <= bytes.count else { return nil }
        defer { place += 4 + count }
        return bytes[(place + 4)..<(place + 4 + count)]
    }
}
