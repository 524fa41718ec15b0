internal import ArrayFiles
internal import TestSupport
internal import Testing

struct ObjectArrayTests {
    private func items(_ bytes: [UInt8]) throws -> (items: [ObjectArrayReader.Item], payloads: [[UInt8]]) {
        let stream = MemberStream(BytesInMemory(bytes))
        var taken: [UInt8] = []
        let header = try ArrayHeader(stream, into: &taken)
        var reader = try ObjectArrayReader(stream, after: taken, header: header)
        var items: [ObjectArrayReader.Item] = []
        while !reader.isFinished {
            var next: [ObjectArrayReader.Item] = []
            try reader.next(into: &next)
            items += next
        }
        return (items, items.map { Array(reader.payload(of: $0)) })
    }

    private func written(_ payloads: [[UInt8]], type: ElementType = .int16, columns: Int = 3) -> [UInt8] {
        var bytes = ArrayHeader(type: ElementType(kind: .object, size: 0), shape: [payloads.count]).bytes
        bytes += ObjectArrayPickle.opening(count: payloads.count, type: type)
        for (index, payload) in payloads.enumerated() {
            if index > 0, index % ObjectArrayPickle.batch == 0 { bytes += ObjectArrayPickle.separator }
            ObjectArrayPickle.appendItemOpening(
                rows: payload.count / (columns * type.size),
                columns: columns,
                byteCount: payload.count,
                to: &bytes
            )
            bytes += payload + ObjectArrayPickle.itemClosing
        }
        return bytes + ObjectArrayPickle.closing
    }

    @Test(arguments: ["python2.npz", "numpy2.npz"])
    func everyDialectHoldsTheSameArrays(file: String) throws {
        let read = try items(Reading.member("train.npy", of: Reading.fixture("sketch-rnn/" + file)))
        #expect(read.items.map(\.rows) == [4, 5])
        #expect(read.items.allSatisfy { $0.columns == 3 && $0.rank == 2 && $0.type == .int16 && !$0.isText })
        #expect(Array(read.payloads[0].prefix(8)) == [10, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func bytesAsTextAreMarked() throws {
        let read = try items(Reading.member("train.npy", of: Reading.fixture("sketch-rnn/python3-protocol2.npz")))
        #expect(read.items.allSatisfy { $0.isText && $0.type == .float64 })
    }

    @Test(arguments: [0, 1, 2, 999, 1000, 1001, 2500])
    func whatIsWrittenIsReadAgain(count: Int) throws {
        let payloads = (0..<count).map { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 6 * ($0 % 60)) }
        let read = try items(written(payloads))
        #expect(read.payloads == payloads)
    }

    @Test func longItemsAreRead() throws {
        for rows in [42, 43, 255, 256, 65_535, 65_536, 100_000] {
            let read = try items(written([[UInt8](repeating: 7, count: 6 * rows)]))
            #expect(read.items.map(\.rows) == [rows])
        }
    }

    /// The bytes that NumPy 1.24 and 2.4 were verified to read.
    @Test func theBytesAreAsEverBefore() {
        var expected: [UInt8] = [0x80, 3]
        expected += Array("cnumpy\ndtype\nX".utf8) + [2, 0, 0, 0] + Array("i2".utf8) + [0x89, 0x88, 0x87]
        expected += Array("R(K".utf8) + [3] + Array("X".utf8) + [1, 0, 0, 0] + Array("<NNNJ".utf8)
        expected += [255, 255, 255, 255] + Array("J".utf8) + [255, 255, 255, 255] + Array("K".utf8) + [0]
        expected += Array("tbq".utf8) + [2] + Array("0cnumpy.core.multiarray\n_reconstruct\nq".utf8) + [0]
        expected += Array("cnumpy\nndarray\nK".utf8) + [0, 0x85] + Array("C".utf8) + [1] + Array("b".utf8)
        expected += [0x87] + Array("q".utf8) + [1] + Array("R(K".utf8) + [1] + Array("K".utf8) + [1, 0x85]
        expected += Array("cnumpy\ndtype\nX".utf8) + [2, 0, 0, 0] + Array("O8".utf8) + [0x89, 0x88, 0x87]
        expected += Array("R(K".utf8) + [3] + Array("X".utf8) + [1, 0, 0, 0] + Array("|NNNJ".utf8)
        expected += [255, 255, 255, 255] + Array("J".utf8) + [255, 255, 255, 255] + Array("K".utf8) + [63]
        expected += Array("tb".utf8) + [0x89] + Array("](h".utf8) + [0] + Array("h".utf8) + [1] + Array("R(K".utf8)
        expected += [1] + Array("K".utf8) + [1] + Array("K".utf8) + [3, 0x86] + Array("h".utf8) + [2, 0x89]
        expected += Array("C".utf8) + [6, 1, 0, 2, 0, 1, 0] + Array("tbetb.".utf8)
        #expect(Array(written([[1, 0, 2, 0, 1, 0]]).dropFirst(128)) == expected)
    }

    /// Pickle writes an array that occurs twice only once, and then refers to the memo.
    @Test func arraysThatComeTwiceAreReadTwice() throws {
        let payload: [UInt8] = [1, 0, 2, 0, 1, 0]
        var bytes = ArrayHeader(type: ElementType(kind: .object, size: 0), shape: [2]).bytes
        bytes += ObjectArrayPickle.opening(count: 2, type: .int16)
        ObjectArrayPickle.appendItemOpening(rows: 1, columns: 3, byteCount: 6, to: &bytes)
        bytes += payload + ObjectArrayPickle.itemClosing
        bytes += [UInt8(ascii: "q"), 9, UInt8(ascii: "h"), 9] + ObjectArrayPickle.closing
        let read = try items(bytes)
        #expect(read.payloads == [payload, payload])
    }
}
