internal import SketchModel

/// Tells JSON of other kinds, whose every line would be a fault of its own, from drawings with faults among them.
enum DrawinglessText {
    /// Whether the text begins with a record that is no drawing, and the key of a drawing is nowhere in it.
    /// - Parameter isArray: whether the text is an array of records, rather than a record a line.
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
            // A key may be there with escapes in it.
            try records.record(text, at: &offset, into: &sketch)
            return false
        } catch {
            return true
        }
    }

    /// Whether `"drawing":` is somewhere in the text.
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
