internal import ArrayFiles
internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing

/// Small files that represent much data: memory stays proportional to one array, not to all of them.
struct AmplificationTests {
    private func chunkSizes(_ bytes: [UInt8]) throws -> [Int] {
        var reader = try Sketches.format("stroke-3", ["origin": "implicit"])
            .makeReader(ByteSource(name: "a.npy", bytes: bytes))
        var sizes: [Int] = []
        while let chunk = try reader.nextChunk() { sizes.append(chunk.byteCount) }
        return sizes
    }

    private func objects(_ count: Int, _ content: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes = ArrayHeader(type: ElementType(kind: .object, size: 0), shape: [count]).bytes
        bytes += ObjectArrayPickle.opening(count: count, type: .int16)
        content(&bytes)
        return bytes
    }

    private func appendItem(rows: Int, to bytes: inout [UInt8]) {
        ObjectArrayPickle.appendItemOpening(rows: rows, columns: 3, byteCount: 6 * rows, to: &bytes)
        bytes += [UInt8](repeating: 0, count: 6 * rows) + ObjectArrayPickle.itemClosing
    }

    /// One array, followed by many references to it in the memo.
    @Test func anArrayThatComesOftenIsNotCopiedAllAtOnce() throws {
        let sizes = try chunkSizes(
            objects(1001) { bytes in
                appendItem(rows: 100_000, to: &bytes)
                bytes += [UInt8(ascii: "q"), 9]
                for _ in 0..<1000 { bytes += [UInt8(ascii: "h"), 9] }
                bytes += ObjectArrayPickle.closing
            }
        )
        #expect(sizes.reduce(0, +) == 1001 * 600_000)
        #expect(sizes.allSatisfy { $0 <= 1 << 21 })
        #expect(sizes.count > 400)
    }

    @Test func emptyArraysComeInBatchesToo() throws {
        let sizes = try chunkSizes(
            objects(20_001) { bytes in
                appendItem(rows: 0, to: &bytes)
                bytes += [UInt8(ascii: "q"), 9]
                for _ in 0..<20_000 { bytes += [UInt8(ascii: "h"), 9] }
                bytes += ObjectArrayPickle.closing
            }
        )
        #expect(sizes.count == 5)
    }

    @Test func interleavedSketchesComeInBatches() throws {
        let count = 20_000
        var bytes = ArrayHeader(type: ElementType(kind: .signed, size: 1), isFortran: true, shape: [count, 1, 3]).bytes
        bytes += (0..<count).map { UInt8($0 % 100) } + (0..<count).map { UInt8($0 % 90) }
        bytes += [UInt8](repeating: 0, count: count)
        #expect(try chunkSizes(bytes) == [24_576, 24_576, 10_848])
        let result = FormatHarness.read(
            bytes,
            name: "a.npy",
            as: try Sketches.format("stroke-3", ["origin": "explicit"])
        )
        #expect(result.messages == [])
        #expect(result.sketches.map(\.points) == (0..<count).map { [Point(Double($0 % 100), Double($0 % 90))] })
        #expect(result.sketches.last?.source.position == .bytes(offset: 128 + count - 1, record: count - 1))
    }

    /// Everything before the position at which a pickle is cut off or damaged is read.
    @Test func arraysBeforeTheFaultAreRead() throws {
        let format = try Sketches.format("stroke-3", ["origin": "implicit"])
        let whole = objects(3) { bytes in
            for rows in 1...3 { appendItem(rows: rows, to: &bytes) }
        }
        for cut in [1, 2, 3, 15, 30] {
            let result = FormatHarness.read(Array(whole.dropLast(cut)), name: "a.npy", as: format)
            #expect(result.sketches.map(\.points.count) == [2, 3])
            #expect(result.messages.count == 1)
        }
        let all = FormatHarness.read(whole, name: "a.npy", as: format)
        #expect(all.sketches.map(\.points.count) == [2, 3, 4])
        #expect(all.messages == ["a.npy:@\(whole.count) (record 4): error: ends inside the pickle"])
        let damaged = FormatHarness.read(
            whole + [UInt8(ascii: "N")] + ObjectArrayPickle.closing,
            name: "a.npy",
            as: format
        )
        #expect(damaged.sketches.map(\.points.count) == [2, 3, 4])
        #expect(damaged.messages.first?.hasSuffix("(record 4): error: holds None instead of an array") == true)
    }
}
