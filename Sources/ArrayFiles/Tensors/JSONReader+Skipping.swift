extension JSONReader {
    private static let deepest = 64

    /// Whether the next value is a list.
    package var isList: Bool {
        var reader = self
        return reader.takes("[")
    }

    /// Passes over a value of any form.
    package mutating func skipValue() throws(ArrayFault) { try skipValue(depth: 0) }

    private mutating func skipValue(depth: Int) throws(ArrayFault) {
        guard depth < Self.deepest else { throw bad("values are nested more than \(Self.deepest) deep") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"):
            try forEachKey { reader, _, _ throws(ArrayFault) in try reader.skipValue(depth: depth + 1) }
        case UInt8(ascii: "["):
            try forEachValue { reader throws(ArrayFault) in try reader.skipValue(depth: depth + 1) }
        case UInt8(ascii: "\""): _ = try string()
        default:
            for word in ["true", "false", "null"] where bytes[place...].starts(with: word.utf8) {
                place += word.utf8.count
                return
            }
            _ = try number()
        }
    }
}
