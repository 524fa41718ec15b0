/// Knows a document by its first bytes.
enum TldrawSniffer {
    /// Keys and names that only documents of tldraw have, with their quotes; a quote inside a string has a backslash
    /// before it.
    private static let marks = [
        "\"tldrawFileFormatVersion\"", "\"com.tldraw.", "\"document:document\"", "\"recordVersions\"",
    ].map { Array($0.utf8) }
    /// Keys of the first generation; a document has all of them.
    private static let firstMarks = ["\"pages\"", "\"shapes\"", "\"childIndex\"", "\"parentId\""].map { Array($0.utf8) }

    static func knows(_ prefix: [UInt8]) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = prefix.starts(with: mark) ? prefix[3...] : prefix[...]
        let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        guard text.first(where: { !space.contains($0) }) == UInt8(ascii: "{") else { return false }
        return marks.contains { isIn(prefix, $0) } || firstMarks.allSatisfy { isIn(prefix, $0) }
    }

    private static func isIn(_ text: [UInt8], _ mark: [UInt8]) -> Bool {
        guard text.count >= mark.count else { return false }
        return (0...text.count - mark.count).contains { start in
            text[start] == mark[0] && text[start..<start + mark.count].elementsEqual(mark)
        }
    }
}
