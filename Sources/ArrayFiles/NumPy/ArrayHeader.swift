/// The header of a `.npy` file: the type of its elements and their layout.
///
/// Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays", versions 1.0, 2.0 and 3.0.
package struct ArrayHeader: Sendable, Hashable {
    package var type: ElementType
    package var isFortran: Bool
    package var shape: [Int]

    package init(type: ElementType, isFortran: Bool = false, shape: [Int]) {
        self.type = type
        self.isFortran = isFortran
        self.shape = shape
    }

    package static let magic: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
    /// Far more than NumPy writes for plain arrays, and far less than would do harm.
    private static let longestText = 1 << 16

    /// The number of elements.
    /// - Throws: `ArrayFileError.shapeTooLarge`
    package func elementCount() throws(ArrayFault) -> Int {
        guard let count = shape.product else { throw ArrayFault(.shapeTooLarge) }
        return count
    }

    /// The number of bytes that the elements take.
    package func byteCount() throws(ArrayFault) -> Int {
        guard let bytes = (shape + [max(type.size, 1)]).product else { throw ArrayFault(.shapeTooLarge) }
        return type.kind == .object ? 0 : bytes
    }

    /// Reads the header at the start of a stream.
    /// - Parameter bytes: receives exactly the header's bytes.
    package init(_ stream: MemberStream, into bytes: inout [UInt8]) throws(ArrayFault) {
        func take(_ count: Int) throws(ArrayFault) {
            let before = bytes.count
            while bytes.count < before + count {
                if try stream.read(before + count - bytes.count, into: &bytes) == 0 {
                    throw ArrayFault(.truncated("the .npy header"), at: bytes.count)
                }
            }
        }
        let isWhole = stream.remaining >= 8
        try take(min(8, stream.remaining))
        guard bytes.starts(with: Self.magic.prefix(bytes.count)), !bytes.isEmpty else {
            throw ArrayFault(.notAnArrayFile, at: 0)
        }
        guard isWhole else { throw ArrayFault(.truncated("the .npy header"), at: bytes.count) }
        let (major, minor) = (Int(bytes[6]), Int(bytes[7]))
        guard (1...3).contains(major), minor == 0 else { throw ArrayFault(.unknownVersion(major, minor), at: 6) }
        let lengthSize = major == 1 ? 2 : 4
        try take(lengthSize)
        let length = Int(LittleEndian.read(bytes, at: 8, count: lengthSize) ?? 0)
        guard length <= Self.longestText else { throw ArrayFault(.badHeader("it is \(length) bytes long"), at: 8) }
        let start = bytes.count
        try take(length)
        var parser = HeaderParser(bytes, at: start)
        self = try parser.parse()
    }

    /// The header as `numpy.save` writes it: version 1.0, padded with spaces to a multiple of 64 bytes.
    package var bytes: [UInt8] { Self.bytes(description: type.description, isFortran: isFortran, shape: shape) }

    /// The header for elements of any type.
    /// - Parameter description: NumPy's name for the type, such as `<U8` for texts of eight characters.
    package static func bytes(description: String, isFortran: Bool = false, shape: [Int]) -> [UInt8] {
        let extents = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var text = Array(
            "{'descr': '\(description)', 'fortran_order': \(isFortran ? "True" : "False"), 'shape': (\(extents)), }"
                .utf8
        )
        let total = (10 + text.count + 1 + 63) / 64 * 64
        text.append(contentsOf: repeatElement(0x20, count: total - 11 - text.count))
        text.append(0x0a)
        var bytes = Self.magic + [1, 0]
        LittleEndian.append(text.count, count: 2, to: &bytes)
        return bytes + text
    }
}

extension [Int] {
    /// The product of the numbers, multiplied in order; `nil` if it is too large on the way.
    var product: Int? {
        reduce(1) { product, number in
            product.flatMap { product in
                let (next, overflow) = product.multipliedReportingOverflow(by: number)
                return overflow ? nil : next
            }
        }
    }
}
