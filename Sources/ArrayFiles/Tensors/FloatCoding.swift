/// Floating-point numbers of each type as bytes, lowest byte first.
extension TensorType {
    /// Stores the numbers in `bytes`, whose count is a multiple of `size`, from `first` on, rounding those of `float64`
    /// to nearest. Does nothing for a type that isn't a floating-point type.
    package func storeFloats(_ bytes: borrowing Span<UInt8>, in numbers: inout MutableSpan<Float>, from first: Int) {
        switch self {
        case .float64:
            Self.convert(bytes, UInt64.self, &numbers, first) { Float(Double(bitPattern: UInt64(littleEndian: $0))) }
        case .float32:
            Self.convert(bytes, UInt32.self, &numbers, first) { Float(bitPattern: UInt32(littleEndian: $0)) }
        case .float16:
            Self.convert(bytes, UInt16.self, &numbers, first) { FloatBits.half(UInt16(littleEndian: $0)) }
        case .bfloat16:
            Self.convert(bytes, UInt16.self, &numbers, first) { FloatBits.brain(UInt16(littleEndian: $0)) }
        default: break
        }
    }

    @inline(__always)
    private static func convert<Bits: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: borrowing Span<UInt8>,
        _ type: Bits.Type,
        _ numbers: inout MutableSpan<Float>,
        _ first: Int,
        _ number: (Bits) -> Float
    ) {
        let raw = bytes.bytes
        let size = MemoryLayout<Bits>.size
        let count = raw.byteCount / size
        precondition(first >= 0 && count <= numbers.count - first, "The numbers don't fit")
        for index in 0..<count {
            // Any bits are a valid number, so this is safe within the bounds checked above; checking each access takes
            // twice as long.
            let bits = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index &* size, as: Bits.self)
            numbers[unchecked: first &+ index] = number(bits)
        }
    }

    /// Appends the bytes of `numbers`, rounded to nearest, ties to even. Appends nothing for types other than
    /// `float32`, `float16` and `bfloat16`.
    /// - Returns: the index of the first finite number that is too large for the type; nothing is appended then.
    package func appendBytes(_ numbers: [Float], to bytes: inout [UInt8]) -> Int? {
        switch self {
        case .float32:
            Self.store(numbers, &bytes) { $0.bitPattern.littleEndian }
        case .float16:
            // Half a unit in the last place above the largest number, 65 504.
            if let place = Self.firstFinite(of: numbers, from: 65_520) { return place }
            Self.store(numbers, &bytes) { FloatBits.half($0).littleEndian }
        case .bfloat16:
            if let place = Self.firstFinite(of: numbers, from: 0x1.ffp127) { return place }
            Self.store(numbers, &bytes) { FloatBits.brain($0).littleEndian }
        default: break
        }
        return nil
    }

    private static func firstFinite(of numbers: [Float], from limit: Float) -> Int? {
        numbers.firstIndex { $0.isFinite && $0.magnitude >= limit }
    }

    @inline(__always)
    private static func store<Bits: FixedWidthInteger & BitwiseCopyable>(
        _ numbers: [Float],
        _ bytes: inout [UInt8],
        _ bits: (Float) -> Bits
    ) {
        let size = MemoryLayout<Bits>.size
        let first = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: size * numbers.count))
        var span = bytes.mutableSpan
        var raw = span.mutableBytes
        for index in 0..<numbers.count {
            raw.storeBytes(of: bits(numbers[index]), toByteOffset: first + size * index, as: Bits.self)
        }
    }
}
