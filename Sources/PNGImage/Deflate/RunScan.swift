/// Finds runs, and sums up what it has seen. The one place of the deflater that goes through pointers: indices are
/// checked once a call, and tests compare what comes of it with zlib's reading.
struct RunScan: Sendable {
    private static let longestRun = 258
    private static let bytesAtOnce = 1 << 16
    /// How many tokens there may be after the block's last.
    static let mostTokens = bytesAtOnce / longestRun + 8

    var tokenCount = 0
    /// The byte before; not a byte at the beginning.
    private var last = -1
    /// How often it has come again without a token: fewer times than a match takes.
    private var run = 0
    // Adler's sums, not reduced.
    private var (a, b): (UInt64, UInt64) = (1, 0)

    var checksum: UInt32 { UInt32(truncatingIfNeeded: b << 16 | a) }

    mutating func reduce() {
        a %= 65_521
        b %= 65_521
    }

    /// Reads on from a place in the row, -1 being the zero before it, until its end or until the block is full.
    /// - Parameter tokens: with room for a block and `mostTokens` beyond it.
    /// - Returns: where to go on.
    mutating func read(_ row: RawSpan, from start: Int, into tokens: inout MutableSpan<UInt16>) -> Int {
        precondition(tokens.count >= RunDeflater.tokensInBlock + Self.mostTokens && start >= -1)
        let end = min(row.byteCount, start + Self.bytesAtOnce)
        // A copy, which can be kept in registers.
        var scan = self
        let place = tokens.withUnsafeMutableBufferPointer { tokens in
            row.withUnsafeBytes { bytes in
                guard let tokens = tokens.baseAddress, let bytes = bytes.baseAddress else { return end }
                return scan.read(bytes, from: start, to: end, into: tokens)
            }
        }
        self = scan
        return place
    }

    mutating func endRun(_ tokens: inout MutableSpan<UInt16>) {
        tokens.withUnsafeMutableBufferPointer { tokens in
            guard let tokens = tokens.baseAddress else { return }
            endRun(tokens)
        }
    }

    @inline(__always)
    private mutating func read(
        _ bytes: UnsafeRawPointer,
        from start: Int,
        to end: Int,
        into tokens: UnsafeMutablePointer<UInt16>
    ) -> Int {
        var place = start
        while place < end, tokenCount < RunDeflater.tokensInBlock {
            let byte = place < 0 ? 0 : Int(bytes.load(fromByteOffset: place, as: UInt8.self))
            place &+= 1
            if byte != last {
                endRun(tokens)
                last = byte
                literal(tokens)
                continue
            }
            let runStart = place &- 1
            let pattern = UInt64(truncatingIfNeeded: last) &* 0x0101_0101_0101_0101
            var isSame = true
            while isSame, place &+ 8 <= end {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) ^ pattern
                place &+= word == 0 ? 8 : word.trailingZeroBitCount >> 3
                isSame = word == 0
            }
            while isSame, place < end {
                isSame = Int(bytes.load(fromByteOffset: place, as: UInt8.self)) == last
                place &+= isSame ? 1 : 0
            }
            run &+= place &- runStart
            while run >= Self.longestRun { match(Self.longestRun, tokens) }
        }
        return place
    }

    @inline(__always)
    private mutating func endRun(_ tokens: UnsafeMutablePointer<UInt16>) {
        if run >= 3 {
            match(run, tokens)
        } else {
            while run > 0 {
                literal(tokens)
                run &-= 1
            }
        }
    }

    @inline(__always)
    private mutating func match(_ length: Int, _ tokens: UnsafeMutablePointer<UInt16>) {
        tokens[tokenCount] = UInt16(truncatingIfNeeded: 256 &+ length)
        tokenCount &+= 1
        run &-= length
        let (count, value) = (UInt64(truncatingIfNeeded: length), UInt64(truncatingIfNeeded: last))
        b &+= count &* a &+ value &* (count &* (count &+ 1) / 2)
        a &+= count &* value
    }

    @inline(__always)
    private mutating func literal(_ tokens: UnsafeMutablePointer<UInt16>) {
        tokens[tokenCount] = UInt16(truncatingIfNeeded: last)
        tokenCount &+= 1
        a &+= UInt64(truncatingIfNeeded: last)
        b &+= a
    }
}
