internal import SketchStreams

/// Recognises the start of an InkML document.
enum InkMLSniffer {
    /// Whether the first element in `prefix` is `ink`, after a byte order mark, declarations and comments, and whether
    /// its namespace or its content is InkML's.
    static func match(_ prefix: [UInt8]) -> FormatMatch {
        var offset = prefix.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        while true {
            while offset < prefix.count, prefix[offset] <= 0x20 { offset += 1 }
            let rest = prefix[offset...]
            if rest.starts(with: "<?".utf8) {
                guard let end = XMLRoots.end(of: "?>", in: prefix, from: offset) else { return .no }
                offset = end
            } else if rest.starts(with: "<!--".utf8) {
                guard let end = XMLRoots.end(of: "-->", in: prefix, from: offset + 4) else { return .no }
                offset = end
            } else {
                break
            }
        }
        let rest = prefix[offset...]
        guard rest.first == UInt8(ascii: "<") else { return .no }
        let name = rest.dropFirst().prefix(64).prefix {
            $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
        }
        guard name.split(separator: UInt8(ascii: ":")).last?.elementsEqual("ink".utf8) == true else { return .no }
        // Without the namespace, one of the elements that only an ink has.
        let marks = [InkMLFormat.namespace, "<trace", "<annotation", "<definitions", "<context"]
        let isInk = marks.contains { XMLRoots.end(of: $0, in: prefix, from: offset) != nil }
        return isInk ? .certain : .possible
    }
}
