/// Recognises the start of an SVG document.
enum SVGSniffer {
    /// Whether the first element in `prefix` is `svg`, after a byte order mark, declarations, comments and a DTD.
    static func findsRoot(in prefix: [UInt8]) -> Bool {
        let text = narrowed(prefix)
        var offset = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        while true {
            while offset < text.count, text[offset] <= 0x20 { offset += 1 }
            let rest = text[offset...]
            if rest.starts(with: "<?".utf8) {
                guard let end = find("?>", in: text, from: offset) else { return false }
                offset = end
            } else if rest.starts(with: "<!--".utf8) {
                guard let end = find("-->", in: text, from: offset + 4) else { return false }
                offset = end
            } else if rest.starts(with: "<!DOCTYPE".utf8) {
                guard let end = endOfDocumentType(in: text, from: offset) else { return false }
                offset = end
            } else {
                return isRoot(rest)
            }
        }
    }

    /// Whether the text is `<svg` or `<prefix:svg`, followed by the end of the name.
    private static func isRoot(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.first == UInt8(ascii: "<") else { return false }
        let isEnd = { (byte: UInt8) in byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") }
        let name = text.dropFirst().prefix(64).prefix { !isEnd($0) }
        return name.split(separator: UInt8(ascii: ":")).last.map { $0.elementsEqual("svg".utf8) } ?? false
    }

    /// UTF-16 reduced to its low bytes, which is enough to find ASCII names.
    private static func narrowed(_ prefix: [UInt8]) -> [UInt8] {
        guard prefix.count >= 4 else { return prefix }
        switch (prefix[0], prefix[1]) {
        case (0xff, 0xfe): return stride(from: 2, to: prefix.count, by: 2).map { prefix[$0] }
        case (0xfe, 0xff): return stride(from: 3, to: prefix.count, by: 2).map { prefix[$0] }
        case (0x3c, 0): return stride(from: 0, to: prefix.count, by: 2).map { prefix[$0] }
        case (0, 0x3c): return stride(from: 1, to: prefix.count, by: 2).map { prefix[$0] }
        default: return prefix
        }
    }

    private static func find(_ mark: String, in text: [UInt8], from start: Int) -> Int? {
        let mark = Array(mark.utf8)
        guard text.count >= start + mark.count else { return nil }
        for offset in start...(text.count - mark.count)
        where text[offset..<(offset + mark.count)].elementsEqual(mark) {
            return offset + mark.count
        }
        return nil
    }

    private static func endOfDocumentType(in text: [UInt8], from start: Int) -> Int? {
        var quote: UInt8?
        var isInSubset = false
        for offset in start..<text.count {
            let byte = text[offset]
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "["): isInSubset = true
            case UInt8(ascii: "]"): isInSubset = false
            case UInt8(ascii: ">") where !isInSubset: return offset + 1
            default: break
            }
        }
        return nil
    }
}
