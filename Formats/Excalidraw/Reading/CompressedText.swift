internal import TextNotation

/// Text as the JavaScript library lz-string compresses it (`compressToBase64`): LZ78 with codes of growing width over
/// units of UTF-16.
enum CompressedText {
    /// What a code stands for, besides places in the dictionary.
    private enum Code {
        static let byte = 0
        static let unit = 1
        static let end = 2
    }

    /// The text in UTF-8.
    /// - Throws: `ExcalidrawError.badCompressedText`, or `.tooLarge` for more than `limit` bytes of UTF-16.
    static func utf8(ofBase64 text: ArraySlice<UInt8>, limit: Int) throws(ExcalidrawError) -> [UInt8] {
        var bits = try CodeBits(text)
        var output: [UInt16] = []
        // Where in the output an entry first stands, and its length. Each is the one before it and the unit that follows,
        // so that the output contains all of them.
        var entries: [(start: Int, count: Int)] = [(0, 0), (0, 0), (0, 0)]
        var previous: (start: Int, count: Int)?
        var width = 2
        // How many entries until codes are one bit wider.
        var left = 1
        func count() {
            left -= 1
            if left == 0 {
                left = 1 << width
                width += 1
            }
        }
        func append(_ entry: (start: Int, count: Int)) {
            entries.append(entry)
            count()
        }
        while true {
            guard width < 32, var code = bits.next(width) else { throw .badCompressedText }
            if code == Code.end { return utf8(of: output) }
            if code == Code.byte || code == Code.unit {
                guard let unit = bits.next(code == Code.byte ? 8 : 16) else { throw .badCompressedText }
                code = entries.count
                append((output.count, 1))
                output.append(UInt16(truncatingIfNeeded: unit))
                if let last = previous { append((last.start, last.count + 1)) }
                previous = entries[code]
                continue
            }
            guard let last = previous else { throw .badCompressedText }
            let entry: (start: Int, count: Int)
            if code < entries.count {
                entry = entries[code]
            } else if code == entries.count {
                entry = (last.start, last.count + 1)
            } else {
                throw .badCompressedText
            }
            guard output.count + entry.count <= limit / 2 else { throw .tooLarge(limit: limit) }
            let start = output.count
            // One by one: an entry may end in the unit that it itself begins with.
            for offset in 0..<entry.count { output.append(output[entry.start + offset]) }
            append((last.start, last.count + 1))
            previous = (start, entry.count)
        }
    }

    private static func utf8(of units: [UInt16]) -> [UInt8] { Array(String(decoding: units, as: UTF16.self).utf8) }
}

/// Codes whose lowest bit comes first, in characters of base64 whose highest bit comes first.
private struct CodeBits {
    private let values: [UInt8]
    private var place = 0

    init(_ text: ArraySlice<UInt8>) throws(ExcalidrawError) {
        var values: [UInt8] = []
        values.reserveCapacity(text.count)
        for character in text {
            if character <= 0x20 { continue }
            if character == UInt8(ascii: "=") { break }
            guard let value = Base64.value(of: character) else { throw .badBase64 }
            values.append(value)
        }
        self.values = values
    }

    /// The next code of that many bits; `nil` at the end.
    mutating func next(_ width: Int) -> Int? {
        guard values.count * 6 - place >= width else { return nil }
        var code = 0
        for bit in 0..<width {
            code |= Int(values[place / 6] >> UInt8(5 - place % 6) & 1) << bit
            place += 1
        }
        return code
    }
}
