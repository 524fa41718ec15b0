/// Makes a zlib stream that knows runs of one byte alone: deflate's matches at distance 1, in blocks with a code of their own.
///
/// For pictures whose rows are mostly runs. The bytes are those of zlib's run-length strategy but for the ends of blocks, in a
/// quarter of the time: runs are skipped by words, and the check sum is taken of a run at once. Sources: RFC 1950, RFC 1951.
struct RunDeflater: Sendable {
    static let tokensInBlock = 1 << 14

    /// Up to 255 a literal; 256 and a run's length else.
    private var tokens = [UInt16](repeating: 0, count: tokensInBlock + 4)
    private var scan = RunScan()
    private var writer = BitWriter()

    /// Begins a stream; what was in the making is forgotten.
    mutating func begin(into bytes: inout [UInt8]) {
        scan = RunScan()
        writer = BitWriter()
        // A window of 32 KiB, the fastest kind of compression; the two bytes are a multiple of 31.
        bytes.append(contentsOf: [0x78, 0x01])
    }

    /// Adds a row without a filter: a zero and the row's bytes.
    mutating func add(_ row: RawSpan, into bytes: inout [UInt8]) {
        var place = -1
        // A copy, since `tokens` is lent out meanwhile.
        var scan = scan
        while place < row.byteCount {
            var span = tokens.mutableSpan
            place = scan.read(row, from: place, into: &span)
            if scan.tokenCount >= Self.tokensInBlock {
                writeBlock(tokenCount: scan.tokenCount, isLast: false, into: &bytes)
                scan.tokenCount = 0
            }
        }
        scan.reduce()
        self.scan = scan
    }

    mutating func finish(into bytes: inout [UInt8]) {
        var scan = scan
        var span = tokens.mutableSpan
        scan.endRun(&span)
        scan.reduce()
        writeBlock(tokenCount: scan.tokenCount, isLast: true, into: &bytes)
        writer.align(into: &bytes)
        bytes.appendBigEndian(scan.checksum)
    }

    private mutating func writeBlock(tokenCount: Int, isLast: Bool, into bytes: inout [UInt8]) {
        var counts = [UInt32](repeating: 0, count: 256 + 259)
        // A second reference, so that the writer may change while the tokens are read.
        let kept = tokens
        let tokens = kept.span.extracting(0..<tokenCount)
        for index in tokens.indices { counts[Int(tokens[index])] += 1 }
        let block = RunBlock.shortest(counts)
        block.writeHeader(isLast: isLast, &writer, into: &bytes)
        var writer = writer
        let words = block.words
        for index in tokens.indices {
            let word = words[Int(tokens[index])]
            writer.write(word >> 8, size: Int(word & 255), into: &bytes)
        }
        writer.write(UInt32(block.end.word), size: block.end.size, into: &bytes)
        self.writer = writer
    }
}

/// Finds runs, and sums up what it has seen.
private struct RunScan: Sendable {
    private static let longestRun = 258

    var tokenCount = 0
    /// The byte before; not a byte at the beginning.
    private var last = -1
    /// How often it has come again without a token.
    private var run = 0
    // Adler's sums, not reduced.
    private var (a, b): (UInt64, UInt64) = (1, 0)

    var checksum: UInt32 { UInt32(truncatingIfNeeded: b << 16 | a) }

    mutating func reduce() {
        a %= 65_521
        b %= 65_521
    }

    /// Reads on from a place in the row, -1 being the zero before it, until its end or until the block is full.
    /// - Returns: where to go on.
    mutating func read(_ row: RawSpan, from start: Int, into tokens: inout MutableSpan<UInt16>) -> Int {
        var place = start
        if place < 0 {
            take(0, &tokens)
            place = 0
        }
        let end = row.byteCount
        while place < end, tokenCount < RunDeflater.tokensInBlock {
            let pattern = UInt64(truncatingIfNeeded: last) &* 0x0101_0101_0101_0101
            while place + 8 <= end, row.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self) == pattern {
                run += 8
                place += 8
                if run >= Self.longestRun { match(Self.longestRun, &tokens) }
                if tokenCount >= RunDeflater.tokensInBlock { return place }
            }
            guard place < end else { break }
            // To where a run could go on.
            repeat {
                take(Int(row.unsafeLoad(fromByteOffset: place, as: UInt8.self)), &tokens)
                place += 1
            } while place < end && run < 2 && tokenCount < RunDeflater.tokensInBlock
        }
        return place
    }

    @inline(__always)
    private mutating func take(_ byte: Int, _ tokens: inout MutableSpan<UInt16>) {
        if byte == last {
            run += 1
            if run >= Self.longestRun { match(Self.longestRun, &tokens) }
        } else {
            endRun(&tokens)
            last = byte
            literal(&tokens)
        }
    }

    @inline(__always)
    mutating func endRun(_ tokens: inout MutableSpan<UInt16>) {
        if run >= 3 {
            match(run, &tokens)
        } else {
            while run > 0 {
                literal(&tokens)
                run -= 1
            }
        }
    }

    @inline(__always)
    private mutating func match(_ length: Int, _ tokens: inout MutableSpan<UInt16>) {
        tokens[tokenCount] = UInt16(truncatingIfNeeded: 256 + length)
        tokenCount += 1
        run -= length
        let (count, value) = (UInt64(length), UInt64(truncatingIfNeeded: last))
        b += count * a + value * (count * (count + 1) / 2)
        a += count * value
    }

    @inline(__always)
    private mutating func literal(_ tokens: inout MutableSpan<UInt16>) {
        tokens[tokenCount] = UInt16(truncatingIfNeeded: last)
        tokenCount += 1
        a += UInt64(truncatingIfNeeded: last)
        b += a
    }
}
