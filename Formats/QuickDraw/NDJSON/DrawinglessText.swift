internal import SketchModel

/// Distinguishes JSON of other kinds, in which every line would be a fault, from drawings with faults among them.
enum DrawinglessText {
    /// Whether the text begins with a record that isn't a drawing, and doesn't contain the key of a drawing anywhere.
    /// - Parameter isArray: whether the text is an array of records instead of one record per line.
    static func isAll(_ text: Span<UInt8>, isArray: Bool) -> Bool {
        if hasKey(text) { return false }
        var offset = NDJSONSniffer.lengthOfMark(text)
        let scanner = JSONScanner(spansLines: true)
        scanner.skipSpace(text, at: &offset)
        if isArray {
            offset += 1
            scanner.skipSpace(text, at: &offset)
            if scanner.isNext(UInt8(ascii: "]"), text, at: offset) { return false }
        }
        guard offset < text.count else { return false }
        var records = RecordScanner(spansLines: isArray)
        var sketch = Sketch()
        do throws(NDJSONFault) {
            // The key may be there, written with escapes.
            try records.record(text, at: &offset, into: &sketch)
            return false
        } catch {
            return true
        }
    }

    /// Whether the text contains `"drawing":`.
    static func hasKey(_ text: Span<UInt8>) -> Bool {
        let key: StaticString = "\"drawing\""
        let count = key.utf8CodeUnitCount
        let scanner = JSONScanner(spansLines: true)
        return key.withUTF8Buffer { letters in
            var start = 0
            while start + count <= text.count {
                var matched = 0
                while matched < count, text[start + matched] == letters[matched] { matched += 1 }
                if matched == count {
                    var behind = start + count
                    scanner.skipSpace(text, at: &behind)
                    if scanner.isNext(UInt8(ascii: ":"), text, at: behind) { return true }
                }
                start += 1
            }
            return false
        }
    }
}
