/// Bytes that Python 3 writes as text in pickles that Python 2 can read: each byte as a character of Latin-1, encoded
/// in UTF-8.
package enum Latin1Text {
    /// Appends the bytes that `text` stands for.
    /// - Returns: whether it is such a text; if not, only some bytes have been appended.
    package static func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
        var offset = text.startIndex
        while offset < text.endIndex {
            let byte = text[offset]
            if byte < 0x80 {
                bytes.append(byte)
                offset += 1
            } else {
                // Latin-1 beyond ASCII takes two bytes: 110000xx 10xxxxxx.
                guard byte == 0xc2 || byte == 0xc3, offset + 1 < text.endIndex, text[offset + 1] & 0xc0 == 0x80 else {
                    return false
                }
                bytes.append((byte & 3) << 6 | text[offset + 1] & 0x3f)
                offset += 2
            }
        }
        return true
    }
}
