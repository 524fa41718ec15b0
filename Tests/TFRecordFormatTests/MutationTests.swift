internal import SketchModel
internal import SketchStreams
@testable internal import TFRecordFormat
internal import TestSupport
internal import Testing

/// Damaged input gives only sketches, and faults with a position.
@Suite struct MutationTests {
    private static func fixture(_ name: String) -> [UInt8] {
        TemporaryFolder.read(path: TestFiles.fixture("tfrecord/" + name)) ?? []
    }

    private static func expectHealthy(_ result: ReadResult, _ bytes: [UInt8]) {
        var isHealthy = result.sketches.count + result.faults.count <= bytes.count + 1
        for sketch in result.sketches {
            isHealthy = isHealthy && sketch.strokeEnds.last == sketch.points.count
            isHealthy = isHealthy && sketch.points.allSatisfy(\.isFinite)
            isHealthy = isHealthy && zip(sketch.strokeEnds, sketch.strokeEnds.dropFirst()).allSatisfy { $0 < $1 }
        }
        for fault in result.faults {
            guard case .bytes(let offset, let record?) = fault.position else {
                isHealthy = false
                continue
            }
            isHealthy = isHealthy && (0...bytes.count).contains(offset) && record >= 0
            isHealthy = isHealthy && !(fault.reason is UnexpectedError)
        }
        #expect(isHealthy, "\(bytes): \(result.messages)")
    }

    @Test(arguments: 0..<4) func damagedFiles(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { MutationTests.damageFiles(seed) }
        }
    }

    /// Damages that the checksums would hide are made right again.
    @Test(arguments: 0..<4) func damagedExamples(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { MutationTests.damageExamples(seed) }
        }
    }

    private static func damageFiles(_ seed: Int) {
        let (bytes, other) = (fixture("dialects.tfrecord"), fixture("training.tfrecord-00000-of-00002"))
        #expect(!bytes.isEmpty && !other.isEmpty)
        var mutator = Mutator(seed: UInt64(seed))
        for _ in 0..<Mutator.rounds(2000) {
            let mutant = mutator.mutate(bytes, other: other)
            expectHealthy(FormatHarness.read(mutant, name: "in", as: TFRecordFormat()), mutant)
            _ = TFRecordFormat().recognises(prefix: mutant, fileName: "a.tfrecord")
        }
    }

    private static func damageExamples(_ seed: Int) {
        let bytes = fixture("dialects.tfrecord")
        var examples: [[UInt8]] = []
        var offset = 0
        while case .whole(let data) = RecordFrame.extent(bytes.span, at: offset, longest: 1 << 20) {
            examples.append(Array(bytes[data]))
            offset = data.upperBound + RecordFrame.checksumSize
        }
        #expect(examples.count == 9)
        let tokens = ["\u{a}", "\u{12}", "\u{1a}", "\u{7f}", "\u{0}", "ink", "shape", "class_index", "label", "key_id"]
        var mutator = Mutator(seed: UInt64(seed), tokens: tokens)
        for round in 0..<Mutator.rounds(8000) {
            let mutant = mutator.mutate(examples[round % 9], other: examples[round / 9 % 9])
            var file = [UInt8]()
            RecordFrame.append(length: mutant.count, to: &file) { $0 += mutant }
            let result = FormatHarness.read(file, name: "in", as: TFRecordFormat())
            expectHealthy(result, file)
            #expect(result.sketches.count + result.faults.count == 1)
        }
    }
}
