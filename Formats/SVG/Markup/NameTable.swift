/// Finds a value by a name given as bytes, without making a string.
struct NameTable<Value: Sendable>: Sendable {
    private let values: [Value]
    private let texts: [[UInt8]]
    /// Indices into `values`, −1 if empty, by hash with linear probing.
    private let slots: [Int]
    private let mask: Int

    /// Empty names are never found.
    init(_ entries: [(name: String, value: Value)]) {
        values = entries.map(\.value)
        texts = entries.map { Array($0.name.utf8) }
        var size = 256
        while size < 2 * entries.count { size *= 2 }
        mask = size - 1
        var slots = [Int](repeating: -1, count: size)
        for index in texts.indices where !texts[index].isEmpty {
            let text = texts[index]
            var slot = Self.hash(text.span, lowercased: false) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = index
        }
        self.slots = slots
    }

    func find(_ bytes: Span<UInt8>) -> Value? {
        var slot = Self.hash(bytes, lowercased: false) & mask
        while slots[slot] >= 0 {
            let text = texts[slots[slot]]
            if bytes.equals(text.span) { return values[slots[slot]] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Finds `bytes`, ignoring case, in a table of names in lower case.
    func findIgnoringCase(_ bytes: Span<UInt8>) -> Value? {
        var slot = Self.hash(bytes, lowercased: true) & mask
        while slots[slot] >= 0 {
            let text = texts[slots[slot]]
            if text.count == bytes.count, text.indices.allSatisfy({ text[$0] == bytes[$0].lowercased }) {
                return values[slots[slot]]
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    @inline(__always)
    private static func hash(_ bytes: Span<UInt8>, lowercased: Bool) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in bytes.indices {
            hash = (hash ^ UInt64(lowercased ? bytes[index].lowercased : bytes[index])) &* 0x100_0000_01b3
        }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}

extension NameTable where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    init() { self.init(Value.allCases.map { ($0.rawValue, $0) }) }
}

let elementNames = NameTable<ElementName>()
let attributeNames = NameTable<AttributeName>()
