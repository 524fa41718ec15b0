/// Reads the JSON object that a safetensors file begins with: strict JSON of just this form, in valid UTF-8.
///
///     {"__metadata__": {KEY: TEXT, …}, NAME: {"dtype": TEXT, "shape": [N, …], "data_offsets": [BEGIN, END]}, …}
///
/// Source: RFC 8259; the README of the safetensors project, "Format".
struct JSONHeader {
    struct Entry {
        var description: TensorDescription
        /// Where the elements lie, counted from the end of the header.
        var begin: Int
        var end: Int
        /// The byte of the header where the tensor's name begins.
        var offset: Int
    }

    private(set) var entries: [Entry] = []
    private(set) var metadata: [String: String] = [:]

    private let bytes: [UInt8]
    /// What is added to places in `bytes` in faults.
    private let base: Int
    private var place = 0

    static let metadataKey = "__metadata__"

    /// - Parameter base: the byte of the file that `bytes` begin at.
    init(_ bytes: [UInt8], base: Int) throws(ArrayFault) {
        self.bytes = bytes
        self.base = base
        guard next == UInt8(ascii: "{") else { throw bad("it does not begin with '{'") }
        var names: Set<String> = []
        try forEachKey { (header, name, start) throws(ArrayFault) in
            guard names.insert(name).inserted else {
                throw ArrayFault(TensorFileError.duplicateName(name), at: base + start)
            }
            if name == Self.metadataKey {
                try header.readMetadata()
            } else {
                try header.readTensor(name, at: start)
            }
        }
        skipSpace()
        guard place == bytes.count else { throw bad("text follows the object") }
    }

    private mutating func readMetadata() throws(ArrayFault) {
        var found: [String: String] = [:]
        try forEachKey { (header, key, start) throws(ArrayFault) in
            let text = try header.string()
            guard found.updateValue(text, forKey: key) == nil else {
                throw ArrayFault(TensorFileError.duplicateName(key), at: header.base + start)
            }
        }
        metadata = found
    }

    private mutating func readTensor(_ name: String, at start: Int) throws(ArrayFault) {
        guard entries.count < TensorDescription.mostTensors else {
            throw ArrayFault(TensorFileError.tooManyTensors(limit: TensorDescription.mostTensors), at: base + start)
        }
        var type: TensorType?
        var shape: [Int]?
        var offsets: [Int]?
        try forEachKey { (header, key, start) throws(ArrayFault) in
            switch key {
            case "dtype" where type == nil:
                header.skipSpace()
                let start = header.place
                let text = try header.string()
                guard let known = TensorType(rawValue: text) else {
                    throw ArrayFault(TensorFileError.unknownType(name, text), at: header.base + start)
                }
                type = known
            case "shape" where shape == nil: shape = try header.wholeNumbers(atMost: TensorDescription.mostAxes)
            case "data_offsets" where offsets == nil: offsets = try header.wholeNumbers(atMost: 2)
            default: throw header.bad("a key of a tensor is unknown or there twice", at: start)
            }
        }
        guard let type, let shape, let offsets else {
            throw bad("a key of dtype, shape and data_offsets is missing")
        }
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw bad("data_offsets are not a beginning and an end", at: start)
        }
        let description = TensorDescription(name: name, type: type, shape: shape)
        entries.append(Entry(description: description, begin: offsets[0], end: offsets[1], offset: base + start))
    }

    // MARK: JSON

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func bad(_ why: String, at place: Int? = nil) -> ArrayFault {
        ArrayFault(TensorFileError.badHeader(why), at: base + (place ?? self.place))
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x09 || byte == 0x0d { place += 1 }
    }

    private mutating func takes(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(ArrayFault) {
        guard takes(character) else { throw bad("'\(character)' is missing") }
    }

    /// Reads an object, whose values `readValue` reads, given the key and where it begins.
    private mutating func forEachKey(
        _ readValue: (inout JSONHeader, String, Int) throws(ArrayFault) -> Void
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

    private mutating func wholeNumbers(atMost limit: Int) throws(ArrayFault) -> [Int] {
        try expect("[")
        var numbers: [Int] = []
        if takes("]") { return numbers }
        repeat {
            guard numbers.count < limit else { throw bad("a list has more than \(limit) numbers") }
            numbers.append(try wholeNumber())
        } while takes(",")
        try expect("]")
        return numbers
    }

    private mutating func wholeNumber() throws(ArrayFault) -> Int {
        skipSpace()
        let start = place
        var value = 0
        while let byte = next, byte &- 48 < 10 {
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tenfold.addingReportingOverflow(Int(byte - 48))
            if overflow || carry { throw bad("a number is too large", at: start) }
            value = sum
            place += 1
        }
        guard place > start else { throw bad("a whole number is missing") }
        guard place == start + 1 || bytes[start] != UInt8(ascii: "0") else {
            throw bad("a number begins with 0", at: start)
        }
        return value
    }

    private mutating func string() throws(ArrayFault) -> String {
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
                // Anything but a low half leaves the high one alone, which is refused below.
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
