internal import QuickDrawFormat

/// Recognises the texts by their beginning.
enum DataSetSniffer {
    /// The layout that the keys of the first drawings show, as far as they lie in the prefix.
    static func layout(of text: Span<UInt8>) -> DataSetLayout? {
        var scanner = JSONScanner(spansLines: true)
        var offset = NDJSONSniffer.lengthOfMark(text)
        scanner.skipSpace(text, at: &offset)
        var found: DataSetLayout?
        // A fault is due to the cut of the prefix, or else reported by the reader.
        if scanner.isNext(UInt8(ascii: "["), text, at: offset) {
            try? list(&scanner, text, at: &offset, &found)
        } else if scanner.isNext(UInt8(ascii: "{"), text, at: offset) {
            try? object(&scanner, text, at: &offset, &found)
        }
        return found
    }

    /// Looks for drawings with the labels of their parts.
    private static func list(
        _ scanner: inout JSONScanner,
        _ text: Span<UInt8>,
        at offset: inout Int,
        _ found: inout DataSetLayout?
    ) throws(NDJSONFault) {
        try scanner.array(text, at: &offset) { scanner, text, offset throws(NDJSONFault) in
            try scanner.object(text, at: &offset) { key, scanner, text, offset throws(NDJSONFault) in
                let brackets = Self.brackets(scanner, text, at: offset)
                if (key == "partsUsed" && brackets == 1) || (key == "all_strokes" && brackets == 4) { found = .list }
                try scanner.skipValue(text, at: &offset)
            }
        }
    }

    /// Looks for one drawing, or for images with drawings.
    private static func object(
        _ scanner: inout JSONScanner,
        _ text: Span<UInt8>,
        at offset: inout Int,
        _ found: inout DataSetLayout?
    ) throws(NDJSONFault) {
        try scanner.object(text, at: &offset) { key, scanner, text, offset throws(NDJSONFault) in
            if key == "strokes", scanner.isNext(UInt8(ascii: "["), text, at: offset) {
                try strokes(&scanner, text, at: &offset, of: .drawing, &found)
            } else if scanner.isNext(UInt8(ascii: "{"), text, at: offset) {
                try scanner.object(text, at: &offset) { _, scanner, text, offset throws(NDJSONFault) in
                    guard scanner.isNext(UInt8(ascii: "["), text, at: offset) else {
                        return try scanner.skipValue(text, at: &offset)
                    }
                    try strokes(&scanner, text, at: &offset, of: .images, &found)
                }
            } else {
                try scanner.skipValue(text, at: &offset)
            }
        }
    }

    /// Looks at the paths of strokes: arrays of points in a single drawing, text in drawings of images.
    private static func strokes(
        _ scanner: inout JSONScanner,
        _ text: Span<UInt8>,
        at offset: inout Int,
        of layout: DataSetLayout,
        _ found: inout DataSetLayout?
    ) throws(NDJSONFault) {
        try scanner.array(text, at: &offset) { scanner, text, offset throws(NDJSONFault) in
            guard scanner.isNext(UInt8(ascii: "{"), text, at: offset) else {
                return try scanner.skipValue(text, at: &offset)
            }
            try scanner.object(text, at: &offset) { key, scanner, text, offset throws(NDJSONFault) in
                if key == "path" {
                    let isPath =
                        layout == .drawing ? brackets(scanner, text, at: offset) == 2 : isList(text, at: offset)
                    if isPath { found = layout }
                }
                try scanner.skipValue(text, at: &offset)
            }
        }
    }

    /// The number of brackets that begin arrays one inside the other.
    private static func brackets(_ scanner: JSONScanner, _ text: Span<UInt8>, at start: Int) -> Int {
        var (offset, count) = (start, 0)
        while scanner.isNext(UInt8(ascii: "["), text, at: offset) {
            count += 1
            offset += 1
            scanner.skipSpace(text, at: &offset)
        }
        return count
    }

    /// Whether a string begins with a number and a comma.
    private static func isList(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard start < text.count, text[start] == UInt8(ascii: "\"") else { return false }
        var offset = start + 1
        while offset < text.count, text[offset] &- 48 < 10 || text[offset] == UInt8(ascii: ".") { offset += 1 }
        return offset > start + 1 && offset < text.count && text[offset] == UInt8(ascii: ",")
    }
}
