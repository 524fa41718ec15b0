/// The headers of the members of a tar archive, with nothing that varies from one run to the next.
///
/// Source: IEEE Std 1003.1-2017, `pax`, the ustar interchange format.
enum TarHeader {
    /// The size of a header; contents are padded to a multiple of it.
    static let blockSize = 512
    /// Two blocks of zeros.
    static let end = [UInt8](repeating: 0, count: 2 * blockSize)
    static let longestName = 100

    private static let sizeField = 124..<136
    private static let checksumField = 148..<156
    /// Read and write by the owner, read by others; user and group 0; dated 1 January 1970; a regular file.
    private static let fixed: [(offset: Int, text: String)] = [
        (100, "0000644"), (108, "0000000"), (116, "0000000"), (136, "00000000000"), (156, "0"), (257, "ustar"),
        (263, "00"), (329, "0000000"), (337, "0000000"),
    ]

    /// A header without its checksum, which `seal` adds.
    /// - Parameter name: at most 100 bytes.
    static func block(name: String, size: Int) -> [UInt8] {
        precondition(name.utf8.count <= longestName, "the name is too long for a tar header")
        var block = [UInt8](repeating: 0, count: blockSize)
        for (offset, text) in fixed + [(0, name)] {
            for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
        }
        setSize(size, at: 0, in: &block)
        return block
    }

    /// The size of `size` bytes of content with padding.
    static func padded(_ size: Int) -> Int { (size + blockSize - 1) / blockSize * blockSize }

    /// The size field of the header at `offset`.
    static func size(at offset: Int, in bytes: [UInt8]) -> Int {
        bytes[offset + sizeField.lowerBound..<offset + sizeField.upperBound - 1].reduce(0) { $0 << 3 | Int($1 & 7) }
    }

    static func setSize(_ size: Int, at offset: Int, in bytes: inout [UInt8]) {
        precondition(size < 1 << 33, "eleven octal digits hold no more")
        octal(size, digits: 11, at: offset + sizeField.lowerBound, in: &bytes)
    }

    /// Sets the checksum: the sum of all bytes, counting the checksum field itself as spaces.
    static func seal(at offset: Int, in bytes: inout [UInt8]) {
        let field = offset + checksumField.lowerBound..<offset + checksumField.upperBound
        for index in field { bytes[index] = UInt8(ascii: " ") }
        octal(sum(bytes.span.extracting(offset..<offset + blockSize)), digits: 6, at: field.lowerBound, in: &bytes)
        bytes[field.lowerBound + 6] = 0
    }

    private static func sum(_ block: Span<UInt8>) -> Int {
        var sum: UInt32 = 0
        for index in block.indices { sum &+= UInt32(block[index]) }
        return Int(sum)
    }

    private static func octal(_ value: Int, digits: Int, at offset: Int, in bytes: inout [UInt8]) {
        var value = value
        for index in stride(from: offset + digits - 1, through: offset, by: -1) {
            bytes[index] = UInt8(ascii: "0") + UInt8(value & 7)
            value >>= 3
        }
    }
}
