/// The different texts among many, in the order in which they first appear, and where each is.
struct TextDictionary {
    /// By text, its place among the different ones.
    private(set) var indices: [UInt16] = []
    /// Where each of the different texts is in the data.
    private(set) var texts: [Range<Int>] = []

    private static let limit = 1 << 16 - 1
    /// How many texts are looked at before giving up if most are different.
    private static let sampleCount = 4096
    /// How many places of the table are tried for a text, so that unlucky or hostile texts take no longer.
    private static let probeLimit = 64

    /// Returns `nil` unless the texts are shorter as a dictionary.
    init?(offsets: ArraySlice<Int>, data: [UInt8]) {
        let count = offsets.count - 1
        indices.reserveCapacity(count)
        var table = [Int32](repeating: -1, count: 256)
        var dictionarySize = 0
        let bytes = data.span.bytes
        for place in offsets.indices.dropLast() {
            let text = offsets[place]..<offsets[place + 1]
            if indices.count == Self.sampleCount, texts.count > Self.sampleCount * 3 / 4 { return nil }
            guard let index = find(text, bytes, &table) else { return nil }
            if index == texts.count {
                guard texts.count < Self.limit else { return nil }
                texts.append(text)
                dictionarySize += text.count + 4
                if texts.count * 2 > table.count, !grow(&table, bytes) { return nil }
            }
            indices.append(UInt16(index))
        }
        let plainSize = offsets[offsets.endIndex - 1] - offsets[offsets.startIndex] + 4 * count
        guard dictionarySize + count * width / 8 < plainSize else { return nil }
    }

    /// The number of bits of an index.
    var width: Int { max(1, Int.bitWidth - (texts.count - 1).leadingZeroBitCount) }

    /// The place of a text, which is put into the table if it isn't in it; `nil` if its part of the table is full.
    private func find(_ text: Range<Int>, _ bytes: RawSpan, _ table: inout [Int32]) -> Int? {
        let mask = table.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(text, bytes)) & mask
        for _ in 0..<Self.probeLimit {
            let index = Int(table[slot])
            if index < 0 {
                table[slot] = Int32(texts.count)
                return texts.count
            }
            if Self.areEqual(texts[index], text, bytes) { return index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func grow(_ table: inout [Int32], _ bytes: RawSpan) -> Bool {
        let mask = 4 * table.count - 1
        table = [Int32](repeating: -1, count: mask + 1)
        for (index, text) in texts.enumerated() {
            var slot = Int(truncatingIfNeeded: Self.hash(text, bytes)) & mask
            var probes = 0
            while table[slot] >= 0 {
                slot = (slot + 1) & mask
                probes += 1
                if probes == Self.probeLimit { return false }
            }
            table[slot] = Int32(index)
        }
        return true
    }

    private static func hash(_ text: Range<Int>, _ bytes: RawSpan) -> UInt64 {
        var hash = UInt64(text.count)
        var place = text.lowerBound
        while place < text.upperBound {
            let count = min(8, text.upperBound - place)
            hash = (hash ^ bytes.bits(at: place * 8, count: 8 * count)) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 29
            place += count
        }
        return hash ^ hash >> 32
    }

    private static func areEqual(_ first: Range<Int>, _ second: Range<Int>, _ bytes: RawSpan) -> Bool {
        guard first.count == second.count else { return false }
        var offset = 0
        while offset < first.count {
            let count = 8 * min(8, first.count - offset)
            let left = bytes.bits(at: (first.lowerBound + offset) * 8, count: count)
            guard left == bytes.bits(at: (second.lowerBound + offset) * 8, count: count) else { return false }
            offset += 8
        }
        return true
    }
}
