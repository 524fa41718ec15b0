internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged input gives only sketches, and faults with a position.
@Suite struct MutationTests {
    static let texts = [
        NDJSONReadingTests.full + "\n",
        #"{"drawing":[[[1.5,-2],[3,4e1],[0,17]],[[],[],[]]],"x":{"a":[null,true,"\u00e9\ud83d\ude00"]}}"# + "\r\n",
        #"[{"key_id":7,"drawing":[[[0,255],[1,2]]]},"# + "\n" + #" {"word":"é","drawing":[]}]"#,
    ].map { Array($0.utf8) }

    private static func expectHealthy(_ result: ReadResult, _ bytes: [UInt8]) {
        var isHealthy = result.sketches.count + result.faults.count <= bytes.count + 1
        for sketch in result.sketches {
            isHealthy = isHealthy && sketch.strokeEnds.last ?? 0 == sketch.points.count
            isHealthy = isHealthy && sketch.times.count == (sketch.hasTimes ? sketch.points.count : 0)
            isHealthy = isHealthy && sketch.points.allSatisfy(\.isFinite) && sketch.times.allSatisfy(\.isFinite)
            isHealthy = isHealthy && zip(sketch.strokeEnds, sketch.strokeEnds.dropFirst()).allSatisfy { $0 <= $1 }
        }
        for fault in result.faults {
            switch fault.position {
            case .text(let line, let column): isHealthy = isHealthy && line > 0 && column > 0
            case .bytes(let offset, let record): isHealthy = isHealthy && offset >= 0 && record != nil
            case .file, .record: isHealthy = false
            }
            isHealthy = isHealthy && !(fault.reason is UnexpectedError)
        }
        #expect(isHealthy, "\(bytes): \(result.messages)")
    }

    @Test(arguments: 0..<4) func damagedText(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { MutationTests.damageText(seed) }
        }
    }

    static let rows = [
        CSVReadingTests.header + CSVReadingTests.row + CSVReadingTests.row,
        ",word,drawing\r\n0,\"a, \"\"b\"\"\r\nc\",\"[[[1.5, -2], [3, 4e1], [0, 17]], [[], [], []]]\"\r\n\n1,é,[]\r\n",
        "\u{feff}\"drawing\",\"key_id\",\"x\"\n\"[[[0, 255],\n [1, 2]]]\",\"7\",\"y\"\n[],,\"\"\n",
    ].map { Array($0.utf8) }

    @Test(arguments: 0..<4) func damagedRows(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { MutationTests.damageRows(seed) }
        }
    }

    @Test(arguments: 0..<4) func damagedRecords(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { MutationTests.damageRecords(seed) }
        }
    }

    private static func damageText(_ seed: Int) {
        let tokens = ["{", "}", "[", "]", "[[", ",", ":", "\"", "\\u", "\\ud800", "1e999", "-", "\n", "\r", "null"]
        var mutator = Mutator(seed: UInt64(seed), tokens: tokens)
        for round in 0..<Mutator.rounds(5000) {
            let text = Self.texts[round % 3]
            let mutant = mutator.mutate(text, other: Self.texts[(round / 3) % 3])
            let result = FormatHarness.read(mutant, name: "in", as: QuickDrawFormat())
            expectHealthy(result, mutant)
            _ = QuickDrawRawFormat().recognises(prefix: mutant, fileName: "a")
            if round % 10 == 0, let first = result.sketches.first {
                // What was read can be written, and reads back as it was.
                let written = try? QuickDraw.encode([first], as: QuickDrawRawFormat()).bytes
                let again = FormatHarness.read(written ?? [], name: "in", as: QuickDrawFormat())
                #expect(again.sketches == [first])
            }
        }
    }

    private static func damageRows(_ seed: Int) {
        let tokens = ["\"", "\"\"", ",", "\n", "\r\n", "\"\n", ",\"", "\",", "[", "]", ", ", "1e999", "-", "\u{feff}"]
        var mutator = Mutator(seed: UInt64(seed), tokens: tokens)
        for round in 0..<Mutator.rounds(5000) {
            let mutant = mutator.mutate(Self.rows[round % 3], other: Self.rows[(round / 3) % 3])
            let result = FormatHarness.read(mutant, name: "in", as: KaggleCSVFormat())
            expectHealthy(result, mutant)
            _ = KaggleCSVFormat().recognises(prefix: mutant, fileName: "a")
            guard round % 10 == 0 else { continue }
            // Wherever it is cut into chunks, it is read in the same way.
            let cut = FormatHarness.read(mutant, name: "in", as: ChunkTests.Cut { CSVReader($0, chunkSize: 16) })
            #expect(cut.sketches == result.sketches && cut.messages == result.messages, "\(mutant)")
            if let first = result.sketches.first {
                let written = (try? QuickDraw.text([first], as: KaggleCSVFormat())) ?? ""
                let again = FormatHarness.read(CSVReadingTests.header + written, name: "in", as: KaggleCSVFormat())
                #expect(again.sketches == [first])
            }
        }
    }

    private static func damageRecords(_ seed: Int) {
        let bytes = BinTests.record + BinTests.record + BinTests.record
        let other: [UInt8] = Array(repeating: 0, count: 15) + [1, 0, 3, 0, 1, 2, 3, 4, 5, 6]
        var mutator = Mutator(seed: UInt64(seed), tokens: ["\u{0}", "\u{1}", "\u{1}\u{0}"])
        for _ in 0..<Mutator.rounds(5000) {
            let mutant = mutator.mutate(bytes, other: other)
            expectHealthy(FormatHarness.read(mutant, name: "in", as: QuickDrawBinFormat()), mutant)
            _ = QuickDrawBinFormat().recognises(prefix: mutant, fileName: "a.bin")
        }
    }
}
