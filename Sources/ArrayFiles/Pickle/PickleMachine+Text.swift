/// The opcodes of protocols 0 and 1 whose arguments are text up to a line feed.
extension PickleMachine {
    mutating func stepWithText(_ code: UInt8, _ start: Int) throws(ArrayFault) -> Event? {
        switch code {
        case UInt8(ascii: "I"): try int(start)  // INT
        case UInt8(ascii: "L"): try longText(start)  // LONG
        case UInt8(ascii: "S"): stack.append(.bytes(try quoted(start)))  // STRING
        case UInt8(ascii: "V"): stack.append(.text(try unicode()))  // UNICODE
        case UInt8(ascii: "p"): try put(UInt64(try place(start)), start)  // PUT
        case UInt8(ascii: "g"): try get(try place(start), start)  // GET
        case UInt8(ascii: "l"): return try list(start)  // LIST
        default: throw ArrayFault(.unknownOpcode(code), at: start)
        }
        return nil
    }

    /// Makes a list of the values above the last mark.
    private mutating func list(_ start: Int) throws(ArrayFault) -> Event? {
        let first = try popMark(start)
        stack.insert(.list(UInt32(listCounts.count)), at: first)
        listCounts.append(0)
        return first + 1 < stack.count ? try append(from: first + 1, start) : nil
    }

    // MARK: Numbers

    private static let longestNumber = 24

    private mutating func number(_ text: some StringProtocol, _ start: Int) throws(ArrayFault) -> Int {
        guard let number = Int(text) else { throw ArrayFault(.pickle("a number is damaged"), at: start) }
        return number
    }

    private mutating func int(_ start: Int) throws(ArrayFault) {
        switch try input.line(atMost: Self.longestNumber) {
        case "00": stack.append(.boolean(false))
        case "01": stack.append(.boolean(true))
        case let text: stack.append(.integer(try number(text, start)))
        }
    }

    private mutating func longText(_ start: Int) throws(ArrayFault) {
        let text = try input.line(atMost: Self.longestNumber)
        stack.append(.integer(try number(text.hasSuffix("L") ? text.dropLast() : text[...], start)))
    }

    /// An index in the memo.
    private mutating func place(_ start: Int) throws(ArrayFault) -> Int {
        let place = try number(try input.line(atMost: Self.longestNumber), start)
        guard place >= 0 else { throw ArrayFault(.pickle("place \(place) of the memo is out of reach"), at: start) }
        return place
    }

    // MARK: Texts

    /// A string as Python 2's `repr` writes it: in quotes, with escapes.
    private mutating func quoted(_ start: Int) throws(ArrayFault) -> ByteRange {
        let line = try input.line()
        let text = input.bytes(line.range)
        guard text.count >= 2, let quote = text.first, quote == text.last,
            quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
        else {
            throw ArrayFault(.pickle("a string has no quotes"), at: start)
        }
        let body = text.dropFirst().dropLast()
        guard body.contains(UInt8(ascii: "\\")) else {
            return ByteRange(start: line.start + 1, count: line.count - 2)
        }
        guard let bytes = Self.unescaped(body) else {
            throw ArrayFault(.pickle("a string has a damaged escape"), at: start)
        }
        return try input.keep(bytes)
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "x"):
                guard let value = hexadecimal(rest.prefix(2), digits: 2) else { return nil }
                bytes.append(UInt8(truncatingIfNeeded: value))
                rest = rest.dropFirst(2)
            case UInt8(ascii: "n"): bytes.append(0x0a)
            case UInt8(ascii: "r"): bytes.append(0x0d)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case let other? where [UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(other):
                bytes.append(other)
            default: return nil
            }
        }
        return bytes
    }

    /// Text in Latin-1, with other characters and those that would end the line written as `\uXXXX` or `\UXXXXXXXX`.
    private mutating func unicode() throws(ArrayFault) -> ByteRange {
        let line = try input.line()
        let text = input.bytes(line.range)
        guard text.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "\\") }) else { return line }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text
        while let scalar = Self.nextScalar(&rest) { bytes.append(contentsOf: Character(scalar).utf8) }
        return try input.keep(bytes)
    }

    private static func nextScalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
        if let code = escape(&rest) {
            guard let scalar = Unicode.Scalar(code) else {
                // Narrow builds of Python 2 write characters beyond 16 bits as two surrogates.
                var after = rest
                if (0xd800..<0xdc00).contains(code), let low = escape(&after), (0xdc00..<0xe000).contains(low) {
                    rest = after
                    return Unicode.Scalar(0x1_0000 + (code - 0xd800) << 10 + (low - 0xdc00))
                }
                return "\u{fffd}"
            }
            return scalar
        }
        return rest.popFirst().map(Unicode.Scalar.init)
    }

    /// Removes an escape from the start of `rest` and returns its code.
    private static func escape(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
        guard rest.first == UInt8(ascii: "\\") else { return nil }
        let digits: Int
        switch rest.dropFirst().first {
        case UInt8(ascii: "u"): digits = 4
        case UInt8(ascii: "U"): digits = 8
        default: return nil
        }
        guard let code = hexadecimal(rest.dropFirst(2).prefix(digits), digits: digits) else { return nil }
        rest = rest.dropFirst(2 + digits)
        return code
    }

    private static func hexadecimal(_ text: ArraySlice<UInt8>, digits: Int) -> UInt32? {
        guard text.count == digits else { return nil }
        var value: UInt32 = 0
        for byte in text {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
