/// The parts of an `Example` as bytes. All lists are packed, and all numbers as short as possible, as Protocol Buffers'
/// own writers make them.
enum ExampleBytes {
    private enum List: UInt8 {
        case floats = 0x12
        case numbers = 0x1a
    }

    /// Appends the entry `ink` up to its floats, which must follow.
    static func appendInk(floats count: Int, to bytes: inout [UInt8]) {
        // Without values, Protocol Buffers leave the field out.
        let list = count == 0 ? 0 : 1 + size(of: 4 * count) + 4 * count
        appendEntry("ink", .floats, list: list, to: &bytes)
        if count > 0 { appendHead(0x0a, 4 * count, to: &bytes) }
    }

    /// Appends an entry with a list of numbers, none of which is negative.
    static func append(_ numbers: [Int], named name: StaticString, to bytes: inout [UInt8]) {
        let packed = numbers.reduce(0) { $0 + size(of: $1) }
        appendEntry(name, .numbers, list: 1 + size(of: packed) + packed, to: &bytes)
        appendHead(0x0a, packed, to: &bytes)
        for number in numbers { append(number, to: &bytes) }
    }

    /// What comes before an Example's entries, and how long it is.
    static func appendFeatures(entries count: Int, to bytes: inout [UInt8]) { appendHead(0x0a, count, to: &bytes) }

    static func featuresSize(entries count: Int) -> Int { 1 + size(of: count) }

    private static func appendEntry(_ name: StaticString, _ list: List, list length: Int, to bytes: inout [UInt8]) {
        let feature = 1 + size(of: length) + length
        let key = name.utf8CodeUnitCount
        appendHead(0x0a, 2 + key + 1 + size(of: feature) + feature, to: &bytes)
        appendHead(0x0a, key, to: &bytes)
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        appendHead(0x12, feature, to: &bytes)
        appendHead(list.rawValue, length, to: &bytes)
    }

    /// Appends a field's tag and the length of its value.
    private static func appendHead(_ tag: UInt8, _ length: Int, to bytes: inout [UInt8]) {
        bytes.append(tag)
        append(length, to: &bytes)
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        var rest = UInt(number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// The number of bytes that a number takes.
    private static func size(of number: Int) -> Int {
        var (size, rest) = (1, number >> 7)
        while rest > 0 { (size, rest) = (size + 1, rest >> 7) }
        return size
    }
}
