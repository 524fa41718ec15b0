/// Walks through the fields of a Protocol Buffers message. The message is a range of bytes that is passed to every call;
/// offsets count in those bytes.
///
/// Groups, which the encoding had before version 3, are refused.
///
/// Source: the encoding guide of Protocol Buffers, protobuf.dev/programming-guides/encoding.
@frozen
public struct MessageFields {
    @usableFromInline var place: Int
    @usableFromInline let end: Int

    @inlinable
    public init(_ message: Range<Int>) { (place, end) = (message.lowerBound, message.upperBound) }

    /// Where the next field begins.
    @inlinable public var offset: Int { place }

    @frozen
    public struct Field {
        public var number: UInt64
        /// Where the field begins.
        public var offset: Int
        public var value: Value

        @inlinable
        public init(number: UInt64, offset: Int, value: Value) {
            (self.number, self.offset, self.value) = (number, offset, value)
        }
    }

    /// What a field holds, by its wire type.
    @frozen
    public enum Value {
        case number(UInt64)
        case eightBytes(UInt64)
        /// A message, text or packed list.
        case range(Range<Int>)
        case fourBytes(UInt32)
    }

    /// The next field, or `nil` at the message's end.
    @inlinable
    @inline(__always)
    public mutating func next(_ bytes: Span<UInt8>) throws(MessageFault) -> Field? {
        guard place < end else { return nil }
        let start = place
        let tag = try number(bytes)
        guard tag >> 3 != 0 else { throw MessageFault(MessageError.fieldZero, at: start) }
        let value: Value
        switch tag & 7 {
        case 0: value = .number(try number(bytes))
        case 1:
            let range = try take(8)
            let bits = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
            value = .eightBytes(bits.littleEndian)
        case 2: value = .range(try take(number(bytes)))
        case 5:
            let range = try take(4)
            let bits = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt32.self)
            value = .fourBytes(bits.littleEndian)
        default: throw MessageFault(MessageError.unknownWireType(Int(tag & 7)), at: start)
        }
        return Field(number: tag >> 3, offset: start, value: value)
    }

    /// The next number of a packed list, or `nil` at its end.
    @inlinable
    public mutating func nextNumber(_ bytes: Span<UInt8>) throws(MessageFault) -> UInt64? {
        place < end ? try number(bytes) : nil
    }

    /// A number of one to ten bytes, seven bits in each, the lowest first.
    @inlinable
    @inline(__always)
    mutating func number(_ bytes: Span<UInt8>) throws(MessageFault) -> UInt64 {
        let start = place
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while place < end {
            let byte = bytes[place]
            place += 1
            guard shift < 63 || byte < 2 else { throw MessageFault(MessageError.longNumber, at: start) }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw MessageFault(MessageError.cutNumber, at: start)
    }

    /// The range of the next bytes, which are passed over.
    @inlinable
    mutating func take(_ count: UInt64) throws(MessageFault) -> Range<Int> {
        let left = end - place
        guard count <= UInt64(left) else {
            throw MessageFault(MessageError.fieldTooLong(count, left: left), at: place)
        }
        let start = place
        place += Int(count)
        return start..<place
    }
}
