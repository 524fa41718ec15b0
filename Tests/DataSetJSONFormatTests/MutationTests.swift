internal import DataSetJSONFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged input gives only sketches, and faults with a position.
@Suite struct MutationTests {
    private static let files = ["differsketching/P001_bird.json", "tracing/tracings.json", "creative/birds.json"]

    @Test(arguments: 0..<4) func everyMutantIsReadOrRefused(seed: Int) async {
        await #expect(processExitsWith: .success) { [seed] in
            PeakMemory.expectBounded { MutationTests.mutate(seed) }
        }
    }

    private static func mutate(_ seed: Int) {
        let seeds = files.map { TemporaryFolder.read(path: TestFiles.fixture("data-sets/" + $0)) ?? [] }
        #expect(!seeds.contains { $0.isEmpty })
        let tokens = [
            "{", "}", "[", "]", "[[", ",", ":", "\"", "\\u0031", "\"path\":", "1e999", "-", "\n", "null", "{}",
        ]
        var mutator = Mutator(seed: UInt64(seed), tokens: tokens)
        let formats: [any SketchFormat] = [DifferSketchingFormat(), TracingFormat(), CreativeFormat()]
        for round in 0..<Mutator.rounds(4000) {
            let mutant = mutator.mutate(seeds[round % 3], other: seeds[round / 3 % 3])
            let result = FormatHarness.read(mutant, name: "in", as: formats[round % 3])
            var isHealthy = result.sketches.count + result.faults.count <= mutant.count + 2
            for sketch in result.sketches {
                isHealthy = isHealthy && sketch.points.allSatisfy(\.isFinite) && sketch.times.allSatisfy(\.isFinite)
                isHealthy = isHealthy && sketch.strokeEnds.last ?? 0 == sketch.points.count
                isHealthy = isHealthy && sketch.times.count == (sketch.hasTimes ? sketch.points.count : 0)
                isHealthy = isHealthy && sketch.pressures.count == (sketch.hasPressures ? sketch.points.count : 0)
                isHealthy = isHealthy && sketch.attributes.count <= sketch.strokeCount
            }
            for fault in result.faults {
                guard case .text(let line, let column) = fault.position else {
                    isHealthy = false
                    continue
                }
                isHealthy = isHealthy && line > 0 && column > 0 && !(fault.reason is UnexpectedError)
            }
            #expect(isHealthy, "\(String(decoding: mutant, as: UTF8.self)): \(result.messages)")
            for format in formats { _ = format.recognises(prefix: mutant, fileName: "a.json") }
        }
    }
}
