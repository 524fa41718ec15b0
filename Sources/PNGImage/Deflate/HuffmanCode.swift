/// A prefix code as in deflate, determined by the lengths of its words (RFC 1951, 3.2.2).
struct HuffmanCode {
    /// In bits; 0 if the symbol has no word.
    let lengths: [UInt8]
    /// The words with their first bit lowest, as they are written.
    let words: [UInt16]

    /// Makes the code of least total length for symbols with these frequencies, or nearly so if `limit` is a
    /// constraint.
    /// - Parameters:
    ///   - frequencies: below 2²³, fewer than 512 of them.
    /// - limit: the maximum number of bits per word.
    init(frequencies: [UInt32], limit: Int) {
        self.init(lengths: Self.lengths(frequencies, limit: limit))
    }

    init(lengths: [UInt8]) {
        self.lengths = lengths
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var next = [Int](repeating: 0, count: 17)
        for length in 1..<16 { next[length + 1] = (next[length] + counts[length]) << 1 }
        words = lengths.map { length in
            guard length > 0 else { return 0 }
            defer { next[Int(length)] += 1 }
            return Self.reversed(UInt16(truncatingIfNeeded: next[Int(length)])) >> (16 - UInt16(length))
        }
    }

    private static func reversed(_ word: UInt16) -> UInt16 {
        var word = word
        word = word >> 8 | word << 8
        word = word >> 4 & 0x0F0F | (word & 0x0F0F) << 4
        word = word >> 2 & 0x3333 | (word & 0x3333) << 2
        return word >> 1 & 0x5555 | (word & 0x5555) << 1
    }

    private static func lengths(_ frequencies: [UInt32], limit: Int) -> [UInt8] {
        var lengths = [UInt8](repeating: 0, count: frequencies.count)
        // Frequency in the upper bits, symbol in the lower: of equal frequencies the lower symbol comes first, on every
        // machine.
        var symbols: [UInt32] = []
        for (symbol, frequency) in frequencies.enumerated() where frequency > 0 {
            symbols.append(frequency << 9 | UInt32(symbol))
        }
        guard symbols.count > 1 else {
            for symbol in symbols { lengths[Int(symbol & 511)] = 1 }
            return lengths
        }
        symbols.sort()
        var counts = depthCounts(symbols.map { $0 >> 9 })
        shorten(&counts, limit: limit)
        // The rarest symbols have the longest words.
        var place = 0
        for length in stride(from: limit, to: 0, by: -1) {
            for _ in 0..<counts[length] {
                lengths[Int(symbols[place] & 511)] = UInt8(length)
                place += 1
            }
        }
        return lengths
    }

    /// The number of leaves of Huffman's tree at each depth.
    /// - Parameter weights: in ascending order, at least two.
    private static func depthCounts(_ weights: [UInt32]) -> [Int] {
        let count = weights.count
        // Inner nodes are created in the order of their weights, so that two queues can replace a heap.
        var sums = [UInt32](repeating: 0, count: count - 1)
        var parents = [Int](repeating: 0, count: 2 * count - 1)
        var (leaf, inner) = (0, 0)
        for node in 0..<(count - 1) {
            for _ in 0..<2 {
                let takesLeaf = leaf < count && (inner >= node || weights[leaf] <= sums[inner])
                sums[node] += takesLeaf ? weights[leaf] : sums[inner]
                parents[takesLeaf ? leaf : count + inner] = count + node
                if takesLeaf { leaf += 1 } else { inner += 1 }
            }
        }
        var depths = [Int](repeating: 0, count: 2 * count - 1)
        var counts = [Int](repeating: 0, count: count + 1)
        for node in stride(from: 2 * count - 3, through: 0, by: -1) {
            depths[node] = depths[parents[node]] + 1
            if node < count { counts[depths[node]] += 1 }
        }
        return counts
    }

    /// Shortens words that exceed the limit, and lengthens others until all fit.
    private static func shorten(_ counts: inout [Int], limit: Int) {
        while counts.count <= limit { counts.append(0) }
        for length in (limit + 1)..<max(counts.count, limit + 1) {
            counts[limit] += counts[length]
            counts[length] = 0
        }
        // Each word uses up its share of the code space, measured in words of the longest kind.
        var taken = (1...limit).reduce(0) { $0 + counts[$1] << (limit - $1) }
        while taken > 1 << limit {
            guard let length = (1..<limit).last(where: { counts[$0] > 0 }) else { return }
            // One word of that length becomes two of the next; one of them is for a word at the limit.
            counts[limit] -= 1
            counts[length] -= 1
            counts[length + 1] += 2
            taken -= 1
        }
    }
}
