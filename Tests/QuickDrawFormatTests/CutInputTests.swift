internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// If the input can't be read to its end, every complete record before that is read, followed by exactly one fault.
@Suite struct CutInputTests {
    private static let truncated = "in: error: the gzip data ends too early"

    /// What a reader returned until it ended, however often it was called.
    private struct Outcome {
        var points: [[Point]] = []
        var messages: [String] = []
        var chunksAfterFault = 0
    }

    /// The bytes as gzip data without an end mark.
    private func cutGzip(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        GzipMember.header + ((try? DeflatedPiece(Array(bytes)).bytes) ?? [])
    }

    private func read(_ bytes: [UInt8], with reader: (ByteSource) -> any SketchReader) throws -> Outcome {
        var reader = reader(try ByteSource(name: "in", bytes: bytes))
        var outcome = Outcome()
        var ends = 0
        while ends < 3 {
            do {
                guard let chunk = try reader.nextChunk() else {
                    ends += 1
                    continue
                }
                if !outcome.messages.isEmpty { outcome.chunksAfterFault += 1 }
                let collected = Collected()
                var visitor = SketchVisitor(
                    sketch: Sketch(),
                    consume: { collected.points.append($0.points) },
                    fault: { position, reason, _ in
                        collected.messages.append(Fault(source: "in", position: position, reason: reason).description)
                    }
                )
                _ = try chunk.decode(&visitor)
                outcome.points += collected.points
                outcome.messages += collected.messages
            } catch let fault as Fault {
                // The position is in the decompressed text: a byte of it or its end, depending on the cut.
                guard case .bytes(let offset, nil) = fault.position, offset >= 0 else {
                    outcome.messages.append("\(fault) has no place")
                    continue
                }
                outcome.messages.append(Fault(source: fault.source, reason: fault.reason).description)
            }
        }
        return outcome
    }

    private final class Collected {
        var points: [[Point]] = []
        var messages: [String] = []
    }

    /// Drawings of different lengths, identified by their first coordinate.
    private static let drawings = (0..<9).map { index in
        let numbers = (0...index * 3).map { "\(index * 10 + $0)" }.joined(separator: ",")
        return "{\"word\":\"],}\\\"\",\"drawing\":[[[\(numbers)],[\(numbers)]]]}"
    }

    /// Cuts the bytes at every position; `ends` are the positions from which each record is complete.
    private func expectWholeRecords(
        of bytes: [UInt8],
        endingAt ends: [Int],
        reader: (ByteSource, Int) -> any SketchReader
    ) throws {
        let all = try read(bytes) { reader($0, 1 << 18) }
        #expect(all.points.count == ends.count && all.messages.isEmpty)
        for place in 0...bytes.count {
            let gzip = cutGzip(bytes[..<place])
            let whole = ends.count { $0 <= place }
            for size in [1, 32, 1 << 18] {
                let outcome = try read(gzip) { reader($0, size) }
                #expect(outcome.points == Array(all.points[..<whole]), "cut at \(place), chunks of \(size)")
                #expect(outcome.messages == [Self.truncated], "cut at \(place), chunks of \(size)")
                #expect(outcome.chunksAfterFault == 0)
            }
        }
    }

    @Test(arguments: ["\n", "\r\n", "\n\n"]) func linesBeforeTheCutAreRead(feed: String) throws {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for drawing in Self.drawings {
            bytes += Array(drawing.utf8)
            ends.append(bytes.count)
            bytes += Array(feed.utf8)
        }
        try expectWholeRecords(of: bytes, endingAt: ends) { NDJSONReader($0, chunkSize: $1) }
    }

    @Test(arguments: [("[", ",", "]"), ("\u{feff} [\n", " \n,\n", "\n]\n")])
    func elementsBeforeTheCutAreRead(opening: String, comma: String, closing: String) throws {
        var bytes = Array(opening.utf8)
        var ends: [Int] = []
        for (index, drawing) in Self.drawings.enumerated() {
            if index > 0 { bytes += Array(comma.utf8) }
            bytes += Array(drawing.utf8)
            ends.append(bytes.count)
        }
        bytes += Array(closing.utf8)
        try expectWholeRecords(of: bytes, endingAt: ends) { NDJSONReader($0, chunkSize: $1) }
    }

    @Test(arguments: ["\n", "\r\n"]) func rowsBeforeTheCutAreRead(feed: String) throws {
        var bytes = Array("word,drawing\(feed)".utf8)
        var ends: [Int] = []
        for index in 0..<9 {
            let numbers = (0...index * 3).map { "\(index * 10 + $0)" }.joined(separator: ", ")
            bytes += Array("\"a\n\"\"b\"\"\",\"[[[\(numbers)], [\(numbers)]]]\"\(feed)".utf8)
            ends.append(bytes.count)
        }
        try expectWholeRecords(of: bytes, endingAt: ends) { CSVReader($0, chunkSize: $1) }
    }

    @Test func recordsBeforeTheCutAreRead() throws {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for index in 0..<9 as Range<UInt8> {
            bytes += Array(repeating: 0, count: 15) + [1, 0, index, 0]
            bytes += Array(repeating: index, count: 2 * Int(index))
            ends.append(bytes.count)
        }
        try expectWholeRecords(of: bytes, endingAt: ends) { BinReader($0, chunkSize: $1) }
    }

    /// A cut inside what deflate has written, in files of many chunks.
    @Test(arguments: [0.3, 0.9]) func longFilesAreReadToTheCut(part: Double) throws {
        var generator = SeededGenerator(seed: 7)
        var text = ""
        for index in 0..<12_000 {
            let y = (0..<10).map { _ in "\(Int.random(in: 0...255, using: &generator))" }.joined(separator: ",")
            text += "{\"drawing\":[[[\(index),1,2,3,4,5,6,7,8,9],[\(y)]]]}\n"
        }
        let gzip = cutGzip(text.utf8)
        let cut = Array(gzip[..<Int(Double(gzip.count) * part)])
        let source = try ByteSource(name: "in", bytes: cut)
        var known: [UInt8] = []
        #expect(throws: Fault.self) { while try source.read(1 << 16, into: &known) > 0 {} }
        let lines = known.count { $0 == 0x0a }
        #expect(lines > 3000)

        let outcome = try read(cut) { NDJSONReader($0) }
        #expect(outcome.points.map { $0.first?.x } == (0..<lines).map { Double($0) })
        #expect(outcome.messages == [Self.truncated])
    }

    @Test func aWrongRecordBeforeTheCutIsStillRefused() throws {
        let outcome = try read(cutGzip("{\"drawing\":[]}\n{\"drawing\":7}\n{\"dra".utf8)) { NDJSONReader($0) }
        #expect(outcome.points.count == 1)
        #expect(outcome.messages == ["in:2:12: error: expected the array of strokes, found '7'", Self.truncated])
    }

    @Test func aCutInALineThatIsTooLongIsReportedToo() throws {
        let text = "{\"drawing\":[]}\n" + String(repeating: "x", count: 300)
        let outcome = try read(cutGzip(text.utf8)) { NDJSONReader($0, longestRecord: 64, chunkSize: 16) }
        #expect(outcome.points.count == 1)
        #expect(outcome.messages.count == 2 && outcome.messages.last == Self.truncated)
    }
}
