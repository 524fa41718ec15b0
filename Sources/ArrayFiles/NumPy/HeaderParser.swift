/// Reads the Python dictionary in a `.npy` header: three keys, each once, in any order.
struct HeaderParser {
    let bytes: [UInt8]
    var offset: Int

    private static let deepestShape = 32

    mutating func parse() throws(ArrayFault) -> ArrayHeader {
        var type: ElementType?
        var isFortran: Bool?
        var shape: [Int]?
        try expect("{")
        while !takes("}") {
            let key = try string()
            try expect(":")
            switch key {
            case "descr" where type == nil:
                skipSpace()
                let start = offset
                guard next == UInt8(ascii: "'") || next == UInt8(ascii: "\"") else {
                    throw ArrayFault(.unknownElementType("a record"), at: start)
                }
                let name = try string()
                guard let known = ElementType(description: name) else {
                    throw ArrayFault(.unknownElementType(name), at: start)
                }
                type = known
            case "fortran_order" where isFortran == nil: isFortran = try boolean()
            case "shape" where shape == nil: shape = try tuple()
            default: throw bad("key '\(key)' is unknown or repeated")
            }
            if !takes(",") {
                try expect("}")
                break
            }
        }
        skipSpace()
        guard offset == bytes.count else { throw bad("text follows the dictionary") }
        guard let type, let isFortran, let shape else {
            throw bad("a key of descr, fortran_order and shape is missing")
        }
        return ArrayHeader(type: type, isFortran: isFortran, shape: shape)
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func bad(_ why: String) -> ArrayFault { ArrayFault(.badHeader(why), at: offset) }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x09 || byte == 0x0d { offset += 1 }
    }

    private mutating func takes(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(ArrayFault) {
        guard takes(character) else { throw bad("'\(character)' is missing") }
    }

    private mutating func string() throws(ArrayFault) -> String {
        skipSpace()
        guard let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw bad("a string is missing")
        }
        offset += 1
        let start = offset
        while let byte = next, byte != quote {
            guard (0x20..<0x7f).contains(byte), byte != UInt8(ascii: "\\") else {
                throw bad("a string has odd characters")
            }
            offset += 1
        }
        guard next == quote else { throw bad("a string has no end") }
        offset += 1
        return String(decoding: bytes[start..<(offset - 1)], as: UTF8.self)
    }

    private mutating func boolean() throws(ArrayFault) -> Bool {
        skipSpace()
        for (word, value) in [("True", true), ("False", false)] where bytes[offset...].starts(with: word.utf8) {
            offset += word.utf8.count
            return value
        }
        throw bad("neither True nor False")
    }

    private mutating func tuple() throws(ArrayFault) -> [Int] {
        try expect("(")
        var extents: [Int] = []
        while !takes(")") {
            extents.append(try wholeNumber())
            guard extents.count <= Self.deepestShape else { throw bad("more than \(Self.deepestShape) dimensions") }
            if !takes(",") {
                try expect(")")
                break
            }
        }
        return extents
    }

    private mutating func wholeNumber() throws(ArrayFault) -> Int {
        skipSpace()
        let start = offset
        var value = 0
        while let byte = next, byte &- 48 < 10 {
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tenfold.addingReportingOverflow(Int(byte - 48))
            if overflow || carry { throw ArrayFault(.shapeTooLarge, at: start) }
            value = sum
            offset += 1
        }
        guard offset > start else { throw bad("a number is missing in the shape") }
        // Python 2 writes long numbers with this suffix.
        if next == UInt8(ascii: "L") { offset += 1 }
        return value
    }
}
