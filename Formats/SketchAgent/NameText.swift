/// The texts of concepts and ids.
enum NameText {
    /// What follows a stroke's id in the ids of the elements that continue it.
    static let continued = Array(", continued".utf8)

    /// Whether an id, as it is written, is that of an element that continues another.
    static func isContinued(_ id: ArraySlice<UInt8>, of before: ArraySlice<UInt8>) -> Bool {
        id.count == before.count + continued.count && id.starts(with: before)
            && id.suffix(continued.count).elementsEqual(continued)
    }

    /// Whether an id, as it is written, only says which stroke of the sketch it is.
    static func isNumber(_ id: ArraySlice<UInt8>, _ number: Int) -> Bool { id.elementsEqual(numbered(number).utf8) }

    /// The id of a stroke without a name.
    static func numbered(_ number: Int) -> String { "stroke \(number)" }

    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes
    }

    /// The text without the blanks around it and with its entities replaced; `nil` if it is empty.
    static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        let bytes = trimmed(bytes)
        guard !bytes.isEmpty else { return nil }
        var decoded: [UInt8] = []
        var offset = bytes.startIndex
        while offset < bytes.endIndex {
            if bytes[offset] == UInt8(ascii: "&"), let (scalar, end) = entity(bytes, at: offset) {
                decoded.append(contentsOf: String(scalar).utf8)
                offset = end
            } else {
                decoded.append(bytes[offset])
                offset += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// The character of an entity and the place after it; `nil` if none begins there, since models also write `&`.
    private static func entity(_ bytes: ArraySlice<UInt8>, at start: Int) -> (Unicode.Scalar, Int)? {
        let rest = bytes[(start + 1)...].prefix(longestEntity)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: rest[..<end], as: UTF8.self)
        let named: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        var scalar = named[name]
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        } else if name.hasPrefix("#") {
            scalar = UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        }
        return scalar.map { ($0, end + 1) }
    }

    private static let longestEntity = 9

    /// Appends a text so that it is read back the same.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isAtEdge = index == 0 || index == scalars.count - 1
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\0"..<" ": appendEntity(scalar, to: &bytes)
            case " " where isAtEdge: appendEntity(scalar, to: &bytes)
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }

    /// Appends a stroke's name so that it is read back as one: what would say something else gets an entity.
    static func append(name: String, ofStroke number: Int, to bytes: inout [UInt8]) {
        if name == numbered(number), let first = name.unicodeScalars.first {
            appendEntity(first, to: &bytes)
            append(String(name.dropFirst()), to: &bytes)
        } else if name.utf8.suffix(continued.count).elementsEqual(continued) {
            append(String(name.dropLast()), to: &bytes)
            appendEntity("d", to: &bytes)
        } else {
            append(name, to: &bytes)
        }
    }

    private static func appendEntity(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "&#\(scalar.value);".utf8)
    }
}
