/// Counts levels, which are below 128, eight at a time.
enum LevelCounting {
    /// 1 in each of eight bytes.
    static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The number of levels that are `least` or more.
    static func count(_ levels: ArraySlice<UInt8>, atLeast least: UInt8) -> Int {
        let bytes = levels.span.bytes
        var (total, offset) = (0, 0)
        while offset <= bytes.byteCount &- 8 {
            let word = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            total &+= Int(truncatingIfNeeded: (flags(word, atLeast: least) &* ones) &>> 56)
            offset &+= 8
        }
        for index in offset..<bytes.byteCount {
            total &+= bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self) >= least ? 1 : 0
        }
        return total
    }

    /// 1 in each of eight bytes whose level is `least` or more.
    static func flags(_ levels: UInt64, atLeast least: UInt8) -> UInt64 {
        // Added to a level that is high enough, the distance sets the highest bit.
        (levels &+ UInt64(128 &- min(128, least)) &* ones) &>> 7 & ones
    }
}
