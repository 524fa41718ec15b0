internal import CZlib
@testable internal import PNGImage
internal import SketchModel
internal import TestSupport
internal import Testing

@Suite struct RunDeflaterTests {
    private func deflated(_ rows: [[UInt8]]) -> [UInt8] {
        var deflater = RunDeflater()
        var bytes: [UInt8] = []
        // Twice, since a deflater is used again and again.
        for _ in 0..<2 {
            bytes = []
            deflater.begin(into: &bytes)
            for row in rows { deflater.add(row.span.bytes, into: &bytes) }
            deflater.finish(into: &bytes)
        }
        return bytes
    }

    /// Checks that zlib reads the rows, each behind a zero, and the check sum.
    private func check(_ rows: [[UInt8]]) {
        let bytes = deflated(rows)
        let expected = rows.reduce(into: [UInt8]()) { $0 += [0] + $1 }
        var inflated = [UInt8](repeating: 0, count: expected.count + 1)
        var count = uLongf(inflated.count)
        #expect(uncompress(&inflated, &count, bytes, uLong(bytes.count)) == Z_OK)
        #expect(Array(inflated.prefix(Int(count))) == expected)
    }

    @Test func `runs of every length come back`() {
        for length in 1...600 {
            check([[UInt8](repeating: 0, count: length)])
            check([[UInt8](repeating: 9, count: length), [9, 9], [8] + [UInt8](repeating: 0, count: length)])
        }
        check([[UInt8]](repeating: [UInt8](repeating: 0, count: 20_000), count: 300))
    }

    @Test(arguments: 0..<60)
    func `random rows come back`(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let (width, height) = (1 + generator.index(below: 3000), 1 + generator.index(below: 40))
        let most = [2, 10, 300, 5000][seed % 4]
        let levels = [2, 16, 256][seed % 3]
        let rows = (0..<height).map { (_: Int) -> [UInt8] in
            var row: [UInt8] = []
            while row.count < width {
                let level = UInt8(generator.index(below: levels))
                row.append(contentsOf: repeatElement(level, count: 1 + generator.index(below: most)))
            }
            return Array(row.prefix(width))
        }
        check(rows)
    }

    @Test func `blocks end anywhere`() {
        // Literals up to a block's end, then a run across it.
        for extra in -300...20 {
            let literals = (0..<(RunDeflater.tokensInBlock + extra)).map { UInt8($0 & 1 + 1) }
            check([literals + [UInt8](repeating: 7, count: 600) + [1, 2]])
        }
    }

    @Test func `words of a code are no longer than the limit, and leave no room`() {
        // Frequencies for which Huffman's tree is as deep as can be.
        var fibonacci: [UInt32] = [1, 1]
        while fibonacci.count < 28 { fibonacci.append(fibonacci[fibonacci.count - 1] + fibonacci[fibonacci.count - 2]) }
        var generator = SeededGenerator(seed: 4)
        for limit in [5, 7, 15] {
            for count in [2, 3, 19, 28] {
                for frequencies in [
                    Array(fibonacci[..<count]), (0..<count).map { _ in UInt32(1 + generator.index(below: 999)) },
                ] {
                    let code = HuffmanCode(frequencies: frequencies, limit: limit)
                    #expect(code.lengths.allSatisfy { (1...limit).contains(Int($0)) })
                    #expect(code.lengths.reduce(0.0) { $0 + 1 / Double(1 << $1) } == 1)
                    // What is more frequent has no longer word.
                    for a in 0..<count {
                        for b in 0..<count where frequencies[a] > frequencies[b] {
                            #expect(code.lengths[a] <= code.lengths[b])
                        }
                    }
                }
            }
        }
        #expect(HuffmanCode(frequencies: [0, 5, 0], limit: 7).lengths == [0, 1, 0])
        #expect(HuffmanCode(frequencies: [0, 0], limit: 7).lengths == [0, 0])
    }

    @Test func `drawings need about as many bytes as by zlib's run lengths`() {
        var generator = SeededGenerator(seed: 5)
        let row = (0..<200_000).flatMap { index -> [UInt8] in
            let length = 1 + generator.index(below: 40)
            return index % 9 == 0 ? [UInt8](repeating: 0, count: length) : [UInt8(generator.index(below: 60) + 90)]
        }
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        #expect(deflateInit2_(&stream, 1, Z_DEFLATED, 15, 8, Z_RLE, ZLIB_VERSION, size) == Z_OK)
        defer { deflateEnd(&stream) }
        var input = [0] + row
        var output = [UInt8](repeating: 0, count: row.count * 2)
        let zlibCount = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                #expect(deflate(&stream, Z_FINISH) == Z_STREAM_END)
                return output.count - Int(stream.avail_out)
            }
        }
        let count = deflated([row]).count
        #expect(abs(count - zlibCount) < zlibCount / 200)
    }
}
