/// Reads the Python dictionary in a `.npy` header: three keys, each once, in any order. Brackets, commas, digits and
/// white space are those of JSON.
struct HeaderParser {
    private var text: JSONReader

    private static let deepestShape = 32

    init(_ bytes: [UInt8], at start: Int) { text = JSONReader(bytes, at: start) { ArrayFileError.badHeader($0) } }

    mutating func parse() throws(ArrayFault) -> ArrayHeader {
        var type: ElementType?
        var isFortran: Bool?
        var shape: [Int]?
        try text.expect("{")
        while !text.takes("}") {
            let key = try string()
            try text.expect(":")
            switch key {
            case "descr" where type == nil:
                text.skipSpace()
                let start = text.place
                guard text.next == UInt8(ascii: "'") || text.next == UInt8(ascii: "\"") else {
                    throw ArrayFault(.unknownElementType("a record"), at: start)
                }
                let name = try string()
                guard let known = ElementType(description: name) else {
                    throw ArrayFault(.unknownElementType(name), at: start)
                }
                type = known
            case "fortran_order" where isFortran == nil: isFortran = try boolean()
            case "shape" where shape == nil: shape = try tuple()
            default: throw text.bad("key '\(key)' is unknown or repeated")
            }
            if !text.takes(",") {
                try text.expect("}")
                break
            }
        }
        try text.expectEnd(of: "the dictionary")
        guard let type, let isFortran, let shape else {
            throw text.bad("a key of descr, fortran_order and shape is missing")
        }
        return ArrayHeader(type: type, isFortran: isFortran, shape: shape)
    }

    private mutating func string() throws(ArrayFault) -> String {
        text.skipSpace()
        guard let quote = text.next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw text.bad("a string is missing")
        }
        text.place += 1
        let start = text.place
        while let byte = text.next, byte != quote {
            guard (0x20..<0x7f).contains(byte), byte != UInt8(ascii: "\\") else {
                throw text.bad("a string has odd characters")
            }
            text.place += 1
        }
        guard text.next == quote else { throw text.bad("a string has no end") }
        text.place += 1
        return String(decoding: text.bytes[start..<(text.place - 1)], as: UTF8.self)
    }

    private mutating func boolean() throws(ArrayFault) -> Bool {
        text.skipSpace()
        for (word, value) in [("True", true), ("False", false)] where text.bytes[text.place...].starts(with: word.utf8)
        {
            text.place += word.utf8.count
            return value
        }
        throw text.bad("neither True nor False")
    }

    private mutating func tuple() throws(ArrayFault) -> [Int] {
        try text.expect("(")
        var extents: [Int] = []
        while !text.takes(")") {
            extents.append(try wholeNumber())
            guard extents.count <= Self.deepestShape else {
                throw text.bad("more than \(Self.deepestShape) dimensions")
            }
            if !text.takes(",") {
                try text.expect(")")
                break
            }
        }
        return extents
    }

    private mutating func wholeNumber() throws(ArrayFault) -> Int {
        text.skipSpace()
        let start = text.place
        guard let value = text.digits() else { throw ArrayFault(.shapeTooLarge, at: start) }
        guard text.place > start else { throw text.bad("a number is missing in the shape") }
        // Python 2 writes long numbers with this suffix.
        if text.next == UInt8(ascii: "L") { text.place += 1 }
        return value
    }
}
