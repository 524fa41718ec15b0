/// Cuts a text that holds several XML documents one after another, as some programs write them.
enum XMLRoots {
    /// The documents in `bytes`, each with what comes before its root, such as its declaration; the last with everything
    /// after it. What isn't XML is left to the parser to refuse.
    static func cut(_ bytes: [UInt8], limit: Int) -> [Range<Int>]? {
        var documents: [Range<Int>] = []
        var start = 0
        while true {
            let root = nextRoot(in: bytes, from: start)
            guard root.begins else { break }
            guard documents.count < limit else { return nil }
            documents.append(start..<(root.end ?? bytes.count))
            guard let end = root.end else { break }
            start = end
        }
        if let last = documents.indices.last {
            // White space, comments and the like; or something that the parser has to refuse.
            documents[last] = documents[last].lowerBound..<bytes.count
        }
        return documents
    }

    /// Whether another element begins, and the byte after it and all that it contains, if it ends.
    private static func nextRoot(in bytes: [UInt8], from start: Int) -> (begins: Bool, end: Int?) {
        var (offset, depth) = (start, 0)
        while let open = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = bytes[open...]
            if rest.starts(with: "<!--".utf8) {
                guard let end = end(of: "-->", in: bytes, from: open + 4) else { return (depth > 0, nil) }
                offset = end
            } else if rest.starts(with: "<![CDATA[".utf8) {
                guard let end = end(of: "]]>", in: bytes, from: open + 9) else { return (depth > 0, nil) }
                offset = end
            } else if rest.starts(with: "<?".utf8) {
                guard let end = end(of: "?>", in: bytes, from: open + 2) else { return (depth > 0, nil) }
                offset = end
            } else {
                guard let end = endOfTag(in: bytes, from: open + 1) else { return (true, nil) }
                offset = end
                if rest.starts(with: "<!".utf8) { continue }
                if rest.starts(with: "</".utf8) {
                    depth -= 1
                } else if bytes[end - 2] != UInt8(ascii: "/") {
                    depth += 1
                }
                if depth <= 0 { return (true, offset) }
            }
        }
        return (depth > 0, nil)
    }

    /// The byte after the `>` that isn't in quotes.
    private static func endOfTag(in bytes: [UInt8], from start: Int) -> Int? {
        var quote: UInt8?
        for offset in start..<bytes.count {
            let byte = bytes[offset]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return offset + 1
            }
        }
        return nil
    }

    /// The byte after the next `mark`.
    static func end(of mark: String, in bytes: [UInt8], from start: Int) -> Int? {
        let mark = Array(mark.utf8)
        var offset = start
        while offset + mark.count <= bytes.count {
            guard let next = bytes[offset...].firstIndex(of: mark[0]) else { return nil }
            if bytes[next...].starts(with: mark) { return next + mark.count }
            offset = next + 1
        }
        return nil
    }
}
