/// Finds runs, and keeps the checksum of what it has seen. This is the only part of the deflater that uses pointers:
/// indices are checked once per call, and tests compare the result with zlib's decoding.
struct RunScan: Sendable {
    private static let longestRun = 258
    private static let bytesAtOnce = 1 << 16
    /// The number of tokens that can follow the block's last.
    static let mostTokens = bytesAtOnce / longestRun + 8

    var tokenCount = 0
    /// The previous byte; no byte's value at the start.
    private var last = -1
    /// How often it was repeated without a token so far: fewer times than a match needs.
    private var run = 0
    // Adler's sums, not yet reduced.
    private var (a, b): (UInt64, UInt64) = (1, 0)

    var checksum: UInt32 { UInt32(truncatingIfNeeded: b << 16 | a) }

    mutating func reduce() {
        a %= 65_521
        b %= 65_521
    }

    /// Continues reading at an index of the row, -1 being the zero before it, until the row ends or the block is full.
    /// - Parameter tokens: with room for a block and `mostTokens` beyond it.
    /// - Returns: the index to continue at.
    mutating func read(_ row: RawSpan, from start: Int, into tokens: inout MutableSpan<UInt16>) -> Int {
        precondition(tokens.count >= RunDeflater.tokensInBlock + Self.mostTokens && start >= -1)
        let end = min(row.byteCount, start + Self.bytesAtOnce)
        // A copy, which the compiler can keep in registers.
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
