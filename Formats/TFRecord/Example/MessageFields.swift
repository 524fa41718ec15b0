/// Walks through the fields of a Protocol Buffers message, of which `Example` needs four wire types. The message is a
/// range of bytes that is passed to every call; offsets count in those bytes.
///
/// Source: the encoding guide of Protocol Buffers, protobuf.dev/programming-guides/encoding.
struct MessageFields {
    private(set) var offset: Int
    private let end: Int

    init(_ message: Range<Int>) { (offset, end) = (message.lowerBound, message.upperBound) }

    struct Field {
        var number: UInt64
        /// Where the field begins.
        var offset: Int
        var value: Value

        /// The range of a message, text or packed list.
        func range(_ expected: String) throws(RecordFault) -> Range<Int> {
            guard case .range(let range) = value else {
                throw RecordFault(offset: offset, reason: .otherWireType(expected: expected))
            }
            return range
        }
    }

    enum Value {
        case number(UInt64)
        case eightBytes
        case range(Range<Int>)
        case fourBytes(UInt32)
    }

    /// The next field, or `nil` at the message's end.
    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) throws(RecordFault) -> Field? {
        guard offset < end else { return nil }
        let start = offset
        let tag = try number(bytes)
        guard tag >> 3 != 0 else { throw RecordFault(offset: start, reason: .fieldZero) }
        let value: Value
        switch tag & 7 {
        case 0: value = .number(try number(bytes))
        case 1:
            _ = try take(8)
            value = .eightBytes
        case 2: value = .range(try take(number(bytes)))
        case 5:
            let range = try take(4)
            let bits = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt32.self)
            value = .fourBytes(bits.littleEndian)
        default: throw RecordFault(offset: start, reason: .unknownWireType(Int(tag & 7)))
        }
        return Field(number: tag >> 3, offset: start, value: value)
    }

    /// The next number of a packed list, or `nil` at its end.
    mutating func nextNumber(_ bytes: Span<UInt8>) throws(RecordFault) -> UInt64? {
        offset < end ? try number(bytes) : nil
    }

    /// A number of one to ten bytes, seven bits in each, the lowest first.
    @inline(__always)
    private mutating func number(_ bytes: Span<UInt8>) throws(RecordFault) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < end {
            let byte = bytes[offset]
            offset += 1
            guard shift < 63 || byte < 2 else { throw RecordFault(offset: start, reason: .longNumber) }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw RecordFault(offset: start, reason: .cutNumber)
    }

    /// The range of the next bytes, which are passed over.
    private mutating func take(_ count: UInt64) throws(RecordFault) -> Range<Int> {
        let left = end - offset
        guard count <= UInt64(left) else {
            throw RecordFault(offset: offset, reason: .fieldTooLong(count, left: left))
        }
        let start = offset
        offset += Int(count)
        return start..<offset
    }
}
