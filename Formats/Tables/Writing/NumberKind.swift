internal import ColumnFiles
internal import SketchModel

/// The smallest type that holds some numbers exactly.
enum NumberKind: UInt8, Sendable, Comparable, CaseIterable {
    case uint8, int16, int32, float32, float64

    static func < (one: NumberKind, other: NumberKind) -> Bool { one.rawValue < other.rawValue }

    var type: NumberType {
        switch self {
        case .uint8: .uint8
        case .int16: .int16
        case .int32: .int32
        case .float32: .float32
        case .float64: .float64
        }
    }

    var isWhole: Bool { self <= .int32 }

    /// The smallest kind that holds the numbers of both.
    func joined(with other: NumberKind) -> NumberKind {
        // float32 doesn't hold every int32.
        if min(self, other) == .int32, max(self, other) == .float32 { return .float64 }
        return max(self, other)
    }

    /// The smallest kind for numbers of which these are the extremes.
    init(_ range: NumberRange) {
        if range.isWhole, range.minimum >= 0, range.maximum <= 255 {
            self = .uint8
        } else if range.isWhole, range.minimum >= -32768, range.maximum <= 32767 {
            self = .int16
        } else if range.isWhole, range.minimum >= -0x1p31, range.maximum < 0x1p31 {
            self = .int32
        } else {
            self = range.isFloat32 ? .float32 : .float64
        }
    }

    /// Appends a number, which this kind holds, to `bytes`, little-endian.
    @inline(__always)
    func append(_ value: Double, to bytes: inout [UInt8]) {
        switch self {
        case .uint8: bytes.append(UInt8(truncatingIfNeeded: Int(value)))
        case .int16: Self.append(Int16(truncatingIfNeeded: Int(value)).littleEndian, to: &bytes)
        case .int32: Self.append(Int32(truncatingIfNeeded: Int(value)).littleEndian, to: &bytes)
        case .float32: Self.append(Float(value).bitPattern.littleEndian, to: &bytes)
        case .float64: Self.append(value.bitPattern.littleEndian, to: &bytes)
        }
    }

    /// Number `index` of those that lie at `offset`.
    @inline(__always)
    func value(_ bytes: RawSpan, at offset: Int, _ index: Int) -> Double {
        switch self {
        case .uint8: Double(bytes.unsafeLoad(fromByteOffset: offset + index, as: UInt8.self))
        case .int16:
            Double(Int16(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset + 2 * index, as: Int16.self)))
        case .int32:
            Double(Int32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset + 4 * index, as: Int32.self)))
        case .float32:
            Double(
                Float(
                    bitPattern: UInt32(
                        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset + 4 * index, as: UInt32.self)
                    )
                )
            )
        case .float64:
            Double(
                bitPattern: UInt64(
                    littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset + 8 * index, as: UInt64.self)
                )
            )
        }
    }

    @inline(__always)
    private static func append(_ value: some BitwiseCopyable, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }
}

/// What decides the smallest kind of some numbers.
struct NumberRange {
    var minimum = Double.infinity
    var maximum = -Double.infinity
    var isWhole = true
    var isFloat32 = true

    @inline(__always)
    mutating func add(_ value: Double) {
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        // Adding and subtracting 1.5 · 2^52 rounds to a whole number, without a call into the C library.
        isWhole = isWhole && (value + 0x1.8p52) - 0x1.8p52 == value
        isFloat32 = isFloat32 && Double(Float(value)) == value
    }
}
