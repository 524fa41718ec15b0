internal import Zlib

/// A chunk's type, by its four letters.
enum ChunkType: String {
    case header = "IHDR"
    case imageData = "IDAT"
    case end = "IEND"
    case latinText = "tEXt"
    case unicodeText = "iTXt"
    case animationControl = "acTL"
    case frameControl = "fcTL"
    case frameData = "fdAT"
}

extension [UInt8] {
    static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Appends a chunk: length, type, data, and the CRC of type and data.
    mutating func appendChunk(_ type: ChunkType, _ data: [UInt8]) {
        appendBigEndian(UInt32(truncatingIfNeeded: data.count))
        let start = count
        append(contentsOf: type.rawValue.utf8)
        append(contentsOf: data)
        var checksum = Checksum()
        checksum.add(span.bytes.extracting(droppingFirst: start))
        appendBigEndian(checksum.value)
    }

    mutating func appendBigEndian<Value: FixedWidthInteger>(_ value: Value) {
        var shift = Value.bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: value >> Value(shift)))
        }
    }
}
