/// A line of text kept in a PNG file: in a `tEXt` chunk if it is Latin-1, otherwise in an `iTXt` chunk.
package struct PNGText: Sendable, Hashable {
    /// 1 to 79 printable Latin-1 characters, with single spaces between words only.
    package var keyword: String
    /// Line breaks are kept as line feeds; other control characters become spaces.
    package var value: String

    package init(_ keyword: String, _ value: String) {
        self.keyword = keyword
        self.value = value
    }

    /// The name of this program, kept in every picture.
    package static let software = PNGText("Software", "croquis")

    /// The chunk's type and data (PNG specification, third edition, 11.3.3).
    /// - Throws: `PNGError.unusableKeyword`
    func chunk() throws(PNGError) -> (type: ChunkType, data: [UInt8]) {
        guard let latinKeyword = Self.latin(keyword), Self.isKeyword(latinKeyword) else {
            throw .unusableKeyword(keyword)
        }
        let clean = Self.withoutControls(value)
        if let latin = Self.latin(clean) { return (.latinText, latinKeyword + [0] + latin) }
        // Not compressed, no language, no translated keyword.
        return (.unicodeText, latinKeyword + [0, 0, 0, 0, 0] + clean.utf8)
    }

    private static func latin(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func isKeyword(_ bytes: [UInt8]) -> Bool {
        let space = UInt8(ascii: " ")
        return (1...79).contains(bytes.count) && bytes.first != space && bytes.last != space
            && bytes.allSatisfy { (32...126).contains($0) || $0 >= 161 }
            && !zip(bytes, bytes.dropFirst()).contains { $0 == space && $1 == space }
    }

    private static func withoutControls(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { last = scalar }
            switch scalar.value {
            case 10 where last == "\r": continue
            case 10, 13: clean.append("\n")
            case 0..<32, 127..<160: clean.append(" ")
            default: clean.append(scalar)
            }
        }
        return String(clean)
    }
}
