internal import JSONTrees
internal import SketchStreams

/// Bytes as text (RFC 4648, section 4).
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    /// The bytes of a string, with or without the `=` at its end.
    static func decode(_ node: JSONNode) throws(DocumentFault) -> [UInt8] {
        guard let text = node.text else { throw DocumentFault(TldrawError.notBase64, at: node.offset) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        var (bits, count, padding): (UInt32, Int, Int) = (0, 0, 0)
        for digit in text.utf8 {
            if digit == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            let value = values[Int(digit)]
            guard value < 64, padding == 0 else { throw DocumentFault(TldrawError.notBase64, at: node.offset) }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count % 4 == 0 {
                bytes.append(UInt8(bits >> 16 & 255))
                bytes.append(UInt8(bits >> 8 & 255))
                bytes.append(UInt8(bits & 255))
                bits = 0
            }
        }
        switch count % 4 {
        case 1: throw DocumentFault(TldrawError.notBase64, at: node.offset)
        case 2: bytes.append(UInt8(bits >> 4 & 255))
        case 3: bytes += [UInt8(bits >> 10 & 255), UInt8(bits >> 2 & 255)]
        default: break
        }
        guard padding < 3 else { throw DocumentFault(TldrawError.notBase64, at: node.offset) }
        return bytes
    }

    /// Appends the text of a number of bytes that is a multiple of three, as all points are.
    static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        for start in stride(from: 0, to: bytes.count - bytes.count % 3, by: 3) {
            let bits = UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2])
            for shift in [18, 12, 6, 0] as [UInt32] { text.append(digits[Int(bits >> shift & 63)]) }
        }
    }
}
