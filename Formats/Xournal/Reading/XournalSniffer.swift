internal import ArrayFiles
internal import SketchStreams

/// Recognises the beginning of a document, as XML or as a ZIP archive.
enum XournalSniffer {
    static func match(_ prefix: [UInt8]) -> FormatMatch {
        ZipArchive.begins(prefix) ? matchOfArchive(prefix) : hasRoot(prefix) ? .certain : .no
    }

    /// Whether the first element is `xournal`, after a byte order mark, declarations and comments.
    private static func hasRoot(_ prefix: [UInt8]) -> Bool {
        var rest = prefix.starts(with: [0xef, 0xbb, 0xbf]) ? prefix.dropFirst(3) : prefix[...]
        while true {
            rest = rest.drop { $0 <= 0x20 }
            if rest.starts(with: "<?".utf8) {
                rest = after("?>", in: rest)
            } else if rest.starts(with: "<!--".utf8) {
                rest = after("-->", in: rest.dropFirst(4))
            } else {
                let name = "<xournal"
                guard rest.starts(with: name.utf8), let next = rest.dropFirst(name.utf8.count).first else {
                    return false
                }
                return next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
            }
        }
    }

    /// What follows `mark`; empty if it isn't in the text.
    private static func after(_ mark: String, in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = text
        while !rest.isEmpty, !rest.starts(with: mark.utf8) { rest = rest.dropFirst() }
        return rest.dropFirst(mark.utf8.count)
    }

    /// Certain if a member says what the archive is; possible if all members so far could be in such an archive, and the
    /// first is one of its folders.
    private static func matchOfArchive(_ prefix: [UInt8]) -> FormatMatch {
        var match = FormatMatch.no
        var offset = 0
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(prefix[offset + place + $1]) << (8 * $1) }
        }
        while offset + 30 <= prefix.count, prefix[offset...].starts(with: ZipArchive.localSignature) {
            let (flags, method, size) = (number(6, 2), number(8, 2), number(18, 4))
            let (nameStart, nameCount, extraCount) = (offset + 30, number(26, 2), number(28, 2))
            guard nameStart + nameCount + extraCount <= prefix.count else { return match }
            let name = prefix[nameStart..<(nameStart + nameCount)]
            let start = nameStart + nameCount + extraCount
            let stored = method == 0 ? prefix[start..<min(start + size, prefix.count)] : []
            if name.elementsEqual("mimetype".utf8), method == 0 {
                let type = stored.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
                return type.elementsEqual("application/xournal++".utf8) ? .certain : .no
            }
            if name.elementsEqual("META-INF/version".utf8), stored.starts(with: "current=".utf8) { return .certain }
            let folders = ["attachments/", "thumbnails/", "META-INF/version", "content.xml", "mimetype"]
            guard name.elementsEqual("META-INF/".utf8) || folders.contains(where: { name.starts(with: $0.utf8) }) else {
                return .no
            }
            if offset == 0, name.starts(with: "attachments/".utf8) || name.starts(with: "thumbnails/".utf8) {
                match = .possible
            }
            // A member whose size comes after it can't be skipped.
            if flags & 8 != 0, size == 0 { return match }
            offset = start + size
        }
        return match
    }
}
