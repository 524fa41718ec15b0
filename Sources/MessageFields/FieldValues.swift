/// What a field must hold. Each function throws `MessageError.otherWireType`, with `expected` in its message, if the
/// field holds something else.
extension MessageFields.Field {
    /// The range of a message, text or packed list.
    @inlinable
    public func range(_ expected: String) throws(MessageFault) -> Range<Int> {
        guard case .range(let range) = value else { throw other(expected) }
        return range
    }

    /// An unsigned number.
    public func number(_ expected: String) throws(MessageFault) -> UInt64 {
        guard case .number(let number) = value else { throw other(expected) }
        return number
    }

    /// A number of 32 bits, such as a `fixed32`.
    public func fourBytes(_ expected: String) throws(MessageFault) -> UInt32 {
        guard case .fourBytes(let bits) = value else { throw other(expected) }
        return bits
    }

    public func float(_ expected: String) throws(MessageFault) -> Float {
        Float(bitPattern: try fourBytes(expected))
    }

    public func double(_ expected: String) throws(MessageFault) -> Double {
        guard case .eightBytes(let bits) = value else { throw other(expected) }
        return Double(bitPattern: bits)
    }

    /// Calls `use` with each number of a list, packed or not.
    public func forEachNumber(
        _ bytes: Span<UInt8>,
        _ expected: String,
        _ use: (UInt64) throws(MessageFault) -> Void
    ) throws(MessageFault) {
        switch value {
        case .number(let number): try use(number)
        case .range(let packed):
            var list = MessageFields(packed)
            while let number = try list.nextNumber(bytes) { try use(number) }
        default: throw other(expected)
        }
    }

    /// Calls `use` with each number of a list of floats, packed or not.
    /// - Throws: also `MessageError.cutList`.
    public func forEachFloat(
        _ bytes: Span<UInt8>,
        _ expected: String,
        _ use: (Float) throws(MessageFault) -> Void
    ) throws(MessageFault) {
        switch value {
        case .fourBytes(let bits): try use(Float(bitPattern: bits))
        case .range(let packed):
            guard packed.count % 4 == 0 else {
                throw MessageFault(MessageError.cutList(bytes: packed.count, size: 4), at: packed.lowerBound)
            }
            let raw = bytes.extracting(packed).bytes
            for offset in stride(from: 0, to: raw.byteCount, by: 4) {
                let bits = raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
                try use(Float(bitPattern: bits.littleEndian))
            }
        default: throw other(expected)
        }
    }

    @usableFromInline
    func other(_ expected: String) -> MessageFault {
        MessageFault(MessageError.otherWireType(expected: expected), at: offset)
    }
}

extension MessageFields {
    /// What a number means in a field of type `sint32`: 0, -1, 1, -2 … for 0, 1, 2, 3 …
    @inlinable
    public static func signed(_ number: UInt64) -> Int32 {
        let bits = UInt32(truncatingIfNeeded: number)
        return Int32(bitPattern: bits >> 1) ^ -Int32(bitPattern: bits & 1)
    }
}
