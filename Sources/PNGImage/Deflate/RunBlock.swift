/// The codes of one deflate block whose matches are all at distance 1 (RFC 1951, 3.2.5 to 3.2.7).
struct RunBlock {
    /// What is written for each token: its bits, lowest first, times 256, plus their number.
    let words: [UInt32]
    /// Ends the block.
    let end: (word: UInt16, size: Int)
    /// The description of the codes: pairs of bits and their number; empty for the fixed codes.
    private let description: [(UInt32, Int)]

    /// The form that needs fewer bits for these numbers of tokens of each kind.
    static func shortest(_ counts: [UInt32]) -> RunBlock {
        var frequencies = [UInt32](repeating: 0, count: 286)
        for literal in 0..<256 { frequencies[literal] = counts[literal] }
        frequencies[256] = 1
        for length in 3...258 { frequencies[RunLength.code[length]] += counts[256 + length] }
        let own = RunBlock(own: HuffmanCode(frequencies: frequencies, limit: 15))
        // The fixed codes only pay off for few tokens.
        guard counts.reduce(0, +) < 1024 else { return own }
        let common = RunBlock()
        let describing = own.description.reduce(0) { $0 + $1.1 }
        let isSmaller = describing + own.bitCount(counts) + own.end.size < common.bitCount(counts) + common.end.size
        return isSmaller ? own : common
    }

    /// The number of bits that these numbers of tokens of each kind need.
    func bitCount(_ counts: [UInt32]) -> Int {
        var sum = 0
        for token in counts.indices { sum += Int(counts[token]) * Int(words[token] & 255) }
        return sum
    }

    func writeHeader(isLast: Bool, _ writer: inout BitWriter, into bytes: inout [UInt8]) {
        writer.write(isLast ? 1 : 0, size: 1, into: &bytes)
        writer.write(description.isEmpty ? 1 : 2, size: 2, into: &bytes)
        for (value, size) in description { writer.write(value, size: size, into: &bytes) }
    }

    /// With the fixed codes.
    private init() {
        let lengths = (0..<288).map { $0 < 144 ? UInt8(8) : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        self.init(HuffmanCode(lengths: lengths), distanceSize: 5, description: [])
    }

    /// With a code of its own, and one bit for the only distance.
    private init(own code: HuffmanCode) {
        let used = max((code.lengths.lastIndex { $0 > 0 } ?? 0) + 1, 257)
        let steps = Self.lengthSteps(Array(code.lengths[..<used]) + [1])
        var frequencies = [UInt32](repeating: 0, count: 19)
        for step in steps { frequencies[step.symbol] += 1 }
        let lengthCode = HuffmanCode(frequencies: frequencies, limit: 7)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        let orderCount = max((order.lastIndex { lengthCode.lengths[$0] > 0 } ?? 0) + 1, 4)
        var description: [(UInt32, Int)] = [(UInt32(used - 257), 5), (0, 5), (UInt32(orderCount - 4), 4)]
        for symbol in order[..<orderCount] { description.append((UInt32(lengthCode.lengths[symbol]), 3)) }
        for step in steps {
            description.append((UInt32(lengthCode.words[step.symbol]), Int(lengthCode.lengths[step.symbol])))
            if step.extraSize > 0 { description.append((step.extra, step.extraSize)) }
        }
        self.init(code, distanceSize: 1, description: description)
    }

    private init(_ code: HuffmanCode, distanceSize: Int, description: [(UInt32, Int)]) {
        var words = [UInt32](repeating: 0, count: 256 + 259)
        for literal in 0..<256 { words[literal] = UInt32(code.words[literal]) << 8 | UInt32(code.lengths[literal]) }
        for length in 3...258 {
            let symbol = RunLength.code[length]
            let size = Int(code.lengths[symbol])
            // The distance's word is zeros.
            let bits = UInt32(code.words[symbol]) | UInt32(length - RunLength.base[symbol - 257]) << UInt32(size)
            words[256 + length] = bits << 8 | UInt32(size + RunLength.extraSize[symbol - 257] + distanceSize)
        }
        self.words = words
        end = (code.words[256], Int(code.lengths[256]))
        self.description = description
    }

    /// The lengths of a code, compressed: a length, or 16 (repeats the previous length 3 to 6 times), 17 and 18 (3 to
    /// 10 and 11 to 138 zeros).
    private static func lengthSteps(_ lengths: [UInt8]) -> [(symbol: Int, extra: UInt32, extraSize: Int)] {
        var steps: [(symbol: Int, extra: UInt32, extraSize: Int)] = []
        var place = 0
        while place < lengths.count {
            let length = lengths[place]
            var count = 1
            while place + count < lengths.count, lengths[place + count] == length { count += 1 }
            place += count
            if length > 0 {
                steps.append((Int(length), 0, 0))
                count -= 1
            }
            while count >= 3 {
                let (symbol, least, most, size) =
                    length > 0 ? (16, 3, 6, 2) : count <= 10 ? (17, 3, 10, 3) : (18, 11, 138, 7)
                let taken = min(count, most)
                steps.append((symbol, UInt32(taken - least), size))
                count -= taken
            }
            for _ in 0..<count { steps.append((Int(length), 0, 0)) }
        }
        return steps
    }
}

/// Deflate's symbols for match lengths (RFC 1951, 3.2.5).
private enum RunLength {
    /// The number of extra bits of symbols 257 to 285.
    static let extraSize = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    /// The smallest length of each symbol.
    static let base: [Int] = {
        var base = [3]
        for size in extraSize.dropLast(2) { base.append(base[base.count - 1] + 1 << size) }
        return base + [258]
    }()
    /// The symbol of each length from 3 to 258.
    static let code: [Int] = (0...258).map { length in 257 + (base.lastIndex { $0 <= length } ?? 0) }
}
