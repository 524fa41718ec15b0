package import SketchModel

/// Reads JSON of a form that the caller knows, token by token. The text must be strict JSON (RFC 8259) in valid UTF-8.
package struct JSONReader {
    let bytes: [UInt8]
    private let base: Int
    private let reason: @Sendable (String) -> any FaultReason
    package internal(set) var place: Int

    /// - Parameters:
    ///   - place: where to begin in `bytes`.
    ///   - base: added to the offsets in `bytes` that faults report.
    ///   - reason: makes the fault from a description of what is wrong with the text.
    package init(
        _ bytes: [UInt8],
        at place: Int = 0,
        base: Int = 0,
        reason: @escaping @Sendable (String) -> any FaultReason
    ) {
        (self.bytes, self.place, self.base, self.reason) = (bytes, place, base, reason)
    }

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    package func bad(_ why: String, at place: Int? = nil) -> ArrayFault {
        ArrayFault(reason(why), at: base + (place ?? self.place))
    }

    /// - Throws: a fault if anything but white space follows the value, which the fault calls `what`.
    package mutating func expectEnd(of what: String) throws(ArrayFault) {
        skipSpace()
        guard place == bytes.count else { throw bad("text follows \(what)") }
    }

    package mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x09 || byte == 0x0d { place += 1 }
    }

    package mutating func takes(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    package mutating func expect(_ character: Unicode.Scalar) throws(ArrayFault) {
        guard takes(character) else { throw bad("'\(character)' is missing") }
    }

    /// Reads an object. `readValue` reads each value, given its key and the offset at which the key begins.
    package mutating func forEachKey(
        _ readValue: (inout JSONReader, String, Int) throws(ArrayFault) -> Void
    ) throws(ArrayFault) {
        try expect("{")
        if takes("}") { return }
        repeat {
            skipSpace()
            let start = place
            let key = try string()
            try expect(":")
            try readValue(&self, key, start)
        } while takes(",")
        try expect("}")
    }

    package mutating func wholeNumbers(atMost limit: Int) throws(ArrayFault) -> [Int] {
        var numbers: [Int] = []
        try forEachValue { reader throws(ArrayFault) in
            guard numbers.count < limit else { throw reader.bad("a list has more than \(limit) numbers") }
            numbers.append(try reader.wholeNumber())
        }
        return numbers
    }

    package mutating func wholeNumber() throws(ArrayFault) -> Int {
        skipSpace()
        let start = place
        guard let value = digits() else { throw bad("a number is too large", at: start) }
        guard place > start else { throw bad("a whole number is missing") }
        guard place == start + 1 || bytes[start] != UInt8(ascii: "0") else {
            throw bad("a number begins with 0", at: start)
        }
        return value
    }

    /// The number written by the next digits, 0 if there are none; `nil` if it is too large.
    mutating func digits() -> Int? {
        var value: Int? = 0
        while let byte = next, byte &- 48 < 10 {
            value = value.flatMap { value in
                let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
                let (sum, carry) = tenfold.addingReportingOverflow(Int(byte - 48))
                return overflow || carry ? nil : sum
            }
            place += 1
        }
        return value
    }

    /// A number of any form; infinite if it is too large.
    package mutating func number() throws(ArrayFault) -> Double {
        skipSpace()
        let start = place
        while let byte = next, byte &- 48 < 10 || "+-.eE".utf8.contains(byte) { place += 1 }
        let text = bytes[start..<place]
        guard let first = text.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "."),
            let number = Double(String(decoding: text, as: UTF8.self))
        else {
            throw bad("a number is missing", at: start)
        }
        return number
    }

    /// Reads a list. `readValue` reads each value.
    package mutating func forEachValue(
        _ readValue: (inout JSONReader) throws(ArrayFault) -> Void
    ) throws(ArrayFault) {
        try expect("[")
        if takes("]") { return }
        repeat { try readValue(&self) } while takes(",")
        try expect("]")
    }

    package mutating func string() throws(ArrayFault) -> String {
        skipSpace()
        let start = place
        try expect("\"")
        var content: [UInt8] = []
        while true {
            guard let byte = next else { throw bad("a string has no end", at: start) }
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw bad("a string is not UTF-8", at: start)
                }
                return text
            case UInt8(ascii: "\\"): try escape(&content)
            case 0..<0x20: throw bad("a string has a control character", at: place - 1)
            default: content.append(byte)
            }
        }
    }

    private mutating func escape(_ content: inout [UInt8]) throws(ArrayFault) {
        let start = place - 1
        let byte = next
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(bytes[place - 1])
        case UInt8(ascii: "b"): content.append(8)
        case UInt8(ascii: "f"): content.append(12)
        case UInt8(ascii: "n"): content.append(10)
        case UInt8(ascii: "r"): content.append(13)
        case UInt8(ascii: "t"): content.append(9)
        case UInt8(ascii: "u"):
            var code = try fourDigits(start)
            if code & 0xfc00 == 0xd800, bytes[place...].starts(with: "\\u".utf8) {
                place += 2
                let low = try fourDigits(start)
                // Anything but a low surrogate leaves the high one unpaired, which is refused below.
                if low & 0xfc00 == 0xdc00 { code = 0x10000 + (code & 0x3ff) << 10 + (low & 0x3ff) }
            }
            guard let scalar = Unicode.Scalar(code) else { throw bad("an escape is half a pair", at: start) }
            content.append(contentsOf: String(Character(scalar)).utf8)
        default: throw bad("an escape is unknown", at: start)
        }
    }

    private mutating func fourDigits(_ start: Int) throws(ArrayFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw bad("an escape is unknown", at: start)
            }
            value = value << 4 | UInt32(digit)
            place += 1
        }
        return value
    }
}
