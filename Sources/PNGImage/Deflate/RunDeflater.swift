/// Makes a zlib stream from runs of one byte: deflate's matches at distance 1, in blocks with their own codes.
///
/// For pictures whose rows are mostly runs. It makes as many bytes as zlib's run-length strategy in about half the
/// time: it skips runs by words, and computes the checksum of a run at once. Sources: RFC 1950, RFC 1951.
struct RunDeflater: Sendable {
    static let tokensInBlock = 1 << 14

    /// Up to 255 for a literal, otherwise 256 plus a run's length.
    private var tokens = [UInt16](repeating: 0, count: tokensInBlock + RunScan.mostTokens)
    private var scan = RunScan()
    private var writer = BitWriter()

    /// Begins a stream; discards an unfinished one.
    mutating func begin(into bytes: inout [UInt8]) {
        scan = RunScan()
        writer = BitWriter()
        // A window of 32 KiB, the fastest kind of compression; the two bytes are a multiple of 31.
        bytes.append(contentsOf: [0x78, 0x01])
    }

    /// Adds a row without a filter: a zero and the row's bytes.
    mutating func add(_ row: RawSpan, into bytes: inout [UInt8]) {
        var place = -1
        // A copy, because `tokens` is borrowed meanwhile.
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
        // A second reference, so that the writer can change while the tokens are read.
        let kept = tokens
        let tokens = kept.span.extracting(0..<tokenCount)
        for index in tokens.indices { counts[Int(tokens[index])] += 1 }
        let block = RunBlock.shortest(counts)
        block.writeHeader(isLast: isLast, &writer, into: &bytes)
        writer.write(tokens, words: block.words.span, bitCount: block.bitCount(counts), into: &bytes)
        writer.write(UInt32(block.end.word), size: block.end.size, into: &bytes)
    }
}
