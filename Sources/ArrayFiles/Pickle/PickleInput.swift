/// The bytes that a pickle is read from, taken from their stream as they are needed and kept.
struct PickleInput {
    private(set) var bytes: [UInt8]
    /// The byte that is read next, in `bytes` and in the stream.
    var offset: Int
    private let stream: MemberStream
    /// Texts that stand in the pickle with escapes, without them. Their offsets go on after the stream's last byte.
    private var unescaped: [UInt8] = []

    /// Offsets of values have 32 bits.
    static let largest = Int(UInt32.max)
    private static let piece = 1 << 20

    /// - Parameter bytes: what was taken from `stream` so far.
    init(_ stream: MemberStream, after bytes: [UInt8]) throws(ArrayFault) {
        guard stream.size <= Self.largest else { throw ArrayFault(.tooLarge(limit: Self.largest)) }
        self.stream = stream
        self.bytes = bytes
        offset = bytes.count
        // Pages that are never written are never made, so a size that lies costs nothing.
        self.bytes.reserveCapacity(stream.size)
    }

    var bytesAhead: Int { bytes.count - offset + stream.remaining }

    /// Makes sure that `count` bytes lie ahead.
    @inline(__always)
    mutating func require(_ count: Int) throws(ArrayFault) {
        if bytes.count - offset < count { try fill(count) }
    }

    private mutating func fill(_ count: Int) throws(ArrayFault) {
        guard count <= bytesAhead else {
            throw ArrayFault(.truncated("the pickle"), at: bytes.count + stream.remaining)
        }
        while bytes.count - offset < count { _ = try stream.read(max(Self.piece, count), into: &bytes) }
    }

    @inline(__always)
    mutating func byte() throws(ArrayFault) -> UInt8 {
        try require(1)
        defer { offset += 1 }
        return bytes[offset]
    }

    /// A number of `count` bytes, 8 at most, the lowest first.
    @inline(__always)
    mutating func number(_ count: Int) throws(ArrayFault) -> UInt64 {
        try require(count)
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        offset += count
        return value
    }

    /// The place of the next `count` bytes, which are passed over.
    @inline(__always)
    mutating func take(_ count: UInt64) throws(ArrayFault) -> ByteRange {
        guard count <= UInt64(bytesAhead) else {
            throw ArrayFault(.truncated("a string of \(count) bytes"), at: offset)
        }
        try require(Int(count))
        defer { offset += Int(count) }
        return ByteRange(start: UInt32(offset), count: UInt32(count))
    }

    /// The bytes of a value.
    func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
        guard range.lowerBound >= stream.size else { return bytes[range] }
        return unescaped[(range.lowerBound - stream.size)..<(range.upperBound - stream.size)]
    }

    /// Keeps a text that the stream does not hold as it is.
    mutating func keep(_ text: [UInt8]) throws(ArrayFault) -> ByteRange {
        let start = stream.size + unescaped.count
        guard start + text.count <= Self.largest else { throw ArrayFault(.tooLarge(limit: Self.largest)) }
        unescaped += text
        return ByteRange(start: UInt32(start), count: UInt32(text.count))
    }

    /// The place of the bytes up to a line feed, which is passed over.
    mutating func line() throws(ArrayFault) -> ByteRange {
        let start = offset
        while try byte() != 0x0a {}
        return ByteRange(start: UInt32(start), count: UInt32(offset - 1 - start))
    }

    /// Text up to a line feed, which is passed over.
    mutating func line(atMost limit: Int) throws(ArrayFault) -> String {
        let start = offset
        while try byte() != 0x0a {
            if offset - start > limit { throw ArrayFault(.pickle("a name is longer than \(limit) bytes"), at: start) }
        }
        return String(decoding: bytes[start..<(offset - 1)], as: UTF8.self)
    }
}
