internal import SketchModel
internal import SketchStreams

/// The bytes of a file, to convert offsets in it to positions.
struct SourceText {
    let bytes: [UInt8]
    private let places: SourcePlaces

    init(bytes: [UInt8]) { (self.bytes, places) = (bytes, SourcePlaces(bytes)) }

    /// The number of line feeds.
    var lineFeeds: Int { places.lineFeeds }

    /// The line and the column, in bytes and from 1, of an offset.
    func position(of offset: Int) -> SourcePosition { places.position(of: offset) }

    /// The offset in the file of a byte of an attribute's value; that of the tag if it can't be determined.
    /// - Parameters:
    ///   - tag: the offset of the element's tag.
    ///   - place: the byte in the value as the parser returned it.
    func offset(ofAttribute name: String, inTagAt tag: Int, byte place: Int) -> Int {
        guard var offset = valueStart(ofAttribute: Array(name.utf8), inTagAt: tag) else { return tag }
        // The parser turns a line ending of two bytes into one space, and a reference into one character.
        for _ in 0..<place {
            guard offset < bytes.count, bytes[offset] != UInt8(ascii: "&") else { return offset }
            offset += bytes[offset] == 0x0d && offset + 1 < bytes.count && bytes[offset + 1] == 0x0a ? 2 : 1
        }
        return offset
    }

    private func valueStart(ofAttribute name: [UInt8], inTagAt tag: Int) -> Int? {
        var offset = tag
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "<") else { return nil }
        func skip(while condition: (UInt8) -> Bool) {
            while offset < bytes.count, condition(bytes[offset]) { offset += 1 }
        }
        skip { !$0.isSpace && $0 != UInt8(ascii: ">") }
        while offset < bytes.count {
            skip { $0.isSpace }
            let start = offset
            skip { !$0.isSpace && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") }
            let isWanted = bytes[start..<offset].elementsEqual(name)
            skip { $0.isSpace || $0 == UInt8(ascii: "=") }
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") else {
                return nil
            }
            let quote = bytes[offset]
            offset += 1
            if isWanted { return offset }
            skip { $0 != quote }
            offset += 1
        }
        return nil
    }
}
