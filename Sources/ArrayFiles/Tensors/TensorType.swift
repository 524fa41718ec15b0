/// The type of a tensor's elements. The raw value is the name that safetensors uses.
package enum TensorType: String, Sendable, Hashable, CaseIterable {
    case float64 = "F64"
    case float32 = "F32"
    case float16 = "F16"
    /// The upper half of binary32.
    case bfloat16 = "BF16"
    case int64 = "I64"
    case int32 = "I32"
    case int16 = "I16"
    case int8 = "I8"
    case uint64 = "U64"
    case uint32 = "U32"
    case uint16 = "U16"
    case uint8 = "U8"
    case boolean = "BOOL"
    case complex64 = "C64"
    case complex128 = "C128"
    case float8e4m3 = "F8_E4M3"
    case float8e5m2 = "F8_E5M2"
    case float8e8m0 = "F8_E8M0"

    /// Bytes per element.
    package var size: Int {
        switch self {
        case .complex128: 16
        case .float64, .int64, .uint64, .complex64: 8
        case .float32, .int32, .uint32: 4
        case .float16, .bfloat16, .int16, .uint16: 2
        case .int8, .uint8, .boolean, .float8e4m3, .float8e5m2, .float8e8m0: 1
        }
    }

    /// Whether the elements can be read as `Float`.
    package var isFloat: Bool {
        switch self {
        case .float64, .float32, .float16, .bfloat16: true
        default: false
        }
    }
}

/// A tensor as its file describes it.
package struct TensorDescription: Sendable, Hashable {
    package var name: String
    package var type: TensorType
    /// The number of elements along each axis, the last varying fastest in what is read; empty for a single number.
    package var shape: [Int]

    package init(name: String, type: TensorType, shape: [Int]) {
        self.name = name
        self.type = type
        self.shape = shape
    }

    /// More axes than any model has, and few enough to bound the memory of a description.
    static let mostAxes = 32
    /// More tensors than any file has.
    static let mostTensors = 1 << 20

    /// The number of elements of a tensor whose bytes can be counted.
    /// - Throws: `TensorFileError.shapeTooLarge`, and `badShape` for a negative extent or too many axes.
    package func elementCount() throws(ArrayFault) -> Int {
        guard shape.count <= Self.mostAxes else {
            throw ArrayFault(TensorFileError.badShape(name, "more than \(Self.mostAxes) axes"))
        }
        guard shape.allSatisfy({ $0 >= 0 }) else {
            throw ArrayFault(TensorFileError.badShape(name, "a negative extent"))
        }
        guard let count = shape.product, [count, type.size].product != nil else {
            throw ArrayFault(TensorFileError.shapeTooLarge(name))
        }
        return count
    }

    package func byteCount() throws(ArrayFault) -> Int { try elementCount() * type.size }
}
