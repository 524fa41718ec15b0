/// The bytes of a pickle, read from their stream as they are needed, and kept.
struct PickleInput {
    private(set) var bytes: [UInt8]
    /// The next byte to be read, counted in `bytes` and in the stream.
    var offset: Int
    private let stream: MemberStream
    /// Texts that the pickle writes with escapes, unescaped. Their offsets continue after the stream's last byte.
    private var unescaped: [UInt8] = []

    /// Offsets of values have 32 bits.
    static let largest = Int(UInt32.max)
    private static let piece = 1 << 20

    /// - Parameter bytes: the bytes already read from `stream`.
    init(_ stream: MemberStream, after bytes: [UInt8]) throws(ArrayFault) {
        guard stream.size <= Self.largest else { throw ArrayFault(.tooLarge(limit: Self.largest)) }
        self.stream = stream
        self.bytes = bytes
        offset = bytes.count
        // Pages that are never written are never allocated, so a false size costs nothing.
        self.bytes.reserveCapacity(stream.size)
    }

    var bytesAhead: Int { bytes.count - offset + stream.remaining }

    /// Reads until at least `count` more bytes are available.
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

    /// Reads a number of `count` bytes, at most 8, lowest byte first.
    @inline(__always)
    mutating func number(_ count: Int) throws(ArrayFault) -> UInt64 {
        try require(count)
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        offset += count
        return value
    }

    /// Skips the next `count` bytes and returns their position.
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

    /// Stores a text that differs from the stream's bytes.
    mutating func keep(_ text: [UInt8]) throws(ArrayFault) -> ByteRange {
        let start = stream.size + unescaped.count
        guard start + text.count <= Self.largest else { throw ArrayFault(.tooLarge(limit: Self.largest)) }
        unescaped += text
        return ByteRange(start: UInt32(start), count: UInt32(text.count))
    }

    /// Skips to after the next line feed and returns the position of the bytes before it.
    mutating func line() throws(ArrayFault) -> ByteRange {
        let start = offset
        while try byte() != 0x0a {}
        return ByteRange(start: UInt32(start), count: UInt32(offset - 1 - start))
    }

    /// Reads text up to a line feed, and skips the line feed.
    mutating func line(atMost limit: Int) throws(ArrayFault) -> String {
        let start = offset
        while try byte() != 0x0a {
            if offset - start > limit { throw ArrayFault(.pickle("a name is longer than \(limit) bytes"), at: start) }
        }
        return String(decoding: bytes[start..<(offset - 1)], as: UTF8.self)
    }
}
