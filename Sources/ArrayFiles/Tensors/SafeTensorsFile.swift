/// The tensors of a safetensors file, each read on demand.
///
/// Source: the README of the safetensors project, "Format": a length in 8 bytes, a JSON header of that length, and the
/// elements, little-endian and row by row, without overlaps or gaps.
package struct SafeTensorsFile {
    /// In the order of their bytes.
    package let tensors: [TensorDescription]
    package let metadata: [String: String]

    private let bytes: any RandomAccessBytes
    private let ranges: [Range<Int>]
    private let places: [String: Int]

    /// The limit of the safetensors project's own reader.
    static let longestHeader = 100_000_000
    private static let piece = 1 << 20

    /// Whether `prefix` begins like a safetensors file; only its first nine bytes matter.
    package static func begins(_ prefix: [UInt8]) -> Bool { prefix.count > 8 && prefix[8] == UInt8(ascii: "{") }

    package init(_ bytes: any RandomAccessBytes) throws(ArrayFault) {
        self.bytes = bytes
        let cutOff = ArrayFault(TensorFileError.truncated("the safetensors header"), at: bytes.count)
        var prefix: [UInt8] = []
        try bytes.read(0..<min(8, bytes.count), into: &prefix)
        guard let length = LittleEndian.read(prefix, at: 0, count: 8) else { throw cutOff }
        guard length <= UInt64(Self.longestHeader) else {
            throw ArrayFault(TensorFileError.headerTooLong(length), at: 0)
        }
        let start = 8 + Int(length)
        guard start <= bytes.count else { throw cutOff }
        var text: [UInt8] = []
        try bytes.read(8..<start, into: &text)
        guard text.count == Int(length) else { throw cutOff }
        let header = try JSONHeader(text, base: 8)
        metadata = header.metadata
        let entries = try Self.inOrder(header.entries, dataCount: bytes.count - start)
        tensors = entries.map(\.description)
        ranges = entries.map { (start + $0.begin)..<(start + $0.end) }
        places = Dictionary(uniqueKeysWithValues: tensors.enumerated().map { ($1.name, $0) })
    }

    /// Reads only the metadata, from a file whose tensors may be cut off; `nil` if it doesn't begin like a safetensors
    /// file.
    /// - Parameter read: returns the next bytes of the file, as many as asked for or as there are.
    package static func metadata<Failure: Error>(
        reading read: (Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> [String: String]? {
        guard let length = LittleEndian.read(try read(8), at: 0, count: 8), length <= UInt64(longestHeader) else {
            return nil
        }
        let text = try read(Int(length))
        guard text.count == Int(length) else { return nil }
        return try? JSONHeader(text, base: 8).metadata
    }

    /// The entries in the order of their bytes, which must cover the file's bytes exactly once.
    private static func inOrder(_ entries: [JSONHeader.Entry], dataCount: Int) throws(ArrayFault) -> [JSONHeader.Entry]
    {
        for entry in entries {
            let expected = try located(entry.offset) { () throws(ArrayFault) in try entry.description.byteCount() }
            let (name, found) = (entry.description.name, entry.end - entry.begin)
            guard found == expected else {
                let reason = TensorFileError.wrongByteCount(name, found: found, expected: expected)
                throw ArrayFault(reason, at: entry.offset)
            }
            guard entry.end <= dataCount else {
                throw ArrayFault(TensorFileError.outsideFile(name), at: entry.offset)
            }
        }
        // Empty tensors come before one that begins at the same byte; the order in the header decides the rest.
        let sorted = entries.enumerated().sorted {
            ($0.element.begin, $0.element.end, $0.offset) < ($1.element.begin, $1.element.end, $1.offset)
        }.map(\.element)
        var end = 0
        for (index, entry) in sorted.enumerated() {
            if entry.begin < end {
                let (first, second) = (sorted[index - 1].description.name, entry.description.name)
                throw ArrayFault(TensorFileError.overlappingTensors(first, second), at: entry.offset)
            }
            guard entry.begin == end else {
                throw ArrayFault(TensorFileError.unusedBytes(entry.begin - end), at: entry.offset)
            }
            end = entry.end
        }
        guard end == dataCount else { throw ArrayFault(TensorFileError.unusedBytes(dataCount - end)) }
        return sorted
    }

    private static func located<Value>(_ offset: Int, _ work: () throws(ArrayFault) -> Value) throws(ArrayFault)
        -> Value
    {
        do throws(ArrayFault) { return try work() } catch { throw ArrayFault(error.reason, at: offset) }
    }

    private func place(of name: String) throws(ArrayFault) -> Int {
        guard let place = places[name] else { throw ArrayFault(TensorFileError.noSuchTensor(name)) }
        return place
    }

    package func tensor(_ name: String) -> TensorDescription? { places[name].map { tensors[$0] } }

    /// The elements of a tensor of F64 (rounded to nearest), F32, F16 or BF16, row by row. Takes the memory of the
    /// result and of a small buffer.
    package func floats(of name: String) throws(ArrayFault) -> [Float] {
        let place = try place(of: name)
        var numbers = [Float](repeating: 0, count: ranges[place].count / tensors[place].type.size)
        var buffer: [UInt8] = []
        var target = numbers.mutableSpan
        try readFloats(of: name, into: &target, through: &buffer)
        return numbers
    }

    /// Reads the elements into memory of exactly their count.
    package func readFloats(
        of name: String,
        into numbers: inout MutableSpan<Float>,
        through buffer: inout [UInt8]
    ) throws(ArrayFault) {
        let place = try place(of: name)
        let (type, range) = (tensors[place].type, ranges[place])
        guard type.isFloat else { throw ArrayFault(TensorFileError.notFloats(name, type)) }
        guard numbers.count == range.count / type.size else {
            throw ArrayFault(
                TensorFileError.wrongValueCount(name, found: numbers.count, expected: range.count / type.size)
            )
        }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.piece) {
            let piece = start..<min(start + Self.piece, range.upperBound)
            var found = 0
            try bytes.withBytes(piece, through: &buffer) { bytes in
                found = bytes.count
                type.storeFloats(bytes, in: &numbers, from: (start - range.lowerBound) / type.size)
            }
            guard found == piece.count else { throw cutOff(name) }
        }
    }

    /// The file has become shorter since it was opened.
    private func cutOff(_ name: String) -> ArrayFault {
        ArrayFault(TensorFileError.truncated("the tensor '\(name)'"), at: bytes.count)
    }
}
